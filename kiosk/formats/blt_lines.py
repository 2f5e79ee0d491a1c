"""The lines of a .blt text, the place that its reader has reached, and what it found wrong."""

import re
from collections.abc import Iterator

from kiosk.domain.errors import BadFile, Fault

MOST_FAULTS = 20  # a file with more is not a ballot file; reading stops
MOST_DIGITS = 9  # of any number
LONGEST_LINE = 1_000_000  # letters: the longest ballots of real files have some hundreds

_BALLOT_ID = re.compile(r"^\([^)]*\)\s*")
_BEFORE_WORDS = re.compile(r"\s*(?:\([^)]*\)\s*)?")
_WORD = re.compile(r"\S+")


class BltLines:
    """One file while it is read: each line comes once, and every fault knows its place."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.text = text.removeprefix("\ufeff").splitlines()
        self.numbered = enumerate(self.text, start=1)
        self.at = 0
        self.word = 0  # of the line, from 0
        self.faults: list[Fault] = []
        self.notes: list[str] = []

    def wrong(self, wrong: str, remedy: str) -> None:
        """Note a fault of the word reached; raises BadFile when there are too many to list."""
        line, column = self._place()
        self.faults.append(Fault(self.file, line, wrong, remedy, column=column))
        if len(self.faults) >= MOST_FAULTS:
            raise BadFile(tuple(self.faults))

    def wrong_at(self, place: tuple[int, int], wrong: str, remedy: str) -> None:
        """Note a fault of that line and word, and stay where the reading is."""
        here = self.at, self.word
        self.at, self.word = place
        self.wrong(wrong, remedy)
        self.at, self.word = here

    def note(self, line: int, text: str) -> None:
        """Say something of a line that is read, and perhaps not meant."""
        self.notes.append(f"{self.file}, line {line}: {text}.")

    def _place(self) -> tuple[int, int]:
        """The line and column of the word reached; a ballot may go on over further lines."""
        word = self.word
        for line in range(max(self.at, 1), len(self.text) + 1):
            words = _words_of(self.text[line - 1])
            if word < len(words):
                return line, words[word] + 1
            word -= len(words)
        return max(self.at, 1), 1

    def lines(self) -> Iterator[str]:
        """The lines not read yet; ``at`` follows, so that a fault knows its place."""
        for number, line in self.numbered:
            self.at, self.word = number, 0
            if len(line) > LONGEST_LINE:
                wrong = f"a line is longer than {LONGEST_LINE} letters"
                remedy = "Write each ballot and each name on a line of its own"
                fault = Fault(self.file, number, wrong, remedy, column=1)
                raise BadFile((*self.faults, fault))
            yield line

    def rows(self) -> Iterator[list[str]]:
        """The words of each line that has any, comments left out."""
        for line in self.lines():
            if words := words_in(line):
                yield words


def words_in(line: str) -> list[str]:
    """The words of a line, without an id of the ballot in parentheses and without a comment."""
    return _BALLOT_ID.sub("", line.partition("#")[0].strip()).split()


def is_number(word: str) -> bool:
    """Whether the word is a whole number of a size that real files have."""
    return word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS


def like_a_ballot(words: list[str]) -> bool:
    """Whether a line could be a whole ballot by itself: a number, at least one place, and 0."""
    places = words[1:-1]
    return (
        bool(places)
        and words[-1] == "0"
        and all(is_number(word) for word in words[:1])
        and all(re.fullmatch(r"-|[0-9]+(=[0-9]+)*", word, re.ASCII) for word in places)
    )


def _words_of(line: str) -> list[int]:
    """Where each word of a line begins, an id of the ballot and a comment left out."""
    bare = line.partition("#")[0]
    before = _BEFORE_WORDS.match(bare)
    return [word.start() for word in _WORD.finditer(bare, before.end() if before else 0)]
