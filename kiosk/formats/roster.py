"""The roster as a CSV or XLSX file: who is a member, by number, name and group.

Columns: ``number``, ``name``, and if wanted ``group`` and ``entitled`` (or ``vote``: yes or no,
no for a guest). OpenSlides' participant list is read as it is: ``first_name``, ``last_name``,
``structure_level``, ``member_number``. Other columns are left out: what is not needed is not kept.
"""

from kiosk.domain.assembly import Member
from kiosk.formats.faults import Faults, shown
from kiosk.formats.spreadsheet import Row, Table, read_table

NUMBER = ("number", "member number", "participant number")
GROUP = ("group", "structure level")
ENTITLED = ("entitled", "vote")
YES = frozenset({"", "yes", "y", "true", "t", "1", "x", "si", "sí"})
NO = frozenset({"no", "n", "false", "f", "0"})
LONGEST_NUMBER = 30
LONGEST_NAME = 120


def read(content: bytes, *, file: str) -> tuple[Member, ...]:
    """The members in the file's order; raises BadFile with every fault found.

    Faults name lines, never people.
    """
    faults = Faults(file)
    table = read_table(content, faults)
    _check_columns(table, faults)
    members = []
    first_line: dict[str, int] = {}
    for row in table.rows:
        member = Member(
            number=_first(table, row, NUMBER),
            name=_name(table, row),
            group=_first(table, row, GROUP),
            entitled=_entitled(table, row, faults),
        )
        _check(member, row.line, faults)
        known = first_line.setdefault(member.number.casefold(), row.line)
        if member.number and known != row.line:
            faults.add(row.line, f"The number stands in line {known} too", "Give each its own")
        members.append(member)
    if not members:
        faults.add(table.line, "Nobody is on the roster", "Write one row for each member")
    faults.refuse_any()
    return tuple(members)


def _check_columns(table: Table, faults: Faults) -> None:
    if not set(NUMBER) & set(table.columns):
        remedy = "Begin the file with: number,name,group"
        faults.add(table.line, "There is no column number", remedy)
    if "name" not in table.columns and "last name" not in table.columns:
        remedy = "Add name, or first_name and last_name"
        faults.add(table.line, "There is no column name", remedy)
    faults.refuse_any()


def _check(member: Member, line: int, faults: Faults) -> None:
    if not member.number:
        faults.add(line, "The number is missing", "Give each member a number")
    if not member.name:
        faults.add(line, "The name is missing", "Write a name")
    if len(member.number) > LONGEST_NUMBER:
        faults.add(line, "The number is too long", f"Use at most {LONGEST_NUMBER} letters")
    if max(len(member.name), len(member.group)) > LONGEST_NAME:
        faults.add(line, "The name or group is too long", f"Use at most {LONGEST_NAME} letters")


def _first(table: Table, row: Row, columns: tuple[str, ...]) -> str:
    found = (" ".join(table.cell(row, column).split()) for column in columns)
    return next(filter(None, found), "")


def _name(table: Table, row: Row) -> str:
    whole = table.cell(row, "name")
    parts = (table.cell(row, column) for column in ("title", "first name", "last name"))
    return " ".join((whole or " ".join(parts)).split())


def _entitled(table: Table, row: Row, faults: Faults) -> bool:
    written = _first(table, row, ENTITLED)
    if written.casefold() not in YES | NO:
        faults.add(row.line, f"Whether they vote is {shown(written)}", "Write yes or no")
    return written.casefold() in YES
