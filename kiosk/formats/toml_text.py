"""The values in a TOML text, or what is wrong with its signs in words that need no TOML."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kiosk.formats.faults import Faults

MOST_BYTES = 1_000_000
DEEPEST = 20  # parts of a key; the reader's work grows with their square
MOST_LISTED = 20  # each takes one more reading of the whole
WHERE = re.compile(r"^(?P<wrong>.*?) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
CURLY = re.compile(r"=\s*[\[{(]?\s*[“”„«»‘’‚]")
NOTHING = re.compile(r"=\s*(?:#.*)?$")
TRUTH = re.compile(r"=\s*(?:true|false|yes|no|on|off)\s*(?:#.*)?$", re.IGNORECASE)
MONEY = re.compile(r"=\s*[$€£]?\s*\d+(?:[,.' ]\d+)*\s*(?:[$€£]|[A-Z]{3})?\s*(?:#.*)?$")
DATE = re.compile(r"=\s*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\s*(?:#.*)?$")
SHARE = re.compile(r"=\s*>?\s*\d+\s*(?:/\s*\d+|%)\s*(?:#.*)?$")
KEY = re.compile(r"\s*([\w-]{1,30})")
EXAMPLE = 'title = "..."'
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
SINGLE = 'Expected "\'"'
MANY_LINES = ('"""', "'''")


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What the reader said, and where. ``alone``: the other lines can be read without this one."""

    line: int
    wrong: str
    remedy: str
    alone: bool


def values_of(text: str, faults: Faults) -> dict[str, Any]:
    """What the text holds; raises BadFile where it is no TOML, with every line that is none."""
    if len(text) > MOST_BYTES:
        faults.add(0, "The file is too big", f"Keep it under {MOST_BYTES // 1_000_000} MB")
        faults.refuse_any()
    lines = text.split("\n")
    for line, written in enumerate(lines, start=1):
        if written.partition("=")[0].count(".") > DEEPEST:
            faults.add(line, "This key has too many parts", "Use the keys of the handbook")
            faults.refuse_any()
    for _ in range(MOST_LISTED):
        read = _read(lines)
        if not isinstance(read, _Trouble):
            faults.refuse_any()
            return read
        faults.add(read.line, read.wrong, read.remedy)
        if not read.alone:
            break
        lines[read.line - 1] = ""
    faults.refuse_any()
    raise AssertionError


def _read(lines: list[str]) -> dict[str, Any] | _Trouble:
    try:
        return tomllib.loads("\n".join(lines), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        match = WHERE.match(str(error))
        if match is None:
            remedy = "Look whether it is the right file"
            return _Trouble(0, "The file cannot be read", remedy, alone=False)
        line = int(match["line"] or _begun(lines, match["wrong"]))
        written = lines[line - 1]
        wrong, remedy = _in_words(match["wrong"], written)
        return _Trouble(line, wrong, remedy, alone=_stands_alone(match["wrong"], written))


def _begun(lines: list[str], wrong: str) -> int:
    """The line on which that begins which goes on to the end of the file; else the last one."""
    numbered = list(enumerate(lines, start=1))
    last = max((line for line, written in numbered if written.strip()), default=1)
    if wrong == SINGLE:
        bare = ((line, STRING.sub("", written).partition("#")[0]) for line, written in numbered)
        return next((line for line, rest in bare if rest.count("'") % 2), last)
    threes = (line for line, written in reversed(numbered) if any(q in written for q in MANY_LINES))
    return next(threes, last) if wrong == "Unterminated string" else last


def _stands_alone(wrong: str, written: str) -> bool:
    """Whether nothing of other lines depends on the line: no list or text that it begins."""
    if any(quotes in written for quotes in MANY_LINES):
        return False
    if "\\n" not in wrong and wrong not in ALONE:
        return False
    is_head = written.lstrip().startswith("[")
    return not is_head and all(written.count(a) == written.count(b) for a, b in ("[]", "{}"))


ALONE = {
    "Invalid value",
    "Invalid statement",
    "Invalid hex value",
    "Unescaped '\\' in a string",
    "Expected '=' after a key in a key/value pair",
    "Expected newline or end of document after a statement",
}


def _in_words(wrong: str, written: str) -> tuple[str, str]:
    """What is wrong with that line, and the usual way to mend it."""
    example = f'{key[1]} = "..."' if (key := KEY.match(written)) else EXAMPLE
    if CURLY.search(written):
        return "This text stands in curly quotes", f"Write straight ones: {example}"
    if "\\n" in wrong or wrong in {SINGLE, "Unterminated string"}:
        usual = "'" if wrong == SINGLE or wrong.startswith("Found") else '"'
        quotes = next((three for three in MANY_LINES if three in written), usual)
        return "The quote at the end of a text is missing", f"Write {quotes} at the end of the text"
    if wrong.startswith(("Invalid value", "Expected newline")):
        for value, words in VALUES:
            if value.search(written):
                return words
    for begins, (what, remedy) in WORDS.items():
        if wrong.startswith(begins):
            return what, remedy.replace(EXAMPLE, example)
    return f"This is not TOML: {wrong}", "Correct the line; texts stand in quotes"


TWICE = ("This stands here for the second time", "Keep one of them")
BACKSLASH = ("A text holds the sign \\", "Write / instead, or two of them: \\\\")
HIDDEN = ("The line holds an invisible sign", "Type the line again, without copying it")
NO_PAIR = ("This line is no key with a value", f"Write it so: {EXAMPLE}; a remark begins with #")
NO_DATE = ("This is no date", "Write it like 2025-05-10")
BRACKETS = ("The brackets of this line do not fit", "Write [[poll]] or [[poll.question]]")
VALUES = (
    (NOTHING, ("Nothing stands after =", "Write a value, or take the line out")),
    (TRUTH, ("Yes and no are written true and false", "Write true or false, in small letters")),
    (DATE, NO_DATE),
    (MONEY, ("This is no plain number", "Write digits only, such as 250000")),
    (SHARE, ("A share stands without quotes", 'Write it so: "1/4" or "25%"')),
)
WORDS = {
    "Invalid value": ("A text stands without quotes", f"Write it so: {EXAMPLE}"),
    "Expected newline": (
        "Something stands behind the value",
        "Look for a quote inside the text, a missing quote or comma, or a remark without #",
    ),
    "Expected '=' after": ("There is no = behind the first word", f"Write it so: {EXAMPLE}"),
    "Expected ']": BRACKETS,
    "Invalid statement": NO_PAIR,
    "Invalid initial": NO_PAIR,
    "Unclosed array": (
        "A list does not end before this place",
        "Write ] at its end, a comma between its parts, and quotes around each",
    ),
    "Unclosed inline table": (
        "What begins with { does not end before this place",
        "Write } at its end and a comma between its parts, all in one line",
    ),
    "Cannot declare": (TWICE[0], "Write [[poll]] and [[poll.question]], with two brackets"),
    "Cannot": TWICE,
    "Duplicate": TWICE,
    "Unescaped": BACKSLASH,
    "Invalid hex": BACKSLASH,
    "Escaped": BACKSLASH,
    "Invalid date": NO_DATE,
    "Illegal character": HIDDEN,
    "Found invalid": HIDDEN,
}
