"""Ranked ballots as .blt text: the format of Hill, Wichmann and Woodall, as real files write it.

First the numbers of options and seats; ``-3`` for each withdrawn option; one line for each
ballot, ``5 2 1=4 - 3 0``: how many alike, then option numbers by place, ``=`` between those that
share one, ``-`` for a place left out, and 0; a line 0; a name for each option; the title.
Read too: a byte-order mark, ``#`` comments, ballot ids in parentheses, names without quotes,
Droop's ``[nick ...]`` and ``[tie ...]`` lines, and whatever follows the title (passed over).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.count.contract import Ballots
from kiosk.domain.errors import BadFile, Fault
from kiosk.domain.text import plain

MOST_OPTIONS = 1_000
MOST_FAULTS = 20  # a file with more is not a ballot file; reading stops
MOST_DIGITS = 9  # of any number
MOST_PLACES = 3 * MOST_OPTIONS  # of a ballot, gaps and repeats included
LONGEST_WORD = 20 * MOST_OPTIONS  # letters: a place that all options share
LONGEST_LINE = 1_000_000  # letters: the longest ballots of real files have some hundreds

_QUOTED = re.compile(r'"((?:[^"\\]|""|\\.)*)"')
_BALLOT_ID = re.compile(r"^\([^)]*\)\s*")
_BEFORE_WORDS = re.compile(r"\s*(?:\([^)]*\)\s*)?")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedFile:
    """What a .blt file says. ``options`` holds the withdrawn ones too, so that numbers stay."""

    title: str
    seats: int
    options: tuple[Option, ...]
    ballots: Ballots
    withdrawn: tuple[str, ...] = ()
    lot: tuple[str, ...] = ()  # of a [tie ...] line: earlier wins

    @property
    def standing(self) -> tuple[Option, ...]:
        """The options that a count is about."""
        return tuple(option for option in self.options if option.id not in self.withdrawn)


def read(text: str, file: str = "ballots.blt") -> RankedFile:
    """Read the text of a .blt file; option ids are the numbers from 1, as text. Raises BadFile."""
    return _Reader(text, file).read()


class _Reader:
    """The lines of one file, the place reached, and the faults found so far."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.text = text.removeprefix("\ufeff").splitlines()
        self.lines = enumerate(self.text, start=1)
        self.at = 0
        self.word = 0  # of the line, from 0
        self.faults: list[Fault] = []
        self.options = 0
        self.nicks: Mapping[str, str] = {}
        self.lot: tuple[str, ...] = ()

    def read(self) -> RankedFile:
        self.options, seats = self._head()
        withdrawn, papers = self._papers()
        names = [name for _, name in zip(range(self.options + 1), self._names(), strict=False)]
        if len(names) < self.options:
            self._wrong(
                f"there are {len(names)} names for {self.options} options",
                "Write one name for each option after the line 0",
            )
        if self.faults:
            raise BadFile(tuple(self.faults))
        title = names.pop() if len(names) > self.options else ""
        return RankedFile(
            title=title,
            seats=seats,
            options=tuple(Option(str(n), plain(name)) for n, name in enumerate(names, start=1)),
            ballots=Ballots(tuple(sorted(papers.items()))),
            withdrawn=withdrawn,
            lot=self.lot,
        )

    def _wrong(self, wrong: str, remedy: str) -> None:
        line, column = self._place()
        self.faults.append(Fault(self.file, line, wrong, remedy, column=column))
        if len(self.faults) >= MOST_FAULTS:
            raise BadFile(tuple(self.faults))

    def _place(self) -> tuple[int, int]:
        """The line and column of the word reached; a ballot may go on over further lines."""
        word = self.word
        for line in range(max(self.at, 1), len(self.text) + 1):
            words = _words_of(self.text[line - 1])
            if word < len(words):
                return line, words[word] + 1
            word -= len(words)
        return max(self.at, 1), 1

    def _lines(self) -> Iterator[str]:
        """The lines not read yet; ``at`` follows, so that a fault knows its place."""
        for number, line in self.lines:
            self.at, self.word = number, 0
            if len(line) > LONGEST_LINE:
                wrong = f"a line is longer than {LONGEST_LINE} letters"
                remedy = "Write each ballot and each name on a line of its own"
                fault = Fault(self.file, number, wrong, remedy, column=1)
                raise BadFile((*self.faults, fault))
            yield line

    def _rows(self) -> Iterator[list[str]]:
        """The words of each line that has any, comments left out."""
        for line in self._lines():
            if words := _BALLOT_ID.sub("", line.partition("#")[0].strip()).split():
                yield words

    def _head(self) -> tuple[int, int]:
        for words in self._rows():
            if len(words) == 2 and all(_is_number(word) for word in words):
                options, seats = map(int, words)
                if 0 < options <= MOST_OPTIONS and seats > 0:
                    return options, seats
            break
        self._wrong(
            "this does not begin like a .blt file",
            f"Begin with the number of options (1 to {MOST_OPTIONS}) and of seats, such as 5 2",
        )
        raise BadFile(tuple(self.faults))

    def _papers(self) -> tuple[tuple[str, ...], Counter[Marks]]:
        """The withdrawn options and the merged ballots, up to the line 0."""
        withdrawn: list[str] = []
        alike: Counter[tuple[str, ...]] = Counter()
        place_of: dict[tuple[str, ...], tuple[int, int]] = {}
        paper: list[str] = []
        began = (0, 0)
        for words in self._rows():
            if not paper and words[0].startswith("["):
                self._declared(words)
                continue
            if not paper and words[0].startswith("-"):
                withdrawn += filter(None, (self._number(word[1:]) for word in words))
                continue
            for number, word in enumerate(words):
                if not paper:
                    began = (self.at, number)
                paper.append(word)
                if word != "0":
                    self._bounded(began, paper)
                    continue
                if len(paper) == 1:
                    return tuple(withdrawn), self._read_all(alike, place_of)
                if self._is_weight(paper[0], began):
                    places = tuple(paper[1:-1])
                    alike[places] += int(paper[0])
                    place_of.setdefault(places, began)
                paper = []
        self._wrong("the file ends among the ballots", "End them with a line 0, then the names")
        raise BadFile(tuple(self.faults))

    def _bounded(self, began: tuple[int, int], paper: list[str]) -> None:
        """A ballot far longer than any real one ends the reading."""
        if len(paper) <= MOST_PLACES and len(paper[-1]) <= LONGEST_WORD:
            return
        self.at, self.word = began
        self._wrong("a ballot is too long", f"End each ballot with 0, below {MOST_PLACES} places")
        raise BadFile(tuple(self.faults))

    def _is_weight(self, word: str, began: tuple[int, int]) -> bool:
        if _is_number(word):
            return True
        here, (self.at, self.word) = self.at, began
        self._wrong(
            f"a ballot begins with {word[:20]!r}, not with how many there are",
            "Begin with a whole number such as 1 and end with 0",
        )
        self.at = here
        return False

    def _read_all(
        self,
        alike: Counter[tuple[str, ...]],
        place_of: Mapping[tuple[str, ...], tuple[int, int]],
    ) -> Counter[Marks]:
        """The marks of all ballots; each distinct line is read once."""
        end = self.at
        papers: Counter[Marks] = Counter()
        shared: dict[tuple[str, int], tuple[str, int]] = {}  # equal marks are one value
        for places, number in alike.items():
            papers[self._marks(places, place_of[places], shared)] += number
        self.at, self.word = end, 0
        return papers

    def _marks(
        self,
        places: Sequence[str],
        began: tuple[int, int],
        shared: dict[tuple[str, int], tuple[str, int]],
    ) -> Marks:
        line, weight = began
        marks = []
        for place, word in enumerate(places, start=1):
            if word != "-":
                self.at, self.word = line, weight + place
                for option in map(self._number, word.split("=")):
                    if option:
                        mark = (option, place)
                        marks.append(shared.setdefault(mark, mark))
        return in_order(marks)

    def _number(self, word: str) -> str:
        """The option id of a number or nickname; empty, and a fault, if there is none."""
        option = self.nicks.get(word, word)
        if _is_number(option) and 0 < int(option) <= self.options:
            return str(int(option))
        self._wrong(
            f"{word[:20]!r} is not an option",
            f"Name options by their numbers, 1 to {self.options}, and end each ballot with 0",
        )
        return ""

    def _declared(self, words: list[str]) -> None:
        """A line in brackets: nicknames of the options, or the order that settles ties."""
        named = " ".join(words).strip("[]").split()
        if named[:1] == ["nick"]:
            self.nicks = {nick: str(n) for n, nick in enumerate(named[1:], start=1)}
        elif named[:1] == ["tie"]:
            self.lot = tuple(filter(None, (self._number(word) for word in named[1:])))

    def _names(self) -> Iterator[str]:
        for line in self._lines():
            bare = line.strip()
            if not bare or bare.startswith("#"):
                continue
            quoted = _QUOTED.match(bare)
            yield " ".join((_unquoted(quoted[1]) if quoted else bare).split())


