"""The text of a table from its bytes: UTF-8, or a guess that is said, or a refusal."""

import codecs
import re
import unicodedata

from kiosk.formats.faults import Faults, shown

REMEDY = "Save it as CSV UTF-8, or as XLSX"
WESTERN = frozenset("áàâäãåæçéèêëíîïñóòôöõøœúùûüßÿšžÁÀÂÄÃÅÆÇÉÈÊËÍÎÏÑÓÒÔÖÕØŒÚÙÛÜŠŽªº·")
NORDIC = frozenset("åæøÅÆØ")
IBERIAN = frozenset("áíúñãõÁÍÚÑÃÕ")
SIGNS = frozenset("\u00a0€£¥¢¿¡«»“”‘’–—…•°§±²³¼½¾®©™„‚´")
MEASURE = re.compile(r"\b[kcdm]?m[²³]")
WORD = re.compile(r"\w+")
ODD_IN_WORD = re.compile(r"[^\W\d_][^\w\s\x00-\x7f’‘·\u00a0][^\W\d_]|[²³¹][^\W\d_]|[^\W\d_][²³¹]")
FAR_LETTERS = re.compile(r"[^\W\d_\x00-\x7f]{3}")
CAPITAL_INSIDE = re.compile(r"[a-zß-ÿ][À-ÞŠŽŒŸ](?![A-ZÀ-Þ])")


def text_of(content: bytes, faults: Faults) -> str:
    """The text; raises BadFile where its letters cannot be told."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(content, "utf-16", faults)
    if b"\0" in content:
        _refuse(faults, 0, "This is not UTF-8 text")
    try:
        return _whole(content.decode("utf-8-sig"), faults)
    except UnicodeDecodeError as error:
        return _guessed(content, content.count(b"\n", 0, error.start) + 1, faults)


def _decoded(content: bytes, encoding: str, faults: Faults) -> str:
    try:
        return _whole(content.decode(encoding), faults)
    except UnicodeDecodeError:
        _refuse(faults, 0, "The letters of the file cannot be read")
        raise


def _whole(text: str, faults: Faults) -> str:
    if "\0" in text:
        _refuse(faults, 0, "This is not UTF-8 text")
    lost = text.find("\ufffd")
    if lost >= 0:
        _refuse(faults, text.count("\n", 0, lost) + 1, "A letter was lost here before (\ufffd)")
    return text


def _guessed(content: bytes, line: int, faults: Faults) -> str:
    """The older western encodings, where everything reads like one of their languages."""
    if _some_utf8(content):
        _refuse(faults, line, "This line is not in UTF-8, while others are")
    # Windows writes letters where ISO 8859-15 has control characters, which nobody types.
    windows = any(0x80 <= byte <= 0x9F for byte in content)
    try:
        text = content.decode("cp1252" if windows else "iso8859-15")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        _refuse(faults, line, "This line is not in UTF-8, and its letters cannot be told")
        raise
    for number, row in enumerate(text.splitlines(), start=1):
        if not _reads_western(row):
            wrong = f"This is not UTF-8: it could read {shown(_cell(row))}"
            _refuse(faults, number, wrong)
    if not _one_region(text):
        _refuse(faults, line, f"This is not UTF-8: it could read {shown(_cell(text))}")
    first = next(row for row in text.splitlines() if not row.isascii())
    guess = f"the file is not in UTF-8, so its letters are a guess: {shown(_cell(first))}"
    faults.note(line, f"{guess}. {REMEDY} if that is wrong")
    return text


def _some_utf8(content: bytes) -> bool:
    """Whether a line by itself is UTF-8 with letters that no older encoding writes so."""
    for row in content.splitlines():
        try:
            if not row.isascii() and row.decode():
                return True
        except UnicodeDecodeError:
            continue
    return False


def _reads_western(row: str) -> bool:
    bare = MEASURE.sub("", row)
    odd = {letter for letter in bare if ord(letter) > 0x7F} - WESTERN - SIGNS
    if odd or ODD_IN_WORD.search(bare) or FAR_LETTERS.search(bare) or CAPITAL_INSIDE.search(bare):
        return False
    # A word of nothing but such letters is Greek, Cyrillic or Hebrew in another encoding.
    return not any(
        len(word) > 1 and all(ord(letter) > 0x7F for letter in word) for word in WORD.findall(bare)
    )


def _one_region(text: str) -> bool:
    """Czech in a western encoding mixes letters of the north with those of Spain."""
    letters = set(text)
    return not (letters & NORDIC - {"æ", "Æ"} and letters & IBERIAN)


def _cell(row: str) -> str:
    """The cell that holds the first such letter."""
    cells = re.split(r"[,;\t|\r\n]", row)
    found = next((cell for cell in cells if not cell.isascii()), row)
    return unicodedata.normalize("NFC", found).strip(' "')


def _refuse(faults: Faults, line: int, wrong: str) -> None:
    faults.add(line, wrong, REMEDY)
    faults.refuse_any()
