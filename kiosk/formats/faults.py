"""What is wrong in one file, gathered so that all of it can be said at once."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.errors import BadFile, Fault

MOST_FAULTS = 100  # a hostile file must not make a list as long as itself
MOST_NOTES = 30
SHOWN = 40  # characters of a cell that a fault quotes


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column of a text, both counted from 1."""

    line: int
    column: int


class Faults:
    """The faults of one file in the order found."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Fault] = []
        self.said: dict[str, list[int]] = {}

    def note(self, line: int, said: str) -> None:
        """Say what is read, and perhaps not meant; of many lines the first is named."""
        if said in self.said or len(self.said) < MOST_NOTES:
            self.said.setdefault(said, []).append(line)

    @property
    def notes(self) -> tuple[str, ...]:
        """All that was said, each with its place."""
        return tuple(
            f"{self.file}{f', line {lines[0]}' if lines[0] else ''}: {said}"
            f"{f' (and {len(lines) - 1} more lines)' if len(lines) > 1 else ''}."
            for said, lines in self.said.items()
        )

    def add(self, line: int, wrong: str, remedy: str, *, column: int = 0) -> None:
        """Note a fault; raises BadFile at once when there are too many to list."""
        self.found.append(Fault(self.file, line, wrong, remedy, column=column))
        if len(self.found) >= MOST_FAULTS:
            self.found.append(
                Fault(self.file, 0, "There may be more", f"Only {MOST_FAULTS} faults are listed")
            )
            self.refuse_any()

    def add_at(self, place: Place, wrong: str, remedy: str) -> None:
        """Note a fault where line and column are known; raises BadFile as ``add`` does."""
        self.add(place.line, wrong, remedy, column=place.column)

    def refuse_any(self) -> None:
        """Raises BadFile if there is any fault."""
        if self.found:
            raise BadFile(tuple(self.found))


def shown(cell: str) -> str:
    """A cell as a fault may quote it: short, and without control characters."""
    short = cell if len(cell) <= SHOWN else cell[:SHOWN] + "…"
    return "'" + "".join(letter if letter.isprintable() else "�" for letter in short) + "'"


def nearest(word: str, known: Iterable[str]) -> str:
    """What to write instead of an unknown word: the nearest known one, or all of them."""
    names = sorted(known)
    like = near(word, names)
    return f"Write {like}" if like else f"Write one of: {', '.join(names)}"


def near(word: str, known: Iterable[str]) -> str:
    """The known word that is most like this one; empty if none is."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1)), "")
