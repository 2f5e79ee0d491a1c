"""The names and the title behind the ballots of a .blt text, and what may stand after them."""

import re
from collections.abc import Sequence
from itertools import takewhile

from kiosk.formats.blt_lines import BltLines, is_number, like_a_ballot, words_in
from kiosk.formats.letters import steers_in

_QUOTED = re.compile(r'"((?:[^"\\]|""|\\.)*)"\s*')
_COMMENT = re.compile(r"(?:^|\s)#.*")


def read_names(lines: BltLines, *, options: int) -> tuple[list[str], str]:
    """A name for each option, and the title; whatever does not fit their number is a fault."""
    names: list[str] = []
    last = lines.at
    for line in lines.lines():
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        names += _names_in(lines, bare)
        last = lines.at
        if len(names) > options:
            break
    if len(names) < options:
        lines.wrong(
            f"there are {len(names)} names for {options} options",
            "Write one name for each option after the line 0",
        )
        return names, ""
    if len(names) == options:
        said = f"{names[-1]!r} is read as the last option, and the file has no title"
        lines.note(last, said + "; if it is the title, a name is missing")
        return names, ""
    if len(names) > options + 1:
        _too_many(lines, options)
    _after_the_title(lines, options)
    _note_equal(lines, last, names[:options])
    return names[:options], names[options]


def _names_in(lines: BltLines, bare: str) -> list[str]:
    """The names of one line: as many as stand in quotes, or the line as it is."""
    if not bare.startswith('"'):
        words = words_in(bare)
        if like_a_ballot(words) or words == ["0"]:
            lines.wrong(
                "a ballot stands behind the line 0 that ends the ballots",
                "Keep one line 0 behind all ballots, and write such a name in quotes",
            )
        return [" ".join(_COMMENT.sub("", bare).split())]
    found, at = [], 0
    while quoted := _QUOTED.match(bare, at):
        found.append(" ".join(_unquoted(quoted[1]).split()))
        at = quoted.end()
    if bare[at:] and not bare.startswith("#", at):
        lines.wrong("a name does not end with its quote", 'Write "" for a quote inside a name')
        found = found or [bare]
    return found


def _after_the_title(lines: BltLines, options: int) -> None:
    """Text that explains the file may follow; a line that could be a name or ballot may not."""
    rest = [line.strip() for line in lines.text[lines.at :]]
    told = [line for line in rest if line and not line.startswith("#")]
    if not told:
        return
    first = lines.at + 1 + rest.index(told[0])
    at_once = takewhile(bool, rest)  # what stands behind an empty line explains
    behind = [line for line in at_once if not line.startswith("#")]
    if any(like_a_ballot(words_in(line)) for line in behind[:1]):
        lines.wrong_at((first, 0), "a ballot stands behind the title", "Write it above the line 0")
    elif behind and all(_QUOTED.match(line) for line in told):
        lines.at, lines.word = first, 0
        _too_many(lines, options)
    else:
        lines.note(first, "the text from here on is passed over")


def _too_many(lines: BltLines, options: int) -> None:
    lines.wrong(
        f"there are more names than {options} options and a title",
        "Correct the first number of the file, or begin what is no name with #",
    )


def _note_equal(lines: BltLines, last: int, names: Sequence[str]) -> None:
    for name in dict.fromkeys(name for name in names if name and names.count(name) > 1):
        lines.note(last, f"{name!r} is the name of more than one option")
    if hidden := next(filter(None, map(steers_in, names)), ""):
        lines.note(last, f"a name holds an invisible letter ({hidden})")
    if any(is_number(name) for name in names):
        lines.note(last, "a name is only a number")


def _unquoted(inner: str) -> str:
    return re.sub(r'""|\\(.)', lambda match: match[1] or '"', inner)
