"""A file that is no table is told apart, with what to do about it."""

import io
import zipfile

import pytest

from kiosk.domain.errors import BadFile
from kiosk.formats import roster

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refusal(content: bytes, sheet: str = "") -> str:
    with pytest.raises(BadFile) as caught:
        roster.read(content, file="r.csv", sheet=sheet)
    return "\n".join(map(str, caught.value.faults))


def _packed(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (OLE + b"x" * 99 + "EncryptedPackage".encode("utf-16-le"), "The file has a password."),
        (OLE + b"x" * 99 + "Workbook".encode("utf-16-le"), "This is an old .xls file."),
        (b"<html><table><tr><td>number</td></tr></table></html>", "This is a web page"),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE html><p>", "This is a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "This is a web page"),
        (_packed("mimetype", "content.xml"), "an OpenDocument one (.ods)"),
        (_packed("Index/Document.iwa"), "one of Numbers"),
        (_packed("word/document.xml"), "a text document"),
        (_packed("xl/workbook.bin"), "a binary one (.xlsb)"),
        (b"%PDF-1.7\n", "This is a PDF"),
        (b"{\\rtf1 number}", "This is a text document"),
        (b"\x1f\x8b\x08\x00", "This is a packed file"),
    ],
)
def test_a_file_that_is_no_table_gets_its_own_sentence(content: bytes, sentence: str) -> None:
    assert sentence in refusal(content)
