"""Both sides of a budget as a CSV or XLSX file, a row for each line.

Columns: ``id``, ``side``, ``group``, ``name``, ``last_year``, ``step``; and if wanted ``floor``,
``ceiling``, ``locked``, ``reason``, ``right``, ``also``, ``who_pays``, ``same_service``, ``once``,
``authority``, ``plain``, ``source``. A translated column names its language: ``name (es)``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.both_sides import LineNotes, Side
from kiosk.domain.text import Text, translated
from kiosk.formats.faults import Faults, nearest, shown
from kiosk.formats.ids import LONGEST_ID, fresh_id, id_from, is_id
from kiosk.formats.money import UnclearMoney, read_money
from kiosk.formats.spreadsheet import SheetRow, SheetTable, read_table

REQUIRED = ("id", "side", "group", "name", "last year", "step")
TRANSLATED = ("group", "name", "reason", "who pays", "plain")
OTHERS = ("floor", "ceiling", "locked", "right", "also", "same service", "once", "authority")
KNOWN = {*REQUIRED, *TRANSLATED, *OTHERS, "source"}
HEAD = "Begin the file with: id,side,group,name,last_year,step"
SIDES = {
    **dict.fromkeys(("spending", "expenditure", "expense", "expenses", "e"), Side.SPENDING),
    **dict.fromkeys(("money out", "out"), Side.SPENDING),
    **dict.fromkeys(("revenue", "revenues", "income", "r"), Side.REVENUE),
    **dict.fromkeys(("money in", "in"), Side.REVENUE),
}
YES = ("yes", "y", "true", "1", "x", "locked", "once")
NO = ("", "no", "n", "false", "0")
MOST_LINES = 200
LARGEST = 10**15  # in money: more than any city has in cents


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRow:
    """A line of the budget as it is written, in whole money. ``place``: its line in the file.

    ``floor``, ``ceiling``: None where none is written.
    """

    place: int
    id: str
    side: Side
    title: Text
    detail: Text
    last_year: int
    step: int
    floor: int | None
    ceiling: int | None
    locked: bool
    notes: LineNotes


def read(
    content: bytes, faults: Faults, *, languages: Sequence[str], sheet: str = ""
) -> tuple[BudgetRow, ...]:
    """The rows in the file's order; what is wrong is noted among the faults.

    The first of the languages is that of the columns without one. Raises BadFile where there is
    no table.
    """
    table = read_table(content, faults, sheet=sheet, seen=True)
    _check_columns(table, languages, faults)
    if len(table.rows) > MOST_LINES:
        faults.add(table.line, f"There are more than {MOST_LINES} lines", "Join some of them")
        faults.refuse_any()
    rows: list[BudgetRow] = []
    known: dict[str, int] = {}
    for each in table.rows:
        row = _row(_Cells(table, each, languages, faults), known)
        if row.id in known:
            wrong = f"The id {shown(row.id)} stands in line {known[row.id]} too"
            faults.add(each.line, wrong, "Give each line its own")
        known.setdefault(row.id, each.line)
        rows.append(row)
    if not rows and not faults.found:
        faults.add(table.line, "There is no line", "Write one row for each line of the budget")
    return tuple(rows)


def _check_columns(table: SheetTable, languages: Sequence[str], faults: Faults) -> None:
    for name in REQUIRED:
        if name not in table.columns:
            faults.add(table.line, f"There is no column {name.replace(' ', '_')}", HEAD)
    allowed = {f"{name} ({code.lower()})" for name in TRANSLATED for code in languages}
    for name in table.columns:
        if "(" in name and name not in allowed:
            faults.add(table.line, f"The column {shown(name)} is not known", nearest(name, allowed))
    unknown = [shown(name) for name in table.columns if name and name not in KNOWN | allowed]
    if unknown:
        faults.note(table.line, f"these columns are not used: {', '.join(unknown)}")


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one row, each read with its faults."""

    table: SheetTable
    row: SheetRow
    languages: Sequence[str]
    faults: Faults

    def wrong(self, wrong: str, remedy: str) -> None:
        self.faults.add(self.row.line, wrong, remedy)

    def word(self, column: str) -> str:
        return self.table.cell(self.row, column)

    def text(self, column: str) -> Text:
        versions = {self.languages[0]: self.word(column)}
        for code in self.languages:
            if written := self.word(f"{column} ({code.lower()})"):
                versions[code] = written
        return translated({code: wording for code, wording in versions.items() if wording})

    def words(self, column: str) -> tuple[str, ...]:
        """Several words with ``;`` or ``,`` between them, each as an id."""
        found = [id_from(word) for word in re.split(r"[;,|]", self.word(column))]
        return tuple(dict.fromkeys(word for word in found if word))

    def flag(self, column: str) -> bool:
        word = self.word(column).lower()
        if word not in (*YES, *NO):
            self.wrong(f"{column} is {shown(word)}", "Write yes, or leave it empty")
        return word in YES

    def money(self, column: str) -> int | None:
        """A whole sum; None where the cell is empty or wrong."""
        written = self.word(column)
        if not written:
            return None
        name, minus = column.replace(" ", "_"), written[0] in "-\u2212"
        try:
            amount = read_money(written[1:].strip() if minus else written)
        except UnclearMoney as unclear:
            self.wrong(f"{name} is {shown(written)}", unclear.remedy)
            return None
        if not isinstance(amount, int):
            self.wrong(f"{name} has cents: {shown(written)}", f"Write {round(amount)}")
            return None
        if amount > LARGEST:
            self.wrong(f"{name} is {shown(written)}", "Write fewer digits")
            return None
        return -amount if minus else amount


