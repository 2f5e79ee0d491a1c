"""Whoever sends files hears of all mistakes at once, and of none that only follows from another."""

import io

import pytest
import xlsxwriter

from kiosk.domain.errors import BadFile
from kiosk.formats import projects, roster
from kiosk.formats.assembly_folder import read_assembly

HEAD = "Number,Title,Description,Cost\n"
BUDGET = """\
title = "T"
languages = ["en", "es"]
[[poll]]
title = "P"
[[poll.question]]
title = "Q"
kind = "budget"
rule = "greedy"
projects = "projects.csv"
budget = 100
most = 9
"""
CHOICE = """\
title = "T"
[[poll]]
title = "P"
[[poll.question]]
title = "Q"
kind = "choose_one"
rule = "plurality"
options = ["One", "Two"]
"""


def of_projects(content: str | bytes) -> list[str]:
    with pytest.raises(BadFile) as caught:
        projects.read(_bytes(content), file="p", languages=["en", "es"])
    return _short(caught.value)


def of_roster(content: str | bytes) -> list[str]:
    with pytest.raises(BadFile) as caught:
        roster.read(_bytes(content), file="p")
    return _short(caught.value)


def of_assembly(text: str, **files: str) -> list[str]:
    named = {name.replace("_", "."): content.encode() for name, content in files.items()}
    with pytest.raises(BadFile) as caught:
        read_assembly({"assembly.toml": text.encode(), **named}, "assembly.toml")
    return [f"{fault.file} {fault.line}: {fault.wrong}" for fault in caught.value.faults]


def _bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def _short(bad: BadFile) -> list[str]:
    return [f"{fault.line}: {fault.wrong}" for fault in bad.faults]


CELLS = "There are 5 cells in 4 columns"
TABLES = {
    "a line with a cell too many": (
        "1,Trees,,5\n2,Water,clean, and cold,7\n3,Sun,,ninety\n",
        [f"3: {CELLS}", "4: The cost is 'ninety'"],
    ),
    "the last line has it": (
        "1,Trees,,ninety\n2,Water,a,b,7\n",
        ["2: The cost is 'ninety'", f"3: {CELLS}"],
    ),
    "every line has it": ("1,Trees,a,b,5\n2,Water,a,b,7\n", [f"2: {CELLS}", f"3: {CELLS}"]),
    "an invisible letter": (
        "1,Tr\u202eees,,5\n2,Water,,\n3,,,4\n",
        [
            "2: A cell holds an invisible letter (U+202E)",
            "3: The cost is missing",
            "4: The title is missing",
        ],
    ),
    "a quote that does not fit": (
        '1,Trees,,\n2,"Wa"ter,,5\n',
        ["2: The cost is missing", "3: A quote does not fit"],
    ),
    "far too many columns": (
        "1,Trees,,\n2" + ",x" * 120 + "\n3,Sun,,0\n",
        ["2: The cost is missing", "3: There are more than 100 columns", "4: The cost is 0"],
    ),
    "a cell that is too long": (
        f"1,Trees,{'x' * 5000},5\n2,Water,,0\n",
        ["2: A cell is too long", "3: The cost is 0"],
    ),
}


@pytest.mark.parametrize(("rows", "told"), TABLES.values(), ids=TABLES)
def test_one_bad_line_of_the_projects_hides_no_other(rows: str, told: list[str]) -> None:
    assert of_projects(HEAD + rows) == told


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("Number,Title,Cost", ["1: There is no column description", "3: The cost is 'much'"]),
        ("Number,Name,Description,Cost", ["1: There is no column title"]),
        ("Number,Title,Description,Price", ["1: There is no column cost"]),
        ("Number,Title,Title,Cost", ["1: The column 'title' comes twice"]),
        ("Number,Title,Titles,Description,Cost", ["1: The column 'title' comes twice"]),
        ("Title (fr),Title,Description,Cost", ["1: The column 'title (fr)' is not known"]),
    ],
)
def test_a_wrong_column_makes_no_fault_of_its_rows(head: str, told: list[str]) -> None:
    names = head.split(",")
    cell = {"Number": "{n}", "Cost": "{cost}", "Price": "{cost}"}
    row = ",".join(cell.get(name, "text") for name in names)
    rows = "\n".join(row.format(n=n, cost=cost) for n, cost in ((1, "5"), (2, "much")))

    found = of_projects(f"{head}\n{rows}\n")

    assert set(told) <= set(found)
    about_cost = "3: The cost is 'much'"
    assert set(found) - set(told) <= ({about_cost} if "Cost" in names else set()) | {
        "1: There is no column description"
    }
    assert ("Cost" in names) == (about_cost in found)


