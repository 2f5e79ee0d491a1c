"""The parts of an XLSX file, unpacked by count: a ZIP file can unpack to far more than it says."""

import html
import io
import re
import zipfile
import zlib

MOST_UNPACKED = 64_000_000  # bytes of all parts that are read
WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others unpack without a limit
READ = re.compile(r"(\[Content_Types\]|_rels/.*|xl/.*)\.(xml|rels)", re.IGNORECASE)  # no picture
PLACE_SAID = re.compile(rb"""\br\s*=\s*["']""")
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d*)["']""")
ROW = re.compile(rb"<(?:[\w.-]+:)?row\b")
CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
EACH_CELL = re.compile(rb"(?=<(?:[\w.-]+:)?c[\s/>])")
END_OF_CELL = re.compile(rb"<[^<>]*/>|(?:(?!</(?:[\w.-]+:)?c>).)*</(?:[\w.-]+:)?c>", re.DOTALL)
HOLDS = re.compile(rb"<(?:[\w.-]+:)?(?:v|t)(?:\s[^<>]*)?>[^<]")
EMPTY_ROW = re.compile(
    rb"""<(?:[\w.-]+:)?row\s[^<>]*\br\s*=\s*["'][^<>]*(?:/>|(?<!/)>\s*</(?:[\w.-]+:)?row>)"""
)


BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
HEAD_OF_ROW = re.compile(rb"<(?:[\w.-]+:)?row\s[^<>]*>")
HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
SHEET = re.compile(rb"<(?:[\w.-]+:)?sheet\s[^<>]*>")
RELATION = re.compile(rb"<(?:[\w.-]+:)?Relationship\s[^<>]*>")
ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*["']([^"'<>]*)["']""")


class TooMuchToUnpack(Exception):
    """The parts are larger together than any roster is.

    ``last``: the last row within the limit that holds anything; 0 where that is not the trouble.
    """

    def __init__(self, last: int = 0) -> None:
        super().__init__(last)
        self.last = last


def repacked(content: bytes, *, rows: int, columns: int) -> bytes:
    """An XLSX file of the same sheets in which every size is what it says.

    No sheet in it reaches beyond so many rows and columns. Raises TooMuchToUnpack, and
    zipfile.BadZipFile where the file is no such ZIP file.
    """
    whole = io.BytesIO()
    try:
        with zipfile.ZipFile(whole, "w") as kept:
            for name, packed in _parts(content).items():
                part = _used(packed) if b"sheetData" in packed else packed
                if not _within(part, rows=rows, columns=columns):
                    raise TooMuchToUnpack(_last_within(part, rows))
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


def _used(part: bytes) -> bytes:
    """The sheet without cells and rows that hold nothing: a format far out is no row of a list.

    A sheet that does not say where each cell stands is left as it is.
    """
    before, *cells = EACH_CELL.split(part)
    if not all(PLACE_SAID.search(cell[: cell.find(b">")]) for cell in cells):
        return part
    kept = [before]
    for cell in cells:
        end = END_OF_CELL.match(cell)
        kept.append(cell[end.end() :] if end and not HOLDS.search(cell, 0, end.end()) else cell)
    return EMPTY_ROW.sub(b"", b"".join(kept))


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


def _last_within(part: bytes, rows: int) -> int:
    numbers = (int(b"0" + row[:9]) for _, row in PLACE.findall(part))
    return max((number for number in numbers if number <= rows), default=0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:9].upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def hidden_rows(content: bytes, sheet: str) -> frozenset[int]:
    """The rows of that sheet, from 1, that nobody sees: hidden by hand or by a filter."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = set(packed.namelist())
        if not {BOOK, RELATIONS} <= names:
            return frozenset()
        place = _place_of(packed.read(BOOK), packed.read(RELATIONS), sheet)
        if place not in names:
            return frozenset()
        heads = HEAD_OF_ROW.findall(packed.read(place))
    found = (PLACE.search(head) for head in heads if HIDDEN.search(head))
    return frozenset(int(match[2]) for match in found if match and match[2])


def _place_of(book: bytes, relations: bytes, sheet: str) -> str:
    """The part that holds the sheet of that name; empty if it cannot be told."""
    for head in SHEET.findall(book):
        said = {key.rpartition(b":")[2]: value for key, value in ATTRIBUTE.findall(head)}
        if html.unescape(said.get(b"name", b"").decode("utf-8", "replace")) != sheet:
            continue
        for relation in RELATION.findall(relations):
            there = dict(ATTRIBUTE.findall(relation))
            if there.get(b"Id") == said.get(b"id"):
                target = there.get(b"Target", b"").decode("utf-8", "replace")
                return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return ""
