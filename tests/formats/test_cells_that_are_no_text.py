"""Cells that hold dates, times, shares or sums: read as the sheet shows them, or refused."""

import io

import pytest
import xlsxwriter
from reading_a_roster import people, refusal

from kiosk.domain.errors import BadFile
from kiosk.formats import projects

Cell = str | float | tuple[float, str]
"""A text, a number, or a number with the format in which the sheet shows it."""

FIRST_OF_MARCH = 46082  # days as a spreadsheet counts them
HALF_PAST_TWELVE = 0.5208333333333334


def workbook(*rows: tuple[Cell, ...]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, tuple):
                sheet.write_number(
                    number, column, cell[0], book.add_format({"num_format": cell[1]})
                )
            elif isinstance(cell, float):  # of a formula: written with every digit
                sheet.write_formula(number, column, "=SUM(Z1)", None, cell)
            else:
                sheet.write(number, column, cell)
    book.close()
    return content.getvalue()


def refused_number(cell: Cell) -> str:
    return refusal(workbook(("number", "name"), (7, "Ana"), (cell, "Ben")))


def costs(*cells: Cell) -> list[str]:
    rows = ((f"Project {place}", "", cell) for place, cell in enumerate(cells))
    content = workbook(("Title", "Description", "Cost"), *rows)
    return [str(each.cost) for each in projects.read(content, file="p.xlsx", languages=("en",))]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ((FIRST_OF_MARCH, "yyyy-mm-dd"), "2026-03-01"),
        ((FIRST_OF_MARCH, "d/m/yyyy"), "2026-03-01"),
        ((FIRST_OF_MARCH, "d mmm"), "2026-03-01"),
        ((FIRST_OF_MARCH, "mmm yy"), "2026-03-01"),
        ((FIRST_OF_MARCH + 0.5, "yyyy-mm-dd hh:mm"), "2026-03-01 12:00:00"),
    ],
)
def test_a_number_that_is_a_date_is_refused_however_the_sheet_shows_it(
    cell: Cell, written: str
) -> None:
    assert refused_number(cell) == (
        f"r.csv, line 3: The number became a date: {written}."
        " Make the column text in the spreadsheet, and type it again."
    )


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ((HALF_PAST_TWELVE, "hh:mm"), "12:30:00"),
        ((HALF_PAST_TWELVE, "h:mm AM/PM"), "12:30:00"),
        ((0, "hh:mm"), "00:00:00"),
        ((1.5, "[h]:mm"), "1 day, 12:00:00"),
        ((0.52083, "hh:mm:ss.000"), "12:29:59.712000"),
    ],
)
def test_a_number_that_is_a_time_is_refused_however_the_sheet_shows_it(
    cell: Cell, written: str
) -> None:
    assert refused_number(cell).startswith(
        f"r.csv, line 3: The number became a time: {written}. Make the column text"
    )


@pytest.mark.parametrize("cell", [(0.12, "0%"), (0.125, "0.0%"), (0.5, "# ?/?"), (-3, "0"), 4.2e16])
def test_a_number_that_is_a_share_or_far_too_long_is_refused(cell: Cell) -> None:
    said = refused_number(cell)

    assert said.startswith("r.csv, line 3: The ")
    assert said.endswith("Make the column text in the spreadsheet, and type it again.")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (42, "42"),
        ((42, "0000"), "42"),
        ((101.0, "0.0"), "101"),
        ("0042", "0042"),
        (4.9e12, "4900000000000"),
    ],
)
def test_a_whole_number_is_read_with_all_its_digits(cell: Cell, number: str) -> None:
    members, _ = people(workbook(("number", "name"), (cell, "Ana")))

    assert members[0].number == number


def test_a_tick_is_a_yes() -> None:
    members, _ = people(workbook(("number", "name", "vote"), (1, "Ana", True), (2, "Ben", False)))

    assert [member.entitled for member in members] == [True, False]


def test_a_sum_is_read_as_the_sheet_shows_it() -> None:
    assert costs(
        1200.1 * 3, 0.1 + 0.2, 1.1 * 1.1 * 100, 2999.9999999999995, (1250.5, "#,##0.00")
    ) == [
        "36003/10",
        "3/10",
        "121",
        "3000",
        "2501/2",
    ]


@pytest.mark.parametrize(
    "cell", [(FIRST_OF_MARCH, "d/m/yyyy"), (HALF_PAST_TWELVE, "hh:mm"), (1.5, "[h]:mm"), True]
)
def test_a_cost_that_is_no_sum_is_refused(cell: Cell) -> None:
    with pytest.raises(BadFile) as caught:
        costs(900, cell)

    assert "p.xlsx, line 3: The cost is" in str(caught.value.faults[0])