def test_the_sheet_of_a_spreadsheet_is_read_to_its_end_too() -> None:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        sheet = book.add_worksheet("Projects")
        for row, cells in enumerate(
            (
                ("Title", "Description", "Cost"),
                ("Trees", "", 5),
                ("Water", "", "ninety"),
                ("", "", 5),
            )
        ):
            sheet.write_row(row, 0, cells)

    assert of_projects(kept.getvalue()) == [
        "3: The cost is 'ninety'",
        "4: The title is missing",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "number,name\n1,Ana\n2,Ben,Oak\n,Cleo\n4,\n1,Dan\n",
            [
                "3: There are 3 cells in 2 columns",
                "4: The number is missing",
                "5: The name is missing",
                "6: The number stands in line 2 too",
            ],
        ),
        (
            "number,person,vote\n1,Ana,perhaps\n2,,no\n",
            ["1: There is no column name", "2: Whether they vote is 'perhaps'"],
        ),
        (
            "no.,name,vote\n1,Ana,yes\n2,,no\n",
            ["1: There is no column number", "3: The name is missing"],
        ),
        (
            "number,name,name\n1,Ana,\n,Ben,\n",
            ["1: The column 'name' comes twice", "3: The number is missing"],
        ),
        ("number,name\n1,Ana,Oak\n", ["2: There are 3 cells in 2 columns"]),
    ],
)
def test_one_bad_line_or_column_of_the_roster_hides_no_other(text: str, told: list[str]) -> None:
    assert of_roster(text) == told


@pytest.mark.parametrize(
    ("projects_file", "told"),
    [
        (None, ["assembly.toml 9: There is no file 'projects.csv'"]),
        (
            "Title,Description,Cost\nTrees,,5,5\nWater,,ninety\n",
            [
                "projects.csv 2: There are 4 cells in 3 columns",
                "projects.csv 3: The cost is 'ninety'",
            ],
        ),
        ("%PDF-1.7", ["projects.csv 0: This is a PDF, not a table"]),
        ("", ["projects.csv 0: The file is empty"]),
        ("Title,Description,Cost\n", ["projects.csv 1: There is no project"]),
    ],
)
@pytest.mark.parametrize("limit", ["", "seats = 7\n", "least = 8\n"])
def test_options_that_cannot_be_read_are_not_counted(
    projects_file: str | None, told: list[str], limit: str
) -> None:
    files = {} if projects_file is None else {"projects_csv": projects_file}

    assert of_assembly(BUDGET + limit, **files) == told


ONE_CAUSE = {
    "an option's cost": (
        BUDGET.replace(
            'projects = "projects.csv"', 'options = [{title = "A", cost = "much"}, "B"]'
        ).replace("most = 9\n", ""),
        [
            "assembly.toml 9: cost is 'much'",
            "assembly.toml 9: The option 'b' has no cost",
        ],
    ),
    "the budget is no number": (
        CHOICE + 'budget = "much"\nwithin_budget = true\n',
        ["assembly.toml 9: budget is 'much'"],
    ),
    "no budget, and an option without a cost": (
        BUDGET.replace('projects = "projects.csv"', 'options = ["A", "B"]')
        .replace("most = 9\nbudget = 100\n", "")
        .replace("budget = 100\nmost = 9\n", ""),
        [
            "assembly.toml 5: There is no budget",
            "assembly.toml 9: The option 'a' has no cost",
            "assembly.toml 9: The option 'b' has no cost",
        ],
    ),
    "options are no list": (
        CHOICE.replace('["One", "Two"]', '"One, Two"') + "most = 2\n",
        ["assembly.toml 8: options is 'One, Two'"],
    ),
    "options and projects": (
        CHOICE + 'projects = "p.csv"\nmost = 5\n',
        ["assembly.toml 9: There are options and projects"],
    ),
    "a rule of another kind, and a limit": (
        CHOICE.replace("plurality", "irv") + "most = 5\n",
        [
            "assembly.toml 7: The rule irv cannot count the kind choose_one",
            "assembly.toml 9: most is 5 of 2 options",
        ],
    ),
    "no rule, and a limit": (
        CHOICE.replace('rule = "plurality"', 'rule = "plurallity"') + "most = 5\n",
        ["assembly.toml 7: rule is 'plurallity'", "assembly.toml 9: most is 5 of 2 options"],
    ),
    "a question that is no table": (
        'title = "T"\n[[poll]]\ntitle = "P"\nquestion = 5\n',
        ["assembly.toml 4: question is '5'"],
    ),
    "one poll in single brackets": (
        CHOICE.replace("[[poll]]", "[poll]").replace("[[poll.question]]", "[poll.question]"),
        ["assembly.toml 2: poll stands in single brackets"],
    ),
    "a key of the poll misspelt": (
        CHOICE.replace('title = "P"', 'titel = "P"'),
        ["assembly.toml 3: The key 'titel' is not known"],
    ),
    "options misspelt": (
        CHOICE.replace("options =", "optoins ="),
        ["assembly.toml 8: The key 'optoins' is not known"],
    ),
    "languages in one text": (
        CHOICE.replace('title = "T"', 'title = { en = "T", es = "T" }\nlanguages = "en, es"'),
        ["assembly.toml 2: languages is 'en, es'"],
    ),
    "one bad file of two questions": (
        BUDGET.replace("most = 9\n", "")
        + BUDGET.partition("[[poll.question]]")[2]
        .replace("most = 9\n", "")
        .join(["[[poll.question]]", ""]),
        ["projects.csv 1: There is no project"],
    ),
}


@pytest.mark.parametrize(("text", "told"), ONE_CAUSE.values(), ids=ONE_CAUSE)
def test_one_mistake_is_one_fault(text: str, told: list[str]) -> None:
    assert of_assembly(text, projects_csv="Title,Description,Cost\n", p_csv=HEAD) == told