def _words_of(line: str) -> list[int]:
    """Where each word of a line begins, an id of the ballot and a comment left out."""
    bare = line.partition("#")[0]
    before = _BEFORE_WORDS.match(bare)
    return [word.start() for word in _WORD.finditer(bare, before.end() if before else 0)]


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS


def _unquoted(inner: str) -> str:
    return re.sub(r'""|\\(.)', lambda match: match[1] or '"', inner)


def write(ranked: RankedFile) -> str:
    """The file as .blt text, options numbered in their order; reading it gives an equal file."""
    number = {option.id: str(n) for n, option in enumerate(ranked.options, start=1)}
    lines = [f"{len(ranked.options)} {ranked.seats}"]
    lines += [f"-{number[option]}" for option in ranked.withdrawn]
    if ranked.lot:
        lines.append(f"[tie {' '.join(number[option] for option in ranked.lot)} ]")
    lines += [
        " ".join([str(alike), *_places(marks, number), "0"])
        for marks, alike in ranked.ballots.merged
    ]
    lines.append("0")
    names = [option.title.in_language("") for option in ranked.options]
    lines += [_quoted(name) for name in [*names, ranked.title]]
    return "\n".join(lines) + "\n"


def _places(marks: Marks, number: Mapping[str, str]) -> Iterator[str]:
    """The words of a ballot: one for each place."""
    last, shared = 0, list[str]()
    for option, place in marks:
        if place != last:
            if shared:
                yield "=".join(shared)
            yield from ["-"] * (place - last - 1)
            last, shared = place, []
        shared.append(number[option])
    if shared:
        yield "=".join(shared)


def _quoted(name: str) -> str:
    inner = " ".join(name.split()).replace("\\", "\\\\").replace('"', '""')
    return f'"{inner}"'
