"""The lines of a question about both sides of a budget: which file holds them, in which units."""

from collections.abc import Mapping, Sequence

from kiosk.domain.assembly import Option
from kiosk.domain.errors import BadFile
from kiosk.formats import budget_sheet
from kiosk.formats.budget_sheet import LARGEST
from kiosk.formats.budget_units import both_sides
from kiosk.formats.faults import Faults, shown
from kiosk.formats.named_sheet import file_and_sheet, not_there
from kiosk.formats.question_checks import UNCLEAR, Options
from kiosk.formats.toml_table import TomlTable


def read_lines(
    table: TomlTable, files: Mapping[str, bytes], languages: Sequence[str], *, kind: str
) -> Options:
    """The lines of a budget, whose titles are the options."""
    for key in ("options", "projects", "budget"):
        if table.has(key):
            table.wrong(key, f"A question of kind {kind} has lines instead", f"Remove {key}")
    unit, opening = table.whole("unit"), _opening(table)
    if not table.has("lines"):
        table.lacks("lines", "There are no lines", 'Write lines = "budget.csv"')
        return UNCLEAR
    name, sheet = file_and_sheet(table.text("lines"), files)
    content = files.get(name)
    if content is None:
        table.wrong("lines", *not_there(name))
        return UNCLEAR
    faults = Faults(name)
    try:
        rows = budget_sheet.read(content, faults, languages=languages, sheet=sheet)
        both = both_sides(rows, unit=unit, opening=opening, faults=faults)
        faults.refuse_any()
    except BadFile as bad:
        known = table.notes.faults.found
        known.extend(fault for fault in bad.faults if fault not in known)
        return UNCLEAR
    table.notes.warnings.extend(faults.notes)
    options = tuple(Option(row.id, row.title, row.detail) for row in rows)
    return Options(options, both_sides=both)


def _opening(table: TomlTable) -> int | None:
    """Money that is there without being raised, below 0 where more must be raised; or none."""
    if not table.has("opening"):
        return None
    value = table.values["opening"]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST:
        return value
    table.wrong("opening", f"opening is {shown(str(value))}", "Write a whole sum, such as 500000")
    return None


def refuse_lines(table: TomlTable, kind: str) -> None:
    """Note what only such questions have, where another kind has it."""
    for key in ("lines", "unit", "opening"):
        if table.has(key):
            table.wrong(key, f"A question of kind {kind} has no two sides", f"Remove {key}")
