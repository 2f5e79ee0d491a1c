"""Which money of a side comes first: the units that most ballots ask for.

A unit of a line is backed by the ballots that ask for at least that much. Units between two
neighbouring wishes are backed alike, so they are treated as one piece, however many they are.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.domain.both_sides import Line, Side
from kiosk.domain.count.two_sided.favoured import Favoured, favoured
from kiosk.domain.count.two_sided.wishes import Table, Wishes


@dataclass(frozen=True, slots=True)
class Piece:
    """Units of one line, those above ``start`` up to ``end``, backed by equally many ballots."""

    line: Line
    backing: int
    start: int
    end: int

    def risen(self, height: int) -> int:
        """The line's amount when it stands at most so many units above last year's."""
        return min(max(self.line.last_year + height, self.start), self.end)


@dataclass(frozen=True, slots=True)
class Level:
    """All pieces of one side that equally many ballots back; at most one of each line."""

    backing: int
    pieces: tuple[Piece, ...]

    @property
    def size(self) -> int:
        """In units."""
        return sum(piece.end - piece.start for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Split:
    """The one level of a side that did not fit whole: between which lines, and how many units."""

    lines: tuple[str, ...]
    units: int
    by_lot: Favoured


def pieces_of(line: Line, table: Table, ballots: int) -> Iterator[Piece]:
    """All units of a line above its floor, the best backed first."""
    at, below = line.floor, 0
    for amount, number in table:
        if amount > at:
            yield Piece(line, ballots - below, at, amount)
            at = amount
        below += number
    if at < line.ceiling:
        yield Piece(line, 0, at, line.ceiling)


def levels_of(wishes: Wishes, side: Side) -> tuple[Level, ...]:
    """The levels of a side, the best backed first."""
    found = defaultdict(list)
    for line, table in wishes.of(side):
        for piece in pieces_of(line, table, wishes.ballots):
            found[piece.backing].append(piece)
    return tuple(Level(backing, tuple(found[backing])) for backing in sorted(found, reverse=True))


def filled(
    levels: Sequence[Level], units: int, lot: tuple[str, ...]
) -> tuple[dict[str, int], Split | None]:
    """The lines' amounts above their floors when so many units are taken, the best backed first.

    Raises LotNeeded. Of a level that does not fit whole each unit goes to the line that then
    stands lowest against last year, in units; at most one a line is left for the lot.
    """
    amounts: dict[str, int] = {}
    for level in levels:
        if not units:
            break
        if level.size <= units:
            units -= level.size
            amounts |= {piece.line.id: piece.end for piece in level.pieces}
            continue
        shared, split = _split(level, units, lot)
        return amounts | shared, split
    return amounts, None


def _split(level: Level, units: int, lot: tuple[str, ...]) -> tuple[dict[str, int], Split | None]:
    pieces = level.pieces
    if len(pieces) == 1:
        return {pieces[0].line.id: pieces[0].start + units}, None
    height = _height(pieces, units)
    amounts = {piece.line.id: piece.risen(height) for piece in pieces}
    left = units - sum(piece.risen(height) - piece.start for piece in pieces)
    rising = [piece.line for piece in pieces if piece.risen(height + 1) > piece.risen(height)]
    extra = favoured(rising, left, key=lambda line: (), lot=lot)
    amounts |= {line.id: amounts[line.id] + 1 for line in extra.lines}
    return amounts, Split(tuple(piece.line.id for piece in pieces), units, extra)


def _height(pieces: Sequence[Piece], units: int) -> int:
    """The greatest height above last year's at which the pieces take no more than so many units."""
    low = min(piece.start - piece.line.last_year for piece in pieces)
    high = max(piece.end - piece.line.last_year for piece in pieces)
    while high - low > 1:
        middle = (low + high) // 2
        if sum(piece.risen(middle) - piece.start for piece in pieces) <= units:
            low = middle
        else:
            high = middle
    return low
