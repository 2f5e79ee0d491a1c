"""Files that are no table although their names say so, each with what to do about it."""

import io
import re
import zipfile

from kiosk.formats.faults import Faults

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
LOCKED = "EncryptedPackage".encode("utf-16-le")
PAGE = re.compile(rb"\s*<(?:!doctype|html|head|body|table|meta|\?xml|div|style)", re.IGNORECASE)
REMEDY = "Open it, and save it as XLSX or CSV"
NO_TABLE = (
    (b"%PDF", "This is a PDF, not a table"),
    (b"{\\rtf", "This is a text document, not a table"),
    (b"\x1f\x8b", "This is a packed file, not a table"),
    (b"7z\xbc\xaf", "This is a packed file, not a table"),
    (b"Rar!", "This is a packed file, not a table"),
    (b"\x89PNG", "This is a picture, not a table"),
    (b"\xff\xd8\xff", "This is a picture, not a table"),
)
PACKED = (
    ("content.xml", "This is no readable XLSX file but an OpenDocument one (.ods)"),
    ("Index/Document.iwa", "This is no readable XLSX file but one of Numbers"),
    ("Index.zip", "This is no readable XLSX file but one of Numbers"),
    ("word/document.xml", "This is no readable XLSX file but a text document"),
    ("xl/workbook.bin", "This is no readable XLSX file but a binary one (.xlsb)"),
)


def refuse_other_files(content: bytes, faults: Faults) -> None:
    """Raises BadFile where the content is something else than text or XLSX."""
    if content.startswith(OLE):
        if LOCKED in content:
            faults.add(0, "The file has a password", "Save it without a password")
        else:
            faults.add(0, "This is an old .xls file", REMEDY)
    elif PAGE.match(content.removeprefix(b"\xef\xbb\xbf")):
        faults.add(0, "This is a web page that is named like a table", REMEDY)
    elif content.startswith(b"PK"):
        names = _names(content)
        for name, wrong in PACKED:
            if name in names:
                faults.add(0, wrong, REMEDY)
                break
    else:
        for start, wrong in NO_TABLE:
            if content.startswith(start):
                faults.add(0, wrong, REMEDY)
    faults.refuse_any()


def _names(content: bytes) -> frozenset[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return frozenset(packed.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError):
        return frozenset()
