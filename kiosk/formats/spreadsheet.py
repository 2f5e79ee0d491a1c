"""Rows of a table that somebody kept in a spreadsheet: CSV of any common sort, or XLSX."""

import codecs
import csv
import datetime
import io
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from kiosk.formats.faults import Faults, shown
from kiosk.formats.sheet_parts import TooMuchToUnpack, repacked

MOST_BYTES = 8_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_LETTERS = 4_000  # in one cell
SEPARATORS = (",", ";", "\t")

Cell = str | float | bool | datetime.time | datetime.date | datetime.timedelta


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, and the line of the file (or the row of the sheet) it begins on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; names are in lower case with single spaces."""

    line: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def cell(self, row: Row, column: str) -> str:
        """What stands in that column, or nothing if there is no such column or cell."""
        try:
            return row.cells[self.columns.index(column)]
        except (ValueError, IndexError):
            return ""


def read_table(content: bytes, faults: Faults) -> Table:
    """The table in a CSV or XLSX file; raises BadFile when it is none or too big.

    Rows without any text are left out. Separators ``,`` ``;`` and tab, a byte order mark, UTF-8,
    UTF-16 with its mark, and the older western encodings are understood.
    """
    if len(content) > MOST_BYTES:
        faults.add(0, "The file is too big", f"Keep it under {MOST_BYTES // 1_000_000} MB")
        faults.refuse_any()
    rows = _sheet(content, faults) if content[:2] == b"PK" else _csv(content, faults)
    kept = []
    for row in rows:
        if any(row.cells):
            kept.append(row)
        if len(kept) > MOST_ROWS + 1:
            faults.add(row.line, f"There are more than {MOST_ROWS} rows", "Split the file")
            faults.refuse_any()
    faults.refuse_any()
    if not kept:
        faults.add(0, "The file is empty", "Write the names of the columns in the first row")
        faults.refuse_any()
    return _table(kept, faults)


def _table(rows: list[Row], faults: Faults) -> Table:
    first = rows[0]
    columns = tuple(" ".join(cell.lower().replace("_", " ").split()) for cell in first.cells)
    for name in sorted({name for name in columns if name and columns.count(name) > 1}):
        faults.add(first.line, f"The column {shown(name)} comes twice", "Keep one of them")
    for row in rows[1:]:
        if any(row.cells[len(columns) :]):
            wrong = f"There are {len(row.cells)} cells in {len(columns)} columns"
            faults.add(row.line, wrong, "Put a cell that holds the separator in quotes")
        if any(len(cell) > MOST_LETTERS for cell in row.cells):
            remedy = f"Keep a cell under {MOST_LETTERS} letters"
            faults.add(row.line, "A cell is too long", remedy)
    return Table(first.line, columns, tuple(rows[1:]))


def tidy(cell: str) -> str:
    """The text without surrounding space and without control characters, in one normal form."""
    text = unicodedata.normalize("NFC", cell.replace("\r\n", "\n")).strip()
    return "".join(letter for letter in text if letter == "\n" or letter.isprintable())


def _text(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Windows writes letters where ISO 8859-15 has control characters, which nobody types.
        windows = any(0x80 <= byte <= 0x9F for byte in content)
        return content.decode("cp1252" if windows else "iso8859-15", errors="replace")


def _csv(content: bytes, faults: Faults) -> Iterator[Row]:
    text = _text(content)
    header = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            faults.add(line, "A quote does not fit", 'Write "" for a quote inside a quoted cell')
            return
        if len(cells) > MOST_COLUMNS:
            faults.add(line, f"There are more than {MOST_COLUMNS} columns", "Leave some out")
            return
        yield Row(line, tuple(tidy(cell) for cell in cells))
        line = reader.line_num + 1


def _sheet(content: bytes, faults: Faults) -> list[Row]:
    try:
        honest = repacked(content, rows=4 * MOST_ROWS, columns=4 * MOST_COLUMNS)
        book = CalamineWorkbook.from_filelike(io.BytesIO(honest))
        sheet = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except TooMuchToUnpack:
        faults.add(0, "The sheet is too big", f"Keep it under {MOST_ROWS} rows")
        return []
    except PasswordError:
        faults.add(0, "The file has a password", "Save it without a password")
        return []
    except (CalamineError, zipfile.BadZipFile, OSError):
        faults.add(0, "This is no readable XLSX file", "Save it again as XLSX or CSV")
        return []
    return [
        Row(line, tuple(tidy(_written(cell)) for cell in cells))
        for line, cells in enumerate(sheet, start=1)
    ]


def _written(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    return str(cell)
