"""An XLSX that unpacks to far more than it says costs little and is refused."""

import io
import struct
import tracemalloc
import zipfile

import pytest
import xlsxwriter

from kiosk.domain.errors import BadFile
from kiosk.formats import roster

FAR_TOO_MUCH = 300_000_000
SOME_MEMORY = 200_000_000
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MANY = 100_000


def given_a_sheet(**parts: bytes) -> bytes:
    """A sheet of one member, in which some parts are others."""
    whole = io.BytesIO()
    book = xlsxwriter.Workbook(whole, {"in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, ("number", "name"))
    page.write_row(1, 0, (7, "Ana"))
    book.close()
    changed = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.rpartition("/")[2].partition(".")[0], old.read(name)))
    return changed.getvalue()


def said_to_be_small(content: bytes, part: str) -> bytes:
    """The list at the end of the ZIP file says that the part has a hundred bytes."""
    place = content.rfind(part.encode()) - 46 + 24
    return content[:place] + struct.pack("<I", 100) + content[place + 4 :]


def refusal(content: bytes) -> str:
    with pytest.raises(BadFile) as caught:
        roster.read(content, file="roster.xlsx")
    return str(caught.value)


@pytest.mark.parametrize("part", [SHEET, STRINGS])
def test_a_part_that_lies_about_its_size_is_not_unpacked(part: str) -> None:
    name = part.rpartition("/")[2].partition(".")[0]
    content = said_to_be_small(given_a_sheet(**{name: bytes(FAR_TOO_MUCH)}), part)
    tracemalloc.start()

    said = refusal(content)

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert said == "roster.xlsx: This is no readable XLSX file. Save it again as XLSX or CSV."
    assert most < SOME_MEMORY


def test_a_part_that_says_how_large_it_is_is_too_big() -> None:
    assert "The sheet is too big" in refusal(given_a_sheet(sharedStrings=bytes(FAR_TOO_MUCH)))


@pytest.mark.parametrize(
    "rows",
    [
        b"<row>" + b"<c><v>1</v></c>" * MANY + b"</row>",
        b"<row><c><v>1</v></c></row>" * MANY,
        b'<row r="1"><c r="a99999999"><v>1</v></c></row>',
        b'<row r="1"><c r="xfd1"><v>1</v></c></row>',
    ],
)
def test_a_sheet_that_reaches_far_out_is_too_big(rows: bytes) -> None:
    sheet = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"

    assert "The sheet is too big" in refusal(given_a_sheet(sheet1=sheet))


def test_what_another_sort_of_sheet_holds_is_never_read() -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", "<office:document-content/>")

    assert "This is no readable XLSX file" in refusal(whole.getvalue())
