"""Projects with their costs as a CSV or XLSX file.

Columns as in Stanford's project sheet: ``Title``, ``Description``, ``Cost``; and if wanted
``Number`` and ``Category``. A translated column names its language: ``Title (es)``.
"""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.domain.assembly import Option
from kiosk.domain.sentence import Amount
from kiosk.domain.text import Text, translated
from kiosk.formats.equal_titles import title_key
from kiosk.formats.faults import Faults, nearest, shown
from kiosk.formats.ids import LONGEST_ID, fresh_id, id_from, is_id
from kiosk.formats.money import UnclearMoney, read_money
from kiosk.formats.spreadsheet import SheetRow, SheetTable, read_table
from kiosk.formats.totals import is_total

REQUIRED = ("title", "description", "cost")
TRANSLATED = ("title", "description", "category")
MOST_PROJECTS = 1_000


def read(
    content: bytes,
    *,
    file: str,
    languages: Sequence[str],
    sheet: str = "",
    notes: list[str] | None = None,
) -> tuple[Option, ...]:
    """The projects in the file's order; raises BadFile with every fault found.

    The first of the languages is that of the columns without one. ``notes`` gets what is read
    and perhaps not meant.
    """
    faults = Faults(file)
    table = _with_bare_names(read_table(content, faults, sheet=sheet, seen=True), faults)
    _check_columns(table, languages, faults)
    if len(table.rows) > MOST_PROJECTS:
        faults.add(table.line, f"There are more than {MOST_PROJECTS} projects", "Leave some out")
        faults.refuse_any()
    options: dict[str, Option] = {}
    first_line: dict[str, int] = {}
    for row in table.rows:
        title = _text(table, row, "title", languages)
        if table.has("title") and languages[0] not in dict(title.versions):
            faults.add(row.line, "The title is missing", "Write a title")
        option_id = _id(table, row, title, taken=options, faults=faults)
        if option_id in options:
            known = first_line[option_id]
            faults.add(row.line, f"The number stands in line {known} too", "Give each its own")
        first_line.setdefault(option_id, row.line)
        options[option_id] = Option(
            option_id, title, _detail(table, row, languages), _cost(table, row, faults)
        )
    if not options and not faults.found:
        faults.add(table.line, "There is no project", "Write one row for each project")
    faults.found.sort(key=lambda fault: fault.line)
    faults.refuse_any()
    _note_odd_lines(options, first_line, faults)
    if notes is not None:
        notes.extend(faults.notes)
    return tuple(options.values())


def _note_odd_lines(options: dict[str, Option], line: dict[str, int], faults: Faults) -> None:
    """Say which line is perhaps a sum of the others, and which titles are equal."""
    titles: dict[str, int] = {}
    above: Amount = 0
    for number, (option_id, option) in enumerate(options.items()):
        title = title_key(option.title.in_language(""))
        if is_total(title) or (number > 1 and option.cost == above):
            faults.note(line[option_id], "this line looks like a total, and is read as a project")
        known = titles.setdefault(title, line[option_id])
        if known != line[option_id]:
            faults.note(line[option_id], f"the title stands in line {known} too")
        above += option.cost


def _with_bare_names(table: SheetTable, faults: Faults) -> SheetTable:
    plural = {"titles": "title", "descriptions": "description", "costs": "cost"}
    plural |= {"numbers": "number", "categories": "category"}
    columns = tuple(plural.get(name, name) for name in table.columns)
    twice = {name for name in plural.values() if columns.count(name) > 1} - table.unclear
    for name in sorted(twice):
        faults.add(table.line, f"The column {shown(name)} comes twice", "Keep one of them")
    return replace(table, columns=columns, unclear=table.unclear | twice)


def _check_columns(table: SheetTable, languages: Sequence[str], faults: Faults) -> None:
    for name in REQUIRED:
        if name not in table.columns:
            remedy = "Begin the file with: Title,Description,Cost"
            faults.add(table.line, f"There is no column {name}", remedy)
    allowed = {f"{name} ({code.lower()})" for name in TRANSLATED for code in languages}
    for name in table.columns:
        if "(" in name and name not in allowed:
            remedy = nearest(name, allowed)
            faults.add(table.line, f"The column {shown(name)} is not known", remedy)
    known = {*allowed, *REQUIRED, "number", "category"}
    unknown = [shown(name) for name in table.columns if name and name not in known]
    if unknown:
        faults.note(table.line, f"these columns are not used: {', '.join(unknown)}")


def _id(
    table: SheetTable, row: SheetRow, title: Text, *, taken: dict[str, Option], faults: Faults
) -> str:
    number = table.cell(row, "number").lower()
    if not number:
        return fresh_id(id_from(title.in_language("")) or f"project-{row.line}", taken)
    if not is_id(number):
        remedy = f"Use at most {LONGEST_ID} letters a to z, digits and hyphens"
        faults.add(row.line, f"The number is {shown(number)}", remedy)
    return number


def _text(table: SheetTable, row: SheetRow, column: str, languages: Sequence[str]) -> Text:
    versions = {languages[0]: table.cell(row, column)}
    for code in languages:
        written = table.cell(row, f"{column} ({code.lower()})")
        if written:
            versions[code] = written
    return translated({code: wording for code, wording in versions.items() if wording})


def _detail(table: SheetTable, row: SheetRow, languages: Sequence[str]) -> Text:
    description = _text(table, row, "description", languages)
    category = _text(table, row, "category", languages)
    if not category:
        return description
    spoken = dict.fromkeys(code for code, _ in (*description.versions, *category.versions))
    return translated(
        {code: _both(category.in_language(code), description.in_language(code)) for code in spoken}
    )


def _both(category: str, description: str) -> str:
    return f"{category}: {description}" if description else category


def _cost(table: SheetTable, row: SheetRow, faults: Faults) -> Amount:
    if not table.has("cost"):
        return 0
    written = table.cell(row, "cost")
    try:
        cost = read_money(written)
    except UnclearMoney as unclear:
        wrong = f"The cost is {shown(written)}" if written else "The cost is missing"
        faults.add(row.line, wrong, unclear.remedy)
        return 0
    if not cost:
        faults.add(row.line, "The cost is 0", "Write a number above 0")
    return cost
