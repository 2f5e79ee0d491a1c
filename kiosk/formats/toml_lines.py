"""Where each key of a TOML text stands, which the standard library's reader does not tell."""

import re
from bisect import bisect_right
from itertools import accumulate

Path = tuple[str | int, ...]
"""Keys and places in lists from the top: ``("poll", 0, "question", 1, "rule")``."""

BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
SPACE = re.compile(r"[ \t]*")
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'", re.DOTALL
)
BARE_VALUE = re.compile(r"[^,\]}#\r\n]+")


def lines_of(text: str) -> dict[Path, int]:
    """The line on which each key and each element of a list begins.

    The text must be valid TOML, as the standard library's reader judges.
    """
    return _Walk(text).lines


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self.lines: dict[Path, int] = {}
        self.lengths: dict[Path, int] = {}  # of the lists of tables, ``[[poll]]``
        table: Path = ()
        self._skip(BLANK)
        while self.place < len(text):
            if self._at("["):
                table = self._header()
            else:
                self._pair(table)
            self._skip(BLANK)

    def _at(self, sign: str) -> bool:
        return self.text.startswith(sign, self.place)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.place)
        if match is None:
            raise ValueError(f"not TOML at letter {self.place}")
        self.place = match.end()
        return match[0]

    def _note(self, path: Path) -> None:
        self.lines.setdefault(path, bisect_right(self.starts, self.place))

    def _key(self) -> list[str]:
        parts = []
        while True:
            self._skip(SPACE)
            quoted = self.text[self.place] in "\"'"
            part = self._skip(STRING if quoted else BARE_KEY)
            parts.append(part[1:-1] if quoted else part)
            self._skip(SPACE)
            if not self._at("."):
                return parts
            self.place += 1

    def _header(self) -> Path:
        start = self.place
        brackets = 2 if self._at("[[") else 1
        self.place += brackets
        parts = self._key()
        end = self.place + brackets
        path: Path = ()
        for part in parts[:-1]:
            path += (part,)
            if path in self.lengths:
                path += (self.lengths[path] - 1,)
        path += (parts[-1],)
        self.place = start
        self._note(path)
        if brackets == 2:
            self.lengths[path] = self.lengths.get(path, 0) + 1
            path += (self.lengths[path] - 1,)
            self._note(path)
        self.place = end
        return path

    def _pair(self, table: Path) -> None:
        start = self.place
        path = table
        for part in self._key():
            path += (part,)
            end, self.place = self.place, start
            self._note(path)
            self.place = end
        self.place += 1  # the sign =
        self._skip(SPACE)
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._at("["):
            self._list(path)
        elif self._at("{"):
            self._inline_table(path)
        elif self._at('"') or self._at("'"):
            self._skip(STRING)
        else:
            self._skip(BARE_VALUE)

    def _list(self, path: Path) -> None:
        self.place += 1
        self._skip(BLANK)
        number = 0
        while not self._at("]"):
            self._note((*path, number))
            self._value((*path, number))
            number += 1
            self._next()
        self.place += 1

    def _inline_table(self, path: Path) -> None:
        self.place += 1
        self._skip(BLANK)
        while not self._at("}"):
            self._pair(path)
            self._next()
        self.place += 1

    def _next(self) -> None:
        self._skip(BLANK)
        if self._at(","):
            self.place += 1
            self._skip(BLANK)