def _row(cells: _Cells, known: dict[str, int]) -> BudgetRow:
    title = cells.text("name")
    if cells.table.has("name") and cells.languages[0] not in dict(title.versions):
        cells.wrong("The name is missing", "Write what people call it")
    locked = cells.flag("locked")
    last_year, floor, ceiling = (cells.money(name) for name in ("last year", "floor", "ceiling"))
    if cells.table.has("last year") and not cells.word("last year"):
        cells.wrong("last_year is missing", "Write the amount, 0 for a new line")
    if any(amount is not None and amount < 0 for amount in (last_year, floor)) and not locked:
        cells.wrong("The line is below 0", "Join it with another line, or lock it")
    reason = cells.text("reason")
    if locked and not reason:
        cells.wrong("The line is locked without a reason", "Write why, in the column reason")
    return BudgetRow(
        place=cells.row.line,
        id=_id(cells, title, known),
        side=_side(cells),
        title=title,
        detail=cells.text("plain"),
        last_year=last_year or 0,
        step=_step(cells, locked=locked),
        floor=floor,
        ceiling=ceiling,
        locked=locked,
        notes=LineNotes(
            group=cells.text("group"),
            reason=reason,
            who_pays=cells.text("who pays"),
            rights=tuple(dict.fromkeys((*cells.words("right"), *cells.words("also")))),
            same_service=cells.money("same service"),
            once=cells.flag("once"),
            authority=cells.word("authority"),
            source=cells.word("source"),
        ),
    )


def _id(cells: _Cells, title: Text, known: dict[str, int]) -> str:
    written = cells.word("id").lower()
    if not written:
        return fresh_id(id_from(title.in_language("")) or f"line-{cells.row.line}", known)
    if not is_id(written):
        remedy = f"Use at most {LONGEST_ID} letters a to z, digits and hyphens"
        cells.wrong(f"The id is {shown(written)}", remedy)
    return written


def _side(cells: _Cells) -> Side:
    written = cells.word("side").lower()
    if written not in SIDES and cells.table.has("side"):
        wrong = f"The side is {shown(written)}" if written else "The side is missing"
        cells.wrong(wrong, "Write spending or revenue")
    return SIDES.get(written, Side.SPENDING)


def _step(cells: _Cells, *, locked: bool) -> int:
    step = cells.money("step")
    if step is not None and step <= 0:
        cells.wrong(f"The step is {shown(cells.word('step'))}", "Write a sum above 0")
    elif step is None and not locked and cells.table.has("step") and not cells.word("step"):
        cells.wrong("The step is missing", "Write how much one press changes, such as 100000")
    return max(1, step or 1)
