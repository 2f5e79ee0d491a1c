"""A roster is read as people keep it, and every line that cannot be right is named."""

import io

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.assembly import Member
from kiosk.domain.errors import BadFile
from kiosk.formats import roster, spreadsheet


def faults(content: bytes) -> list[str]:
    with pytest.raises(BadFile) as caught:
        roster.read(content, file="roster.csv")
    return [str(fault).removeprefix("roster.csv, ") for fault in caught.value.faults]


def sheet(*rows: tuple[object, ...]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return content.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso8859-15"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_roster_is_read_whatever_the_spreadsheet_wrote(
    separator: str, encoding: str, line_end: str
) -> None:
    rows = [["Number", "Name", "Group"], ["7", "Zoë Núñez", "Hill"], ["", "", ""]]
    text = line_end.join(separator.join(row) for row in rows)

    members = roster.read(text.encode(encoding), file="roster.csv")

    assert members == (Member("7", "Zoë Núñez", "Hill"),)


def test_a_sheet_is_read_with_whole_numbers_as_they_look() -> None:
    content = sheet(("number", "name"), (101, "Ana"), ("A-2", "Ben"))

    members = roster.read(content, file="roster.xlsx")

    assert members == (Member("101", "Ana"), Member("A-2", "Ben"))


def test_a_participant_list_of_openslides_is_read_as_it_is() -> None:
    content = (
        b"title;first_name;last_name;email;structure_level;number;vote_weight\n"
        b'Dr.;Ana;"de la Cruz";a@example.org;Hillside;12;1.000000\n'
    )

    members = roster.read(content, file="participants.csv")

    assert members == (Member("12", "Dr. Ana de la Cruz", "Hillside"),)


def test_a_guest_is_on_the_roster_without_a_vote() -> None:
    content = b"number,name,vote\n1,Ana,yes\n2,Ben,No\n3,Cem,\n"

    members = roster.read(content, file="roster.csv")

    assert [member.entitled for member in members] == [True, False, True]


def test_every_wrong_line_is_named_and_nobody_on_it() -> None:
    content = b"number,name,vote\n1,Ana,yes\n,Ben,yes\n3,,yes\n1,Dora,perhaps\n"

    found = faults(content)

    assert found == [
        "line 3: The number is missing. Give each member a number.",
        "line 4: The name is missing. Write a name.",
        "line 5: Whether they vote is 'perhaps'. Write yes or no.",
        "line 5: The number stands in line 2 too. Give each its own.",
    ]
    assert not any(name in fault for name in ("Ana", "Ben", "Dora") for fault in found)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "roster.csv: The file is empty."),
        (b"number,name\n", "line 1: Nobody is on the roster."),
        (b"nr,nom\n1,Ana\n", "line 1: There is no column number. Begin the file with:"),
        (b"number,number,name\n1,1,Ana\n", "line 1: The column 'number' comes twice."),
        (b"number,name\n1,Ana,x\n", "line 2: There are 3 cells in 2 columns."),
        (b'number,name\n1,"Ana\n2,Ben\n', "line 2: A quote does not fit."),
        (b"PK\x03\x04rubbish", "roster.csv: This is no readable XLSX file."),
        (b"number,name\n" + b"1" * 31 + b",Ana\n", "line 2: The number is too long."),
        (b"number,name\n1," + b"A" * 5000 + b"\n", "line 2: A cell is too long."),
        (b"number,name" + b",x" * 200, "line 1: There are more than 100 columns."),
        (b"x" * (spreadsheet.MOST_BYTES + 1), "roster.csv: The file is too big."),
        (b"number,name\n" + b"1,A\n" * 60_001, "line 60002: There are more than 60000 rows."),
    ],
)
def test_a_file_that_cannot_be_a_roster_is_refused_with_a_sentence(
    content: bytes, fault: str
) -> None:
    assert any(each.startswith(fault) for each in faults(content))


def test_a_cell_far_out_does_not_fill_the_memory() -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    page = book.add_worksheet()
    page.write(0, 0, "number")
    page.write(1_048_575, 16_383, "far out")
    book.close()

    assert faults(content.getvalue()) == [
        "roster.csv: The sheet is too big. Keep it under 60000 rows,"
        " and delete the empty rows below line 1."
    ]


def test_lines_count_as_in_the_file_even_after_a_cell_of_several_lines() -> None:
    content = b'number,name\n1,"Ana\nof the hill"\n2,\n'

    assert faults(content) == ["line 4: The name is missing. Write a name."]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_fail_otherwise_than_with_a_list_of_faults(
    content: bytes,
) -> None:
    for start in (b"", b"PK", b"number,name\n", b"\xff\xfe"):
        try:
            roster.read(start + content, file="roster.csv")
        except BadFile as bad:
            assert bad.faults  # noqa: PT017
