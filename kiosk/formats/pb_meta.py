"""The META section of a Pabulib file: its keys and what they say."""

import re
from dataclasses import dataclass
from fractions import Fraction

from kiosk.domain.sentence import Amount
from kiosk.formats.faults import Faults, Place, shown
from kiosk.formats.pb_rows import Row, Section
from kiosk.formats.pb_votes import VoteType

WITHDRAWN_COST = 999999999  # a project's cost that stands for "withdrawn after admission"
# Not three decimals: 1,200 may be twelve hundred.
AMOUNT = re.compile(r"(\d{1,15})(?:[.,](\d{1,2}|\d{4,9}))?", re.ASCII)
WHOLE = re.compile(r"(\d{1,9})(?:[.,]0)?", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)


def amount(text: str) -> Amount | None:
    """The exact sum that a text such as ``1234,5`` writes, or None if it writes none."""
    match = AMOUNT.fullmatch(text)
    if match is None:
        return None
    whole, decimals = match[1], match[2] or ""
    exact = Fraction(int(whole + decimals), 10 ** len(decimals))
    return int(exact) if exact.denominator == 1 else exact


@dataclass(frozen=True, slots=True)
class Meta:
    """Each key with its row and its value, in the file's order; ``faults`` takes what is odd."""

    section: Section
    pairs: dict[str, tuple[Row, str]]
    faults: Faults

    def value(self, key: str) -> str:
        """The value of that key, or nothing."""
        return self.pairs[key][1] if key in self.pairs else ""

    def place(self, key: str) -> Place:
        """Where the value of that key stands; without the key the begin of the section."""
        if key in self.pairs:
            return self.section.place_of(self.pairs[key][0], 1)
        return Place(self.section.head.line, 1)

    def limit(self, key: str) -> int:
        """The whole number of that key; 0 if it is left out."""
        value = self.value(key)
        match = WHOLE.fullmatch(value)
        if match:
            return int(match[1])
        if value:
            wrong = f"{key} is {shown(value)}"
            self.faults.add_at(self.place(key), wrong, "Write a whole number, or leave it out")
        return 0

    def compare(self, key: str, found: int) -> None:
        """A number of rows that differs from what the key says is a fault: a file cut short."""
        if self.value(key) and self.limit(key) != found:
            wrong = f"{key} is {shown(self.value(key))}, but {found} are there"
            remedy = "Get the whole file again, or correct the number"
            self.faults.add_at(self.place(key), wrong, remedy)

    def vote_type(self) -> VoteType:
        """How people voted. It cannot be guessed: rankings look like approvals."""
        value = self.value("vote_type")
        try:
            return VoteType(value.lower())
        except ValueError:
            wrong = f"vote_type is {shown(value)}" if value else "META has no vote_type"
            remedy = f"Write one of {', '.join(VoteType)}"
            self.faults.add_at(self.place("vote_type"), wrong, remedy)
            return VoteType.APPROVAL

    def budget(self) -> Amount:
        """The money there is to spend."""
        value = self.value("budget")
        budget = amount(value)
        if budget:
            return budget
        wrong = f"budget is {shown(value)}" if value else "META has no budget"
        remedy = "Write a number above 0, such as 100000 or 100000,50"
        self.faults.add_at(self.place("budget"), wrong, remedy)
        return WITHDRAWN_COST

    def language(self) -> str:
        """The code of the language of the file's texts."""
        language = self.value("language").lower()
        return language if LANGUAGE.fullmatch(language) else "en"


def read_meta(section: Section, faults: Faults) -> Meta:
    """The keys of the section; two values for one key are a fault."""
    pairs: dict[str, tuple[Row, str]] = {}
    for row in section.rows:
        key = row.cells[0].strip().lower()
        value = ";".join(row.cells[1:]).strip("; \t")
        value = "" if value == "None" else value
        if key in pairs and pairs[key][1] != value:
            wrong = f"META has {shown(key)} twice"
            faults.add_at(section.place_of(row, 1), wrong, "Keep one of them")
        pairs.setdefault(key, (row, value))
    return Meta(section, pairs, faults)
