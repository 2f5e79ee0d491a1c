"""The three sections of a Pabulib file as rows, with the place of every cell."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.formats.faults import Faults, Place, shown

NAMES = ("META", "PROJECTS", "VOTES")
# What no real file comes near, so that a hostile one takes no more memory than a large real one.
LONGEST_LINE = 100_000  # letters
MOST_CELLS = 1_000  # in one row
MOST_ROWS = 1_000_000  # the largest city's file has 131,778 votes

_CELL_END = re.compile(r"[;\r\n]")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one record by column, the line it begins on, and where in the text."""

    line: int
    cells: tuple[str, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the file: the record of its columns, their places, and its rows."""

    text: str
    head: Row
    columns: dict[str, int]
    rows: list[Row]

    def cell(self, row: Row, column: str) -> str:
        """What stands in that column, without spaces around it; ``None`` means nothing."""
        place = self.columns.get(column, -1)
        if not 0 <= place < len(row.cells):
            return ""
        text = row.cells[place].strip()
        return "" if text == "None" else text

    def place(self, row: Row, column: str, *, part: int = 0) -> Place:
        """Where that cell stands in the file, or the part of it after so many commas."""
        return self.place_of(row, self.columns.get(column, 0), part=part)

    def place_of(self, row: Row, cell: int, *, part: int = 0) -> Place:
        """The same for the cell with that number."""
        at = row.start
        for _ in range(min(cell, len(row.cells) - 1)):
            at = _end_of_cell(self.text, at) + 1
        end = _end_of_cell(self.text, at)
        for _ in range(part):
            at = self.text.find(",", at, end) + 1
        while at < end and self.text[at] in ' "\t':
            at += 1
        return _place(self.text, row, at)


def sections(text: str, faults: Faults) -> dict[str, Section]:
    """The sections that are there. A missing one, odd rows and open quotes are faults."""
    text = text.removeprefix("\ufeff")
    found: dict[str, Section] = {}
    rows: list[Row] | None = None
    awaits_columns = ""
    for row in _records(text, faults):
        name = _section_name(row)
        if name:
            if name in found:
                faults.add_at(
                    Place(row.line, 1), f"The section {name} comes twice", "Keep one of them"
                )
            awaits_columns = name
        elif awaits_columns:
            section = Section(text, row, _columns(text, row, faults), [])
            found[awaits_columns] = section
            rows, awaits_columns = section.rows, ""
        elif rows is None:
            faults.add_at(
                Place(row.line, 1), "The file does not begin with META", "Begin with META"
            )
            faults.refuse_any()
        else:
            rows.append(row)
            if len(rows) > MOST_ROWS:
                wrong = f"There are more than {MOST_ROWS} rows"
                faults.add_at(Place(row.line, 1), wrong, "Split the file")
                faults.refuse_any()
    for name in NAMES:
        if name not in found:
            faults.add_at(
                _end(text), f"The section {name} is missing", f"Write {name} and its rows"
            )
    return found


def _section_name(row: Row) -> str:
    first = row.cells[0].strip().upper()
    return first if first in NAMES and not any(row.cells[1:]) else ""


def _columns(text: str, row: Row, faults: Faults) -> dict[str, int]:
    columns: dict[str, int] = {}
    section = Section(text, row, columns, [])
    for number, cell in enumerate(row.cells):
        name = cell.strip().lower()
        if name in columns:
            wrong = f"The column {shown(name)} comes twice"
            faults.add_at(section.place_of(row, number), wrong, "Keep one of them")
        elif name:
            columns[name] = number
    return columns


class _TooLong(Exception):
    """A line is longer than any real one."""


def _records(text: str, faults: Faults) -> Iterator[Row]:
    """Every record that holds anything; stops with a fault where reading on makes no sense."""
    stream = io.StringIO(text, newline="")
    reader = csv.reader(_lines(stream), delimiter=";")
    line, start = 1, 0
    while True:
        row: Row | None = None
        try:
            row = Row(line, tuple(next(reader)), start)
        except StopIteration:
            return
        except _TooLong:
            wrong = f"A line is longer than {LONGEST_LINE} letters"
            faults.add_at(Place(reader.line_num + 1, 1), wrong, "Get the file again")
            return
        except csv.Error:  # a quoted cell longer than csv.field_size_limit(): never closed
            faults.add_at(_open_quote(text, line, start), *_NO_END)
            return
        if len(row.cells) > MOST_CELLS:
            wrong = f"There are more than {MOST_CELLS} cells in a row"
            faults.add_at(Place(line, 1), wrong, "Get the file again")
            return
        if any(cell.strip() for cell in row.cells):
            yield row
        if stream.tell() == len(text) and _open_cell(text, start) >= 0:
            faults.add_at(_open_quote(text, line, start), *_NO_END)
            return
        line, start = reader.line_num + 1, stream.tell()


_NO_END = ("A quoted cell has no end", 'Close it with ", and write "" inside it')


def _lines(stream: io.StringIO) -> Iterator[str]:
    for line in stream:
        if len(line) > LONGEST_LINE:
            raise _TooLong
        yield line


def _end_of_cell(text: str, at: int) -> int:
    """Where the cell that begins there ends: at its separator, its line's end or the text's."""
    if text[at : at + 1] == '"':
        at = _after_quotes(text, at)
        if at < 0:
            return len(text)
    end = _CELL_END.search(text, at)
    return end.start() if end else len(text)


def _after_quotes(text: str, at: int) -> int:
    """Behind the quote that closes the one there; -1 where none does. ``""`` closes nothing."""
    at += 1
    while (quote := text.find('"', at)) >= 0:
        if text[quote + 1 : quote + 2] != '"':
            return quote + 1
        at = quote + 2
    return -1


def _open_cell(text: str, start: int) -> int:
    """Where in the record the quoted cell without an end begins; -1 if there is none."""
    at = start
    while text[at : at + 1] != '"' or _after_quotes(text, at) >= 0:
        at = _end_of_cell(text, at)
        if text[at : at + 1] != ";":
            return -1
        at += 1
    return at


def _open_quote(text: str, line: int, start: int) -> Place:
    at = _open_cell(text, start)
    return _place(text, Row(line, (), start), max(at, start))


def _place(text: str, row: Row, at: int) -> Place:
    """The place of a letter of that record, which may go over several lines."""
    ends = [end.end() for end in _LINE_END.finditer(text, row.start, at)]
    return Place(row.line + len(ends), at - (ends[-1] if ends else row.start) + 1)


def _end(text: str) -> Place:
    """Where the text ends."""
    lines = _LINE_END.split(text)
    return Place(len(lines), len(lines[-1]) + 1)
