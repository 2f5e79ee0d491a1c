"""Rows of a table that somebody kept in a spreadsheet: CSV of any common sort, or XLSX."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.formats.csv_rows import RawRow, csv_rows
from kiosk.formats.faults import Faults, shown
from kiosk.formats.letters import steers_in, tidy
from kiosk.formats.other_files import refuse_other_files
from kiosk.formats.sheet_rows import MOST_ROWS, sheet_rows
from kiosk.formats.table_text import text_of

MOST_BYTES = 8_000_000
MOST_LETTERS = 4_000  # in one cell


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The cells of one row, and the line of the file (or the row of the sheet) it begins on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Rows under named columns; names are in lower case with single spaces.

    ``unclear``: the names that come twice. Nothing is read there, so that no fault follows.
    """

    line: int
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    unclear: frozenset[str] = frozenset()

    def has(self, column: str) -> bool:
        """Whether there is that column, once."""
        return column in self.columns and column not in self.unclear

    def cell(self, row: SheetRow, column: str) -> str:
        """What stands in that column, or nothing if there is no such column or cell."""
        if column in self.unclear:
            return ""
        try:
            return row.cells[self.columns.index(column)]
        except (ValueError, IndexError):
            return ""


def read_table(
    content: bytes, faults: Faults, *, sheet: str = "", seen: bool = False
) -> SheetTable:
    """The table in a CSV or XLSX file; raises BadFile when it is none or too big.

    Faults of single rows and columns are noted, and the others read: whoever reads them refuses
    all together. Rows without any text, and those whose cells cannot be told, are left out.
    Separators ``,`` ``;`` ``|`` and tab, a byte order mark, UTF-8, UTF-16 with its mark, and the
    older western encodings are understood. ``sheet``: which one of an XLSX file. ``seen``: cells
    stand on screens, so none may hold letters that hide.
    """
    if len(content) > MOST_BYTES:
        faults.add(0, "The file is too big", f"Keep it under {MOST_BYTES // 1_000_000} MB")
        faults.refuse_any()
    refuse_other_files(content, faults)
    packed = content[:2] == b"PK"
    if sheet and not packed:
        faults.add(0, "This file has no sheets", f"Write the name without #{sheet}")
        faults.refuse_any()
    rows: Iterable[RawRow] = (
        sheet_rows(content, faults, sheet=sheet)
        if packed
        else csv_rows(text_of(content, faults), faults)
    )
    kept = []
    for raw in rows:
        row = SheetRow(
            raw.line, tuple(_cell(cell, raw.line, faults, seen=seen) for cell in raw.cells)
        )
        if any(row.cells):
            kept.append(row)
        if len(kept) > MOST_ROWS + 1:
            remedy = "Split the file, and hold each part on a kiosk of its own"
            faults.add(row.line, f"There are more than {MOST_ROWS} rows", remedy)
            faults.refuse_any()
    if not kept:
        faults.refuse_any()
        faults.add(0, "The file is empty", "Write the names of the columns in the first row")
        faults.refuse_any()
    return _table(kept, faults)


def _cell(cell: str, line: int, faults: Faults, *, seen: bool) -> str:
    if not cell.isascii() and (hidden := steers_in(cell)):
        if seen:
            faults.add(line, f"A cell holds an invisible letter ({hidden})", "Type the cell again")
        else:
            faults.note(line, f"an invisible letter ({hidden}) was taken out")
    return tidy(cell)


def _table(rows: list[SheetRow], faults: Faults) -> SheetTable:
    first = rows[0]
    columns = tuple(" ".join(cell.lower().replace("_", " ").split()) for cell in first.cells)
    twice = frozenset(name for name in columns if name and columns.count(name) > 1)
    for name in sorted(twice):
        faults.add(first.line, f"The column {shown(name)} comes twice", "Keep one of them")
    clear = []
    for row in rows[1:]:
        if any(row.cells[len(columns) :]):
            wrong = f"There are {len(row.cells)} cells in {len(columns)} columns"
            faults.add(row.line, wrong, "Put a cell that holds the separator in quotes")
            continue
        clear.append(row)
        if any(len(cell) > MOST_LETTERS for cell in row.cells):
            remedy = f"Keep a cell under {MOST_LETTERS} letters"
            faults.add(row.line, "A cell is too long", remedy)
    return SheetTable(first.line, columns, tuple(clear), twice)
