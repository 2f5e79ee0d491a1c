"""The rows of one sheet of an XLSX file: the one that is named, or the only one there is."""

import datetime
import io
import zipfile

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kiosk.formats.csv_rows import MOST_COLUMNS, RawRow
from kiosk.formats.faults import Faults, shown
from kiosk.formats.sheet_parts import TooMuchToUnpack, hidden_rows, repacked

MOST_ROWS = 60_000
MOST_NAMED = 8  # sheets that a fault lists
SHOWN_DIGITS = 15  # of a number; what a sum has behind them, 3600.2999999999997, nobody sees
EXACT = 10**SHOWN_DIGITS

Cell = str | float | bool | datetime.time | datetime.date | datetime.timedelta


def sheet_rows(content: bytes, faults: Faults, *, sheet: str) -> list[RawRow]:
    """Its rows; a choice that nobody made, and a file that is no XLSX, are faults."""
    try:
        honest = repacked(content, rows=MOST_ROWS + 2, columns=2 * MOST_COLUMNS)
        book = CalamineWorkbook.from_filelike(io.BytesIO(honest))
        name = _chosen(book, faults, sheet)
        faults.refuse_any()
        cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except TooMuchToUnpack as much:
        _too_big(faults, much)
        return []
    except PasswordError:
        faults.add(0, "The file has a password", "Save it without a password")
        return []
    except (CalamineError, zipfile.BadZipFile, OSError):
        faults.add(0, "This is no readable XLSX file", "Save it again as XLSX or CSV")
        return []
    rows = [
        RawRow(line, tuple(_written(cell) for cell in row))
        for line, row in enumerate(cells, start=1)
    ]
    used = [row for row in rows if any(cell.strip() for cell in row.cells)]
    faults.note(0, f"{len(used)} rows were read from the sheet {shown(name)}, its head among them")
    _note_hidden(honest, name, used, faults)
    return used


def _too_big(faults: Faults, much: TooMuchToUnpack) -> None:
    last = f", and delete the empty rows below line {much.last}" if much.last else ""
    faults.add(0, "The sheet is too big", f"Keep it under {MOST_ROWS} rows{last}")


def _chosen(book: CalamineWorkbook, faults: Faults, wanted: str) -> str:
    sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    names = [each.name for each in sheets]
    open_ones = [each.name for each in sheets if each.visible == SheetVisibleEnum.Visible]
    if wanted:
        for name in names:
            if " ".join(name.split()).casefold() == " ".join(wanted.split()).casefold():
                if name not in open_ones:
                    faults.note(0, f"the sheet {shown(name)} is hidden, and is read")
                return name
        faults.add(0, f"There is no sheet {shown(wanted)}", f"Write one of: {_listed(names)}")
        return ""
    used = [name for name in names if _holds_anything(book, name)]
    seen = [name for name in used if name in open_ones]
    unseen = [name for name in used if name not in open_ones]
    if len(seen) == 1:
        if unseen:
            faults.note(0, f"hidden sheets are not read: {_listed(unseen)}")
        return seen[0]
    if not used and names:
        return names[0]
    example = f'Name one: "{faults.file}#{(seen or unseen or ["Sheet1"])[0]}"'
    if seen:
        faults.add(0, f"The file has {len(seen)} sheets: {_listed(seen)}", example)
    else:
        faults.add(0, "Every sheet of the file is hidden", example)
    return ""


def _holds_anything(book: CalamineWorkbook, name: str) -> bool:
    return bool(book.get_sheet_by_name(name).to_python(skip_empty_area=True))


def _listed(names: list[str]) -> str:
    more = ", ..." if len(names) > MOST_NAMED else ""
    return ", ".join(shown(name) for name in names[:MOST_NAMED]) + more


def _note_hidden(honest: bytes, name: str, used: list[RawRow], faults: Faults) -> None:
    hidden = hidden_rows(honest, name)
    lines = [row.line for row in used if row.line in hidden]
    if lines:
        faults.note(lines[0], f"{len(lines)} rows are hidden in the sheet, and are read too")


def _written(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        if abs(cell) >= EXACT:
            return f"{cell:E}"
        seen = float(f"{cell:.{SHOWN_DIGITS}g}")
        return str(int(seen)) if seen.is_integer() else str(seen)
    return str(cell)
