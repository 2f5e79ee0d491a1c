"""What all ballots wish for each line: tables of amounts, in which no whole ballot is left."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.domain.count.contract import Ballots

Table = tuple[tuple[int, int], ...]
"""Amounts in units, lowest first, each with the number of ballots that ask for it."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """A table for each line, in the budget's order. ``ballots``: that are a budget, not blank."""

    ballots: int
    tables: tuple[tuple[Line, Table], ...]

    def of(self, side: Side) -> tuple[tuple[Line, Table], ...]:
        """The lines of one side with their tables."""
        return tuple((line, table) for line, table in self.tables if line.side is side)


def wishes_in(ballots: Ballots, both: BothSides) -> Wishes:
    """The wishes of all ballots.

    A ballot names each line that was not locked, with its amount in units. It may lie beyond the
    line's limits, where these were changed after the vote; such a wish stays what it was.
    """
    pieces: Counter[tuple[str, int]] = Counter()
    for marks, number in ballots.merged:
        if number == 1:
            pieces.update(marks)  # far faster than one by one, and most budgets are unlike
        else:
            pieces.update(dict.fromkeys(marks, number))
    counted = ballots.total - ballots.blank
    asked: dict[str, list[tuple[int, int]]] = {line.id: [] for line in both.lines}
    for (line_id, amount), number in pieces.items():
        asked[line_id].append((amount, number))
    return Wishes(
        counted, tuple((line, _table(line, asked[line.id], counted)) for line in both.lines)
    )


def _table(line: Line, asked: list[tuple[int, int]], counted: int) -> Table:
    if line.locked and not asked:
        return ((line.floor, counted),) if counted else ()
    return tuple(sorted(asked))


def totals_in(ballots: Ballots, both: BothSides) -> Table:
    """What the ballots spend within the limits of the lines, in units."""
    lines = {line.id: line for line in both.of(Side.SPENDING)}
    named = {line for marks, _ in ballots.merged[-1:] for line, _ in marks}  # as by all, or blank
    locked = sum(line.floor for line in lines.values() if line.id not in named)
    spent: Counter[int] = Counter()
    for marks, number in ballots.merged:
        if marks:
            free = (lines[line].within(amount) for line, amount in marks if line in lines)
            spent[locked + sum(free)] += number
    return tuple(sorted(spent.items()))


def middle_total(totals: Table, both: BothSides) -> int:
    """The median of what the ballots spend, in units; there is at least one ballot.

    Of an even number: of the two middle values and those between, the nearest to last year's.
    """
    counted = sum(number for _, number in totals)
    low, high = (_at(totals, place) for place in ((counted - 1) // 2, counted // 2))
    return min(max(both.last_spending, low), high)


def _at(totals: Table, place: int) -> int:
    """The value at that place, from 0, when all stand in order."""
    for value, number in totals:
        if place < number:
            return value
        place -= number
    raise IndexError


def marks_of(tables: Mapping[str, Table]) -> Iterator[Marks]:
    """Marks that have these wishes, as many as each table holds: nobody's ballots.

    Which wishes stood together on a ballot is in no table, and no count asks.
    """
    each = [
        [pair for amount, number in table for pair in [(line, amount)] * number]
        for line, table in tables.items()
    ]
    return (in_order(pairs) for pairs in zip(*each, strict=True))
