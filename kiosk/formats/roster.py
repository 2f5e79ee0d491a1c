"""The roster as a CSV or XLSX file: who is a member, by number, name and group.

Columns: ``number``, ``name``, and if wanted ``group`` and ``entitled`` (or ``vote``: yes or no,
no for a guest). OpenSlides' participant list is read too: ``first_name``, ``last_name``,
``structure_level``, ``member_number``, ``groups``; a ``vote_weight`` other than 1 is a fault.
Other columns are left out, and said: what is not needed is not kept.
"""

from dataclasses import replace

from kiosk.domain.assembly import Member
from kiosk.domain.names import can_be_typed
from kiosk.formats.faults import Faults, shown
from kiosk.formats.member_numbers import (
    NUMBER,
    NumbersSeen,
    column_of_numbers,
    note_who_cannot_be_typed,
    number_in,
)
from kiosk.formats.spreadsheet import SheetRow, SheetTable, read_table
from kiosk.formats.totals import is_total
from kiosk.formats.who_votes import ENTITLED, GROUPS, WEIGHT, WhoVotes

GROUP = ("group", "structure level")
PARTS = ("title", "first name", "last name")
KNOWN = frozenset({*NUMBER, *GROUP, *ENTITLED, *PARTS, GROUPS, *WEIGHT, "name"})
LONGEST_NAME = 120


def read(
    content: bytes, *, file: str, sheet: str = "", notes: list[str] | None = None
) -> tuple[Member, ...]:
    """The members in the file's order; raises BadFile with every fault found.

    Faults name lines, never people. ``notes`` gets what is read and perhaps not meant.
    """
    faults = Faults(file)
    table = _without_explanations(read_table(content, faults, sheet=sheet))
    _check_columns(table, faults)
    column = column_of_numbers(table, faults)
    named = table.has("name") or any(table.has(part) for part in PARTS[1:])
    who, seen = WhoVotes(table, faults), NumbersSeen(faults)
    members, untyped = [], []
    for row in table.rows:
        member = Member(
            number=number_in(table, row, column, faults) if table.has(column) else "",
            name=_name(table, row),
            group=_first(table, row, GROUP),
            entitled=who.votes(row),
        )
        _check(member, row.line, faults, named=named)
        seen.add(member.number, row.line)
        if is_total(member.number) or is_total(member.name):
            faults.note(row.line, "this line looks like a total, and is read as a member")
        if not can_be_typed(member):
            untyped.append(row.line)
        members.append(member)
    if not members and not faults.found:
        faults.add(table.line, "Nobody is on the roster", "Write one row for each member")
    faults.found.sort(key=lambda fault: fault.line)
    faults.refuse_any()
    note_who_cannot_be_typed(untyped, faults)
    seen.finish()
    who.finish()
    if notes is not None:
        notes.extend(faults.notes)
    return tuple(members)


def _without_explanations(table: SheetTable) -> SheetTable:
    """``name (last, first)`` is the column ``name``, where there is no other of that name."""
    bare = [name.partition("(")[0].strip() for name in table.columns]
    columns = tuple(
        short if short in KNOWN and bare.count(short) == 1 else name
        for name, short in zip(table.columns, bare, strict=True)
    )
    return replace(table, columns=columns)


def _check_columns(table: SheetTable, faults: Faults) -> None:
    if not set(NUMBER) & set(table.columns):
        remedy = "Begin the file with: number,name,group"
        faults.add(table.line, "There is no column number", remedy)
    if "name" not in table.columns and "last name" not in table.columns:
        remedy = "Add name, or first_name and last_name"
        faults.add(table.line, "There is no column name", remedy)
    unknown = [shown(name) for name in table.columns if name and name not in KNOWN]
    if unknown:
        faults.note(table.line, f"these columns are not used: {', '.join(unknown)}")


def _check(member: Member, line: int, faults: Faults, *, named: bool) -> None:
    if named and not member.name:
        faults.add(line, "The name is missing", "Write a name")
    if max(len(member.name), len(member.group)) > LONGEST_NAME:
        faults.add(line, "The name or group is too long", f"Use at most {LONGEST_NAME} letters")


def _first(table: SheetTable, row: SheetRow, columns: tuple[str, ...]) -> str:
    found = (" ".join(table.cell(row, column).split()) for column in columns)
    return next(filter(None, found), "")


def _name(table: SheetTable, row: SheetRow) -> str:
    whole = table.cell(row, "name")
    parts = (table.cell(row, column) for column in PARTS)
    return " ".join((whole or " ".join(parts)).split())
