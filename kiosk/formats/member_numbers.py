"""Members' numbers as a file writes them: what a spreadsheet spoilt is mended or named."""

import re
import unicodedata
from contextlib import suppress

from kiosk.domain.cards import read_code
from kiosk.domain.errors import NoSuchCard
from kiosk.formats.faults import Faults
from kiosk.formats.spreadsheet import SheetRow, SheetTable

NUMBER = ("number", "member number", "participant number")
LONGEST_NUMBER = 30
WHOLE = re.compile(r"(-?\d+)[.,]0+")
SPOILT = (
    (re.compile(r"[+-]?\d+([.,]\d+)?[eE][+-]?\d+"), "The spreadsheet cut the number short"),
    (re.compile(r"\d{4}-\d{1,2}-\d{1,2}( [\d:.]+)?"), "The number became a date"),
    (re.compile(r"\d{1,2}([./-])\d{1,2}\1(\d{4}|\d{2})"), "The number became a date"),
    (re.compile(r"(-?\d+ days?, )?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?"), "The number became a time"),
    (re.compile(r"[+-]?\d+([.,]\d+)? ?%"), "The number became a percentage"),
    (re.compile(r"[+-]?\d*[.,]\d{3,}|[+-]?0?[.,]\d+|-\d+"), "The number became another one"),
    (re.compile(r"#(REF|N/A|NAME\?|VALUE|NUM|DIV/0|NULL|#).*", re.IGNORECASE), "A formula failed"),
)
MOST_LINES = 10  # that a note lists
REMEDY = "Make the column text in the spreadsheet, and type it again"
PERHAPS = re.compile(
    r"\d+[.,]\d{1,2}|\d{1,2}[./-](\d{1,2}|[A-Za-z]{3,4}\.?)|[A-Za-z]{3}[ ./-]\d{2}"
)


def column_of_numbers(table: SheetTable, faults: Faults) -> str:
    """The one column whose numbers the roster takes; where there is a choice, it is said."""
    there = [name for name in NUMBER if name in table.columns]
    filled = {name: sum(bool(table.cell(row, name)) for row in table.rows) for name in there}
    chosen = max(there, key=lambda name: filled[name], default="")
    others = [name for name in there if name != chosen and filled[name]]
    if others:
        said = f"numbers are read from the column '{chosen}', not from '{others[0]}'"
        faults.note(table.line, said)
    return chosen


def number_in(table: SheetTable, row: SheetRow, column: str, faults: Faults) -> str:
    """The number that stands there; one that a spreadsheet changed is a fault."""
    written = " ".join(table.cell(row, column).split())
    if not written:
        faults.add(row.line, "The number is missing", _missing(column))
        return ""
    if len(written) > LONGEST_NUMBER:
        faults.add(row.line, "The number is too long", f"Use at most {LONGEST_NUMBER} letters")
    if whole := WHOLE.fullmatch(written):
        faults.note(row.line, "a number that ends with .0 is read without it")
        written = whole[1]
    for pattern, wrong in SPOILT:
        if pattern.fullmatch(written):
            faults.add(row.line, f"{wrong}: {written[:LONGEST_NUMBER]}", REMEDY)
            return written
    if PERHAPS.fullmatch(written):
        faults.note(row.line, "the number may have been a date or another number")
    with suppress(NoSuchCard):
        read_code(written)
        faults.note(row.line, "the number looks like the code of a card")
    return written


def _missing(column: str) -> str:
    known = "" if column == NUMBER[0] else f" in the column '{column}', which is read here"
    return f"Give each member a number{known}"


def note_who_cannot_be_typed(lines: list[int], faults: Faults) -> None:
    """Say whom the keys of a desk cannot find: a badge with a code to scan is all that is left."""
    if not lines:
        return
    first, *others = lines
    listed = ", ".join(map(str, others[:MOST_LINES]))
    more = f" and {len(others) - MOST_LINES} more" if len(others) > MOST_LINES else ""
    also = f", nor in line{'s' * (len(others) > 1)} {listed}{more}" if others else ""
    said = f"this name and number cannot be typed at the desk (A to Z, 0 to 9){also}"
    faults.note(first, f"{said}; give numbers with a digit")


class NumbersSeen:
    """The numbers so far: two that are one, or that a search could take for each other."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.lines: dict[str, int] = {}
        self.alike: dict[str, int] = {}
        self.padded: list[int] = []
        self.bare: list[tuple[int, int]] = []

    def add(self, number: str, line: int) -> None:
        """Take one more; raises BadFile when there are too many faults."""
        if not number:
            return
        same = unicodedata.normalize("NFKC", number).casefold()
        known = self.lines.setdefault(same, line)
        if known != line:
            remedy = "Give each its own"
            self.faults.add(line, f"The number stands in line {known} too", remedy)
            return
        like = "".join(letter for letter in same if letter.isalnum()).lstrip("0")
        near = self.alike.setdefault(like, line)
        if near != line:
            said = f"the number is like that of line {near} but for zeros or signs"
            self.faults.note(line, said)
        if same.isdecimal():
            (self.padded if same.startswith("0") else []).append(len(same))
            self.bare.append((len(same), line))

    def finish(self) -> None:
        """Say where zeros in front seem to be lost: some numbers have them, others are shorter."""
        usual = max(self.padded, default=0)
        shorter = [line for length, line in self.bare if length < usual]
        if shorter:
            said = f"{len(shorter)} numbers are shorter than those that begin with 0"
            self.faults.note(shorter[0], f"{said}: zeros may be lost")
