"""One table of a TOML file, read key by key; whatever is wrong is noted with its line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from kiosk.domain.errors import Fault
from kiosk.domain.sentence import Amount
from kiosk.domain.text import Text, plain, translated
from kiosk.formats.faults import Faults, near, nearest, shown
from kiosk.formats.letters import invisible_in
from kiosk.formats.money import UnclearMoney, read_money
from kiosk.formats.toml_levels import LEVELS, misplaced, where
from kiosk.formats.toml_lines import Path, lines_of
from kiosk.formats.toml_text import values_of

MOST_LETTERS = 4_000
MOST_DIGITS = 20  # of a sum of money
MOST_NUMBER = 10**15


@dataclass(frozen=True, slots=True)
class Notes:
    """What the reading of one TOML file gathers: faults, warnings, and where its keys stand.

    ``levels``: the keys of each part, where the file has such. ``misplaced``: the keys that stand
    in another part than theirs. ``followed``: faults that only follow from another one.
    """

    faults: Faults
    lines: Mapping[Path, int]
    warnings: list[str] = field(default_factory=list)
    levels: tuple[frozenset[str], ...] = ()
    misplaced: Mapping[str, Any] = field(default_factory=dict)
    followed: list[Fault] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of that key, or of the nearest table around it that has one; 0 for none."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)

    def refuse_any(self) -> None:
        """Raises BadFile if there is any fault; those that follow only where there is no other."""
        self.faults.found.extend([] if self.faults.found else self.followed)
        self.faults.found.sort(
            key=lambda fault: (fault.file != self.faults.file, fault.file, fault.line)
        )
        self.faults.refuse_any()


class TomlTable:
    """A table and its place in the file. A key that is wrong or missing reads as empty."""

    def __init__(self, values: Mapping[str, Any], path: Path, notes: Notes) -> None:
        self.values = values
        self.path = path
        self.notes = notes
        self.known: set[str] = set()
        self._faulty: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether the key is written."""
        self.known.add(key)
        return key in self.values

    def wrong(self, key: str, wrong: str, remedy: str, *, below: str = "") -> None:
        """Note a fault of that key, or of the one ``below`` it."""
        self._faulty.add(key)
        path = (*self.path, key, below) if below else (*self.path, key)
        self.notes.faults.add(self.notes.line(path), wrong, remedy)

    def was_wrong(self, key: str) -> bool:
        """Whether a fault of that key was noted."""
        return key in self._faulty

    def warn(self, key: str, warning: str) -> None:
        """Note something that is allowed, and perhaps not meant."""
        line = self.notes.line((*self.path, key))
        place = f"{self.notes.faults.file}, line {line}" if line else self.notes.faults.file
        self.notes.warnings.append(f"{place}: {warning}.")

    def need(self, *keys: str) -> None:
        """Note a fault for each of the keys that is not written."""
        for key in keys:
            if not self.has(key):
                self.lacks(key, f"{key} is missing", f"Write {key} = ...")

    def lacks(self, key: str, wrong: str, remedy: str) -> None:
        """Note that something is missing, unless its key is written wrongly or elsewhere."""
        if key in self.notes.misplaced or self.misspelt(key):
            line = self.notes.line((*self.path, key))
            self.notes.followed.append(Fault(self.notes.faults.file, line, wrong, remedy))
        else:
            self.wrong(key, wrong, remedy)

    def misspelt(self, key: str) -> str:
        """The unknown key that is written instead of this one; empty if none is like it."""
        if key in self.values or not self.notes.levels:
            return ""
        known = self.notes.levels[self._depth]
        unknown = (each for each in self.values if each not in known)
        return next((each for each in unknown if near(each, known) == key), "")

    @property
    def _depth(self) -> int:
        return len(self.path) // 2  # each part below has the name of a list and a place in it

    def text(self, key: str) -> str:
        """A text of one line."""
        return " ".join(self._typed(key, str, 'a text: "..."', "").split())

    def whole(self, key: str, default: int = 0) -> int:
        """A whole number from 0 on."""
        number: int = self._typed(key, int, "a whole number", default)
        if isinstance(number, bool) or not 0 <= number <= MOST_NUMBER:
            self.wrong(key, f"{key} is {shown(str(number))}", "Write a whole number from 0 on")
            return default
        return number

    def flag(self, key: str) -> bool:
        """True or false; false when it is not written."""
        value: bool = self._typed(key, bool, "true or false", False)
        return value

    def amount(self, key: str) -> Amount:
        """A sum of money, as a number or a text."""
        value = self._raw(key, 0)
        if isinstance(value, Decimal) and abs(value.adjusted()) > MOST_DIGITS:
            # Written out it would fill the memory before anybody could call it wrong.
            self.wrong(key, f"{key} has far too many digits", "Write a plain sum such as 250000")
            return 0
        try:
            return read_money(format(value, "f") if isinstance(value, Decimal) else str(value))
        except UnclearMoney as unclear:
            self.wrong(key, f"{key} is {shown(str(value))}", unclear.remedy)
            return 0

    def one_of(self, key: str, allowed: Sequence[str], default: str) -> str:
        """One of the allowed words."""
        word = self.text(key) if self.has(key) else default
        if word and word not in allowed:
            self.wrong(key, f"{key} is {shown(word)}", nearest(word, allowed))
            return default
        return word

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        found = self._typed(key, list, 'a list: ["...", "..."]', [])
        if all(isinstance(text, str) for text in found):
            return tuple(found)
        self.wrong(key, f"{key} has something else than texts", 'Write: ["...", "..."]')
        return ()

    def table(self, key: str) -> Mapping[str, Any]:
        """A table of anything, such as ``settings``."""
        values: dict[str, Any] = self._typed(key, dict, "a table: { name = ... }", {})
        return values

    def tables(self, key: str, *, most: int) -> tuple["TomlTable", ...]:
        """A list of tables, such as ``[[poll]]``; a text in it is a table with a title."""
        whole = ".".join(str(part) for part in (*self.path, key) if isinstance(part, str))
        if isinstance(self._raw(key, []), dict) and key != "options":
            self.wrong(key, f"{key} stands in single brackets", f"Write [[{whole}]]")
            return ()
        found = self._typed(key, list, f"a list of tables: [[{whole}]]", [])
        if len(found) > most:
            self.wrong(key, f"There are more than {most} of {key}", "Leave some out")
        tables = []
        for place, each in enumerate(found[:most]):
            values = {"title": each} if isinstance(each, str) else each
            if isinstance(values, dict):
                tables.append(TomlTable(values, (*self.path, key, place), self.notes))
            else:
                self.notes.faults.add(
                    self.notes.line((*self.path, key, place)),
                    f"{shown(str(each))} is not one of {key}",
                    "Write a text or a table",
                )
        return tuple(tables)

    def translated(self, key: str, languages: Sequence[str]) -> Text:
        """A text in one or more languages; ``"..."`` is in the first of them."""
        value = self._raw(key, "")
        if isinstance(value, str):
            return plain(self._short(key, value), languages[0])
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            self.wrong(key, f"{key} is not a text", 'Write "..." or { en = "...", es = "..." }')
            return Text()
        for code in value:
            if code not in languages:
                remedy = f"Write one of: {', '.join(languages)}, or add it to languages"
                self.wrong(key, f"{key} has the language {shown(code)}", remedy)
        versions = {code: self._short(key, value[code]) for code in languages if value.get(code)}
        if versions and languages[0] not in versions:
            self.wrong(key, f"{key} has no {languages[0]}", "Write it in the first language too")
        return translated(versions)

    def finish(self, remedies: Mapping[str, str] | None = None) -> None:
        """Note every key that nobody asked for. ``remedies``: what to do with some of them."""
        for key, value in self.values.items():
            if key in self.known:
                continue
            found = where(key, value, depth=self._depth) if self.notes.levels else ""
            other = (remedies or {}).get(key, "")
            remedy = f"{found}. {other}" if found and other else found or other
            if remedy:
                self.wrong(key, f"The key {shown(key)} does not belong here", remedy)
            else:
                known = self.notes.levels[self._depth] if self.notes.levels else self.known
                self.wrong(key, f"The key {shown(key)} is not known", nearest(key, known))

    def _raw(self, key: str, default: Any) -> Any:
        self.known.add(key)
        return self.values.get(key, default)

    def _typed(self, key: str, wanted: type[Any], spoken: str, default: Any) -> Any:
        value = self._raw(key, default)
        if isinstance(value, wanted):
            return self._short(key, value) if isinstance(value, str) else value
        self.wrong(key, f"{key} is {shown(str(value))}", f"Write {spoken}")
        return default

    def _short(self, key: str, text: str) -> str:
        if hidden := invisible_in(text):
            wrong = f"{key} holds an invisible letter ({hidden})"
            self.wrong(key, wrong, "Type the text again, without copying it")
        if len(text) > MOST_LETTERS:
            self.wrong(key, f"{key} is too long", f"Keep it under {MOST_LETTERS} letters")
            return text[:MOST_LETTERS]
        return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def read_toml(text: str, *, file: str) -> TomlTable:
    """The whole file as a table; raises BadFile when it is no TOML at all."""
    faults = Faults(file)
    normal = text.removeprefix("\ufeff").replace("\r\n", "\n")
    values = values_of(normal, faults)
    return TomlTable(values, (), Notes(faults, lines_of(normal)))


def read_assembly_toml(text: str, *, file: str) -> TomlTable:
    """The same for an assembly, where each key has its part of the file."""
    table = read_toml(text, file=file)
    notes = replace(table.notes, levels=LEVELS, misplaced=misplaced(table.values))
    return TomlTable(table.values, (), notes)
