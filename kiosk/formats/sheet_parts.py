"""The parts of an XLSX file, unpacked by count: a ZIP file can unpack to far more than it says."""

import io
import re
import zipfile
import zlib

MOST_UNPACKED = 64_000_000  # bytes of all parts that are read
WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others unpack without a limit
READ = re.compile(r"(\[Content_Types\]|_rels/.*|xl/.*)\.(xml|rels)", re.IGNORECASE)  # no picture
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d*)["']""")
ROW = re.compile(rb"<(?:[\w.-]+:)?row\b")
CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")


class TooMuchToUnpack(Exception):
    """The parts are larger together than any roster is."""


def repacked(content: bytes, *, rows: int, columns: int) -> bytes:
    """An XLSX file of the same sheets in which every size is what it says.

    No sheet in it reaches beyond so many rows and columns. Raises TooMuchToUnpack, and
    zipfile.BadZipFile where the file is no such ZIP file.
    """
    whole = io.BytesIO()
    try:
        with zipfile.ZipFile(whole, "w") as kept:
            for name, part in _parts(content).items():
                if not _within(part, rows=rows, columns=columns):
                    raise TooMuchToUnpack
                kept.writestr(name, part)
    except (RuntimeError, EOFError, OSError, ValueError, zlib.error) as fault:
        raise zipfile.BadZipFile from fault  # locked with a password, cut off, packed otherwise
    return whole.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    room = MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for part in packed.infolist():
            if not READ.fullmatch(part.filename):
                continue
            if part.compress_type not in WAYS:
                raise zipfile.BadZipFile
            with packed.open(part) as file:
                found[part.filename] = file.read(room + 1)
            room -= len(found[part.filename])
            if room < 0:
                raise TooMuchToUnpack
    return found


def _within(part: bytes, *, rows: int, columns: int) -> bool:
    """Whether the sheet is so small; its reader fills all up to the last cell with empty cells."""
    if b"sheetData" not in part:
        return True
    if any(
        int(b"0" + row[:9]) > rows or _column(letters) > columns
        for letters, row in PLACE.findall(part)
    ):
        return False
    lines = ROW.split(part)  # rows and cells may also stand there without saying where
    return len(lines) <= rows + 1 and all(len(CELL.findall(line)) <= columns for line in lines)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:9].upper():
        number = number * 26 + letter - ord("A") + 1
    return number
