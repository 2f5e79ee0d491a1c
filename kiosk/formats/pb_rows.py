"""The three sections of a Pabulib file as rows with their line numbers."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.formats.faults import Faults, shown

NAMES = ("META", "PROJECTS", "VOTES")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one record by column, and the line it begins on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the file: the line of its columns, their places, and its rows."""

    line: int
    columns: dict[str, int]
    rows: list[Row]

    def cell(self, row: Row, column: str) -> str:
        """What stands in that column, without spaces around it; ``None`` means nothing."""
        place = self.columns.get(column, -1)
        if not 0 <= place < len(row.cells):
            return ""
        text = row.cells[place].strip()
        return "" if text == "None" else text


def sections(text: str, faults: Faults) -> dict[str, Section]:
    """The sections that are there. A missing one, odd rows and open quotes are faults."""
    found: dict[str, Section] = {}
    rows: list[Row] | None = None
    awaits_columns = ""
    for row in _records(text.removeprefix("\ufeff"), faults):
        name = _section_name(row)
        if name:
            if name in found:
                faults.add(row.line, f"The section {name} comes twice", "Keep one of them")
            awaits_columns = name
        elif awaits_columns:
            section = Section(row.line, _columns(row, faults), [])
            found[awaits_columns] = section
            rows, awaits_columns = section.rows, ""
        elif rows is None:
            faults.add(row.line, "The file does not begin with META", "Begin with META")
            faults.refuse_any()
        else:
            rows.append(row)
    for name in NAMES:
        if name not in found:
            faults.add(0, f"The section {name} is missing", f"Write {name} and its rows")
    return found


def _section_name(row: Row) -> str:
    first = row.cells[0].strip().upper()
    return first if first in NAMES and not any(row.cells[1:]) else ""


def _columns(row: Row, faults: Faults) -> dict[str, int]:
    names = [cell.strip().lower() for cell in row.cells]
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        faults.add(row.line, f"The column {shown(name)} comes twice", "Keep one of them")
    return {name: place for place, name in enumerate(names) if name}


def _records(text: str, faults: Faults) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a quoted cell longer than csv.field_size_limit(): never closed
            faults.add(line, "A quoted cell has no end", 'Close it with ", and write "" inside it')
            return
        if any(cell.strip() for cell in cells):
            yield Row(line, tuple(cells))
        line = reader.line_num + 1
