"""The rows of a CSV text, by the separator that makes a regular table of it."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kiosk.formats.faults import Faults

MOST_COLUMNS = 100
SEPARATORS = (",", ";", "\t", "|")
TRIED = 50  # rows that tell which separator it is
TOLD = re.compile(r'"?sep=(?P<sign>[^\r\n"])"?[ \t,;]*(?:\r\n|\r|\n)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RawRow:
    """The cells of one record as they stand, and the line it begins on."""

    line: int
    cells: tuple[str, ...]


def csv_rows(text: str, faults: Faults) -> Iterator[RawRow]:
    """Every record that can be read.

    Where a quote does not fit nobody knows where its record ends, so the rest is not read.
    """
    told = TOLD.match(text)
    before = text[: told.end()].count("\n") or 1 if told else 0
    body = text[told.end() :] if told else text
    separator = told["sign"] if told else _separator(body)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    line = 1 + before
    head = True
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            faults.add(line, "A quote does not fit", 'Write "" for a quote inside a quoted cell')
            return
        if len(cells) > MOST_COLUMNS and any(cell.strip() for cell in cells[MOST_COLUMNS:]):
            faults.add(line, f"There are more than {MOST_COLUMNS} columns", "Leave some out")
            if head:
                return
        else:
            head = head and not any(cell.strip() for cell in cells)
            yield RawRow(line, tuple(cells[:MOST_COLUMNS]))
        line = reader.line_num + 1 + before


def _separator(text: str) -> str:
    return max(SEPARATORS, key=lambda sign: _regular(text, sign))


def _regular(text: str, sign: str) -> tuple[float, int]:
    """How many of the first rows have as many cells as the head, and how many those are."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    widths = []
    try:
        for cells in islice(reader, TRIED):
            if any(cell.strip() for cell in cells):
                widths.append(len(cells))
    except csv.Error:
        pass
    if not widths or widths[0] < 2:
        return 0, 0
    rows = widths[1:] or widths
    return sum(width == widths[0] for width in rows) / len(rows), widths[0]
