"""The city's figures as CSV or XLSX files: who lives here, and where public money went.

``read_census`` takes ``question``, ``group``, ``residents``, ``year``, ``source``: a row for each
group of a question, such as the place or the age. ``read_places`` takes ``place``, ``residents``,
``amount``, ``recipients``, ``year``, ``source``; ``recipients`` is empty where the money went to
nobody in particular.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.census import Census
from kiosk.domain.places import PlaceMoney
from kiosk.domain.sentence import Amount
from kiosk.formats.faults import Faults, shown
from kiosk.formats.money import UnclearMoney, read_money
from kiosk.formats.spreadsheet import SheetRow, SheetTable, read_table
from kiosk.formats.totals import is_total

CENSUS = ("question", "group", "residents", "year", "source")
PLACES = ("place", "residents", "amount", "year", "source")
NUMBER = re.compile(r"\d{1,10}|\d{1,3}(?: \d{3}){1,3}", re.ASCII)
YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)
MOST_ROWS = 1_000


def read_census(content: bytes, *, file: str, sheet: str = "") -> dict[str, Census]:
    """The residents by question, in the file's order; raises BadFile with every fault found."""
    faults, rows = _rows(content, CENSUS, file=file, sheet=sheet)
    groups: dict[str, dict[str, int]] = {}
    stated: dict[str, tuple[int, str]] = {}
    for row in rows:
        question, group = row.word("question"), row.word("group")
        known = groups.setdefault(question, {})
        if group in known:
            row.wrong(f"The group {shown(group)} is there twice", "Keep one row of it")
        known[group] = row.number("residents")
        states = row.year(), row.word("source")
        if stated.setdefault(question, states) != states:
            row.wrong(
                f"Two censuses are mixed in {shown(question)}",
                "Write one year and one source in all rows of a question",
            )
    _refuse(faults)
    return {
        question: Census(tuple(residents.items()), *stated[question])
        for question, residents in groups.items()
    }


def read_places(content: bytes, *, file: str, sheet: str = "") -> tuple[PlaceMoney, ...]:
    """What each place got, in the file's order; raises BadFile with every fault found."""
    faults, rows = _rows(content, PLACES, file=file, sheet=sheet, also=("recipients",))
    places: list[PlaceMoney] = []
    for row in rows:
        place = row.word("place")
        if any(place == other.place for other in places):
            row.wrong(f"The place {shown(place)} is there twice", "Add its rows up")
        places.append(
            PlaceMoney(
                place=place,
                residents=row.number("residents"),
                amount=row.money("amount"),
                year=row.year(),
                source=row.word("source"),
                recipients=row.number("recipients") if row.word("recipients") else None,
            )
        )
    _refuse(faults)
    return tuple(places)


def _rows(
    content: bytes, columns: Sequence[str], *, file: str, sheet: str, also: Sequence[str] = ()
) -> tuple[Faults, list["_Row"]]:
    """The rows under these columns; one that only sums up the others is a fault."""
    faults = Faults(file)
    table = read_table(content, faults, sheet=sheet, seen=True)
    for name in columns:
        if name not in table.columns:
            remedy = f"Begin the file with: {','.join((*columns, *also))}"
            faults.add(table.line, f"There is no column {name}", remedy)
    faults.refuse_any()
    if len(table.rows) > MOST_ROWS:
        faults.add(table.line, f"There are more than {MOST_ROWS} rows", "Join some of them")
    if not table.rows:
        faults.add(table.line, "There is no row", "Write one row for each group or place")
    faults.refuse_any()
    rows = [_Row(table, each, faults) for each in table.rows]
    for row in rows:
        for name in columns:
            if not row.word(name):
                row.wrong(f"{name} is missing", "Fill the cell")
        if any(is_total(row.word(name)) for name in columns):
            row.wrong("This row is the sum of others", "Delete it, or it counts twice")
    return faults, rows


def _refuse(faults: Faults) -> None:
    faults.found.sort(key=lambda fault: fault.line)
    faults.refuse_any()


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one row, each read with its faults; an empty one was told of before."""

    table: SheetTable
    row: SheetRow
    faults: Faults

    def wrong(self, wrong: str, remedy: str) -> None:
        self.faults.add(self.row.line, wrong, remedy)

    def word(self, column: str) -> str:
        return " ".join(self.table.cell(self.row, column).split())

    def number(self, column: str) -> int:
        written = self.word(column)
        if NUMBER.fullmatch(written):
            return int(written.replace(" ", ""))
        if written:
            self.wrong(f"{column} is {shown(written)}", "Write a whole number such as 1200")
        return 0

    def year(self) -> int:
        written = self.word("year")
        if YEAR.fullmatch(written):
            return int(written)
        if written:
            self.wrong(f"The year is {shown(written)}", "Write four digits, such as 2020")
        return 0

    def money(self, column: str) -> Amount:
        written = self.word(column)
        try:
            return read_money(written)
        except UnclearMoney as unclear:
            if written:
                self.wrong(f"{column} is {shown(written)}", unclear.remedy)
            return 0
