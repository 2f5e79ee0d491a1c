"""Every public input beside the project gives its right answer, or is told why it gives none."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import pytest
from found_inputs import ABSENT, FOLDER, OF_BALLOTS

from kiosk.domain.assembly import Member
from kiosk.domain.errors import BadFile
from kiosk.formats import projects, roster
from kiosk.formats.assembly_folder import Loaded, read_assembly

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=ABSENT)

AGAIN = "Make the column text in the spreadsheet, and type it again."
IN_UTF8 = "Save it as CSV UTF-8, or as XLSX."


@dataclass(frozen=True, slots=True)
class Table:
    """A roster or a list of projects: who or what stands in it, and what is said of it."""

    file: str
    holds: tuple[Member, ...] | tuple[str, ...]
    notes: tuple[str, ...] = ()


def ana(group: str = "", number: str = "1") -> Member:
    return Member(number, "Ana", group)


TABLES = (
    Table("04-nbsp-in-header.csv", (Member("1", "Ana Bell"),)),
    Table(
        "04-nbsp-in-names.csv",
        (
            Member("1", "Rosa Marin", "Oak Street"),
            Member("2", "山田 太郎", "Elm"),
            Member("3", "Ana Bell", "Elm"),
        ),
    ),
    Table(
        "09-numbers-as-floats.csv",
        (ana(number="101"), Member("102", "Ben")),
        ("line 2: a number that ends with .0 is read without it (and 1 more lines).",),
    ),
    Table("11-ghost-column.xlsx", (ana(),), ("2 rows were read from the sheet 'Sheet1'",)),
    Table("11-ghost-row.xlsx", (ana(),), ("2 rows were read from the sheet 'Sheet1'",)),
    Table("12-comma-in-header.csv", (ana("Oak"),)),
    Table("12-sep-line.csv", (ana("Oak"),)),
    Table(
        "15-total-row.csv",
        ("Benches 1200", "Trees 1300", "TOTAL 2500"),
        ("line 4: this line looks like a total, and is read as a project.",),
    ),
    Table("roster.csv", tuple(Member(str(each), f"Member {each}") for each in range(1, 11))),
)

WEIGHTS = (
    "line 2: The number is missing. Give each member a number in the column 'member number'",
    "line 2: The vote weight is '3.000000'. Here each person has one vote",
    "line 4: The vote weight is '0.000000'. Here each person has one vote",
)
REFUSED: dict[str, tuple[str, ...]] = {
    "06-cp1250.csv": (f"line 2: This is not UTF-8: it could read '£ukasz ¯ó³æ'. {IN_UTF8}",),
    "06-cp1251.csv": (f"line 2: This is not UTF-8: it could read 'Èâàí Ïåòðîâ'. {IN_UTF8}",),
    "06-cp1252-undefined-byte.csv": ("line 2: This line is not in UTF-8", IN_UTF8),
    "06-mac-roman.csv": (f"line 2: This is not UTF-8: it could read 'JosŽ Nœ–ez'. {IN_UTF8}",),
    "06-utf8-and-one-latin1-line.csv": (
        f"line 3: This line is not in UTF-8, while others are. {IN_UTF8}",
    ),
    "07-two-sheets.xlsx": (
        "The file has 2 sheets: 'Oak Street', 'Elm Street'.",
        'Name one: "07-two-sheets.xlsx#Oak Street".',
    ),
    "08-openslides-guests-weights.csv": WEIGHTS,
    "08-openslides-two-numberings.csv": WEIGHTS,
    "09-dates-for-numbers.xlsx": (
        f"line 2: The number became a date: 2026-03-01. {AGAIN}",
        f"line 4: The number became a time: 12:30:00. {AGAIN}",
        f"line 5: The number became another one: 0.12. {AGAIN}",
    ),
    "09-numbers-scientific.csv": (
        f"line 2: The spreadsheet cut the number short: 4.90124E+12. {AGAIN}",
        f"line 3: The spreadsheet cut the number short: 4.90125E+12. {AGAIN}",
    ),
    "10-html.xls": ("This is a web page that is named like a table.",),
    "10-old.xls": ("This is an old .xls file. Open it, and save it as XLSX or CSV.",),
    "10-password.xlsx": ("The file has a password. Save it without a password.",),
    "14-cost-remedy.csv": (
        "line 2: The cost is '1,200.50'. Write 1200.50,",
        "line 3: The cost is '12.500'. Write 12500, without a sign between the thousands, or 12.50",
    ),
    "24-blank-option.toml": ("line 8: The option has no name.",),
}
OF_PROJECTS = ("14", "15")


def read(file: str, notes: list[str]) -> tuple[Member, ...] | tuple[str, ...]:
    """A roster, or titles of projects with their costs, or an assembly of which nothing is told."""
    content = (FOLDER / file).read_bytes()
    if file.endswith(".toml"):
        read_assembly({file: content}, file)
        return ()
    if file[:2] not in OF_PROJECTS:
        return roster.read(content, file=file, notes=notes)
    options = projects.read(content, file=file, languages=("en",), notes=notes)
    return tuple(f"{each.title.in_language('en')} {each.cost}" for each in options)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.file)
def test_a_table_is_read_as_it_was_meant_and_a_doubt_is_said(table: Table) -> None:
    notes: list[str] = []

    held = read(table.file, notes)

    assert held == table.holds
    assert len(notes) == len(table.notes)
    assert all(said in note for said, note in zip(table.notes, notes, strict=True)), notes


@pytest.mark.parametrize("file", REFUSED)
def test_a_table_that_cannot_be_meant_so_is_refused_with_every_place(file: str) -> None:
    with pytest.raises(BadFile) as caught:
        read(file, [])
    faults = [str(fault) for fault in caught.value.faults]

    assert all(any(said in fault for fault in faults) for said in REFUSED[file]), faults
    assert len(faults) <= len(REFUSED[file])


def test_either_sheet_of_the_workbook_is_read_by_its_name() -> None:
    content = (FOLDER / "07-two-sheets.xlsx").read_bytes()

    oak, elm = (
        roster.read(content, file="07-two-sheets.xlsx", sheet=name)
        for name in ("Oak Street", "Elm Street")
    )

    assert oak
    assert elm
    assert not set(oak) & set(elm)


def half_is_enough(loaded: Loaded) -> bool:
    return loaded.assembly.quorum.share == Fraction(1, 2)


def three_seats(loaded: Loaded) -> bool:
    return loaded.assembly.polls[0].questions[0].seats == 3


def abstaining_stands_apart(loaded: Loaded) -> bool:
    return ("apart", "abstain") in loaded.assembly.polls[0].questions[0].settings


ASSEMBLIES: dict[str, tuple[Callable[[Loaded], bool], str]] = {
    "18-quorum-of-half.toml": (half_is_enough, "just half is enough; for more write '>1/2'."),
    "24-as-many-seats-as-candidates.toml": (three_seats, "3 seats for 3 options, so all can win."),
    "24-yes-no-by-plurality.toml": (abstaining_stands_apart, "No roster is named"),
}


@pytest.mark.parametrize("file", ASSEMBLIES)
def test_an_assembly_is_read_as_it_was_meant_and_a_doubt_is_said(file: str) -> None:
    holds, note = ASSEMBLIES[file]

    loaded = read_assembly(
        {each: (FOLDER / each).read_bytes() for each in (file, "roster.csv")}, file
    )

    assert holds(loaded)
    assert any(note in warning for warning in loaded.warnings), loaded.warnings


def test_every_file_without_ballots_has_its_answer_here() -> None:
    others = {file.name for file in FOLDER.iterdir() if file.suffix not in OF_BALLOTS}

    assert others == {*REFUSED, *ASSEMBLIES, *(each.file for each in TABLES)}
