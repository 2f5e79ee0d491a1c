"""What people need as a CSV or XLSX file, a row for each need.

Columns: ``id``, ``need``, ``right``; and if wanted ``also``, ``place``, ``people``, ``indicator``,
``now``, ``target``, ``date``, ``source``, ``cost``, ``cost_source``. A translated column names its
language: ``need (es)``. An empty cost is not known, which is not 0.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.needs import Indicator, Need
from kiosk.domain.rights import RIGHTS
from kiosk.domain.sentence import Amount
from kiosk.domain.text import Text, translated
from kiosk.formats.days import read_when
from kiosk.formats.faults import Faults, nearest, shown
from kiosk.formats.ids import LONGEST_ID, fresh_id, id_from, is_id
from kiosk.formats.money import UnclearMoney, read_money
from kiosk.formats.spreadsheet import SheetRow, SheetTable, read_table
from kiosk.formats.totals import is_total

REQUIRED = ("need", "right")
OTHERS = ("id", "also", "place", "people", "indicator", "now", "target", "date", "source")
MONEY = ("cost", "cost source")
HEAD = "Begin the file with: id,need,right,place,people,cost,cost_source"
NOT_KNOWN = frozenset({"", "-", "?", "n/a", "not known", "unknown", "no se sabe"})
PEOPLE = re.compile(r"\d{1,9}|\d{1,3}(?: \d{3}){1,2}", re.ASCII)
BETWEEN = re.compile(r"[;,|\n]")
MOST_NEEDS = 500


def read(
    content: bytes,
    *,
    file: str,
    languages: Sequence[str],
    rights: Sequence[str] = tuple(RIGHTS),
    sheet: str = "",
    notes: list[str] | None = None,
) -> tuple[Need, ...]:
    """The needs in the file's order; raises BadFile with every fault found.

    ``rights``: the ids of those that there are. The first of the languages is that of the column
    without one. ``notes`` gets what is read and perhaps not meant.
    """
    faults = Faults(file)
    table = read_table(content, faults, sheet=sheet, seen=True)
    _check_columns(table, languages, faults)
    if len(table.rows) > MOST_NEEDS:
        faults.add(table.line, f"There are more than {MOST_NEEDS} needs", "Join equal ones")
        faults.refuse_any()
    needs: dict[str, Need] = {}
    lines: dict[str, int] = {}
    for each in table.rows:
        row = _Row(table, each, languages, rights, faults)
        need = row.need(needs)
        if need.id in lines:
            wrong = f"The id {shown(need.id)} stands in line {lines[need.id]} too"
            row.wrong(wrong, "Give each need its own")
        lines.setdefault(need.id, each.line)
        needs[need.id] = need
        if is_total(need.need.in_language("")):
            faults.note(each.line, "this line looks like a total, and is read as a need")
    if not needs and not faults.found:
        faults.add(table.line, "There is no need", "Write one row for each need")
    faults.found.sort(key=lambda fault: fault.line)
    faults.refuse_any()
    if notes is not None:
        notes.extend(faults.notes)
    return tuple(needs.values())


def _check_columns(table: SheetTable, languages: Sequence[str], faults: Faults) -> None:
    for name in REQUIRED:
        if name not in table.columns:
            faults.add(table.line, f"There is no column {name}", HEAD)
    allowed = {f"need ({code.lower()})" for code in languages}
    for name in table.columns:
        if "(" in name and name not in allowed:
            faults.add(table.line, f"The column {shown(name)} is not known", nearest(name, allowed))
    known = {*allowed, *REQUIRED, *OTHERS, *MONEY}
    unknown = [shown(name) for name in table.columns if name and name not in known]
    if unknown:
        faults.note(table.line, f"these columns are not used: {', '.join(unknown)}")


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one need, each read with its faults."""

    table: SheetTable
    row: SheetRow
    languages: Sequence[str]
    rights: Sequence[str]
    faults: Faults

    def wrong(self, wrong: str, remedy: str) -> None:
        self.faults.add(self.row.line, wrong, remedy)

    def word(self, column: str) -> str:
        return " ".join(self.table.cell(self.row, column).split())

    def need(self, taken: dict[str, Need]) -> Need:
        text = self._text()
        right = self._right()
        cost = self._cost()
        return Need(
            id=self._id(text, taken),
            need=text,
            right=right,
            also=tuple(each for each in self._also() if each != right),
            place=self.word("place"),
            people=self._people(),
            indicator=Indicator(
                measured=self.word("indicator"),
                now=self.word("now"),
                target=self.word("target"),
                date=self._date(),
                source=self.word("source"),
            ),
            cost=cost,
            cost_source=self._cost_source(cost),
        )

    def _text(self) -> Text:
        versions = {self.languages[0]: self.word("need")}
        for code in self.languages:
            if written := self.word(f"need ({code.lower()})"):
                versions[code] = written
        if self.table.has("need") and not versions[self.languages[0]]:
            self.wrong("The need is missing", "Write what people need")
        return translated({code: wording for code, wording in versions.items() if wording})

    def _id(self, text: Text, taken: dict[str, Need]) -> str:
        written = self.word("id").lower()
        if not written:
            return fresh_id(id_from(text.in_language("")) or f"need-{self.row.line}", taken)
        if not is_id(written):
            remedy = f"Use at most {LONGEST_ID} letters a to z, digits and hyphens"
            self.wrong(f"The id is {shown(written)}", remedy)
        return written

    def _right(self) -> str:
        written = self.word("right")
        found = self._rights_in("right")
        if not self.table.has("right"):
            return ""
        if not found:
            self.wrong("The right is missing", f"Write one of: {', '.join(self.rights)}")
            return ""
        if len(found) > 1:
            remedy = f"Keep one, such as {found[0]}, and write the others under also"
            self.wrong(f"There are {len(found)} rights: {shown(written)}", remedy)
        return self._known(found[0])

    def _also(self) -> tuple[str, ...]:
        return tuple(self._known(right) for right in self._rights_in("also"))

    def _rights_in(self, column: str) -> tuple[str, ...]:
        words = BETWEEN.split(self.table.cell(self.row, column))
        found = (id_from(word) or word.strip() for word in words)
        return tuple(dict.fromkeys(word for word in found if word))

    def _known(self, right: str) -> str:
        if right not in self.rights:
            self.wrong(f"The right {shown(right)} is not known", nearest(right, self.rights))
        return right

    def _people(self) -> int | None:
        written = self.word("people")
        if written.lower() in NOT_KNOWN:
            return None
        if not PEOPLE.fullmatch(written):
            remedy = "Write a whole number, or leave it empty where nobody knows"
            self.wrong(f"The number of people is {shown(written)}", remedy)
            return None
        return int(written.replace(" ", ""))

    def _date(self) -> str:
        written = self.word("date")
        when = read_when(written) if written else ""
        if when is None:
            remedy = "Write a year, a month or a day: 2030, 2030-06 or 2030-06-30"
            self.wrong(f"The date is {shown(written)}", remedy)
        return when or ""

    def _cost(self) -> Amount | None:
        written = self.word("cost")
        if written.lower() in NOT_KNOWN:
            return None
        try:
            cost = read_money(written)
        except UnclearMoney as unclear:
            self.wrong(f"The cost is {shown(written)}", unclear.remedy)
            return None
        if not cost:
            self.wrong("The cost is 0", "Leave it empty where nobody knows it")
        return cost

    def _cost_source(self, cost: Amount | None) -> str:
        written = self.word("cost source")
        if cost and not written:
            self.faults.note(self.row.line, "the cost stands there without its source")
        return written
