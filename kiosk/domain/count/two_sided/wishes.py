"""What all ballots wish for each line: tables of amounts, in which no whole ballot is left."""

from collections import Counter
from dataclasses import dataclass

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

    A ballot names each line that is not locked, with its amount in units. It may lie beyond the
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
    if line.locked:
        return ((line.floor, counted),) if counted else ()
    return tuple(sorted(asked))


def middle_total(ballots: Ballots, both: BothSides) -> int:
    """The median of what the ballots spend, in units; there is at least one ballot.

    Of an even number: of the two middle values and those between, the nearest to last year's.
    """
    lines = {line.id: line for line in both.of(Side.SPENDING)}
    locked = sum(line.floor for line in lines.values() if line.locked)
    spent: Counter[int] = Counter()
    for marks, number in ballots.merged:
        if marks:
            free = (lines[line].within(amount) for line, amount in marks if line in lines)
            spent[locked + sum(free)] += number
    counted = spent.total()
    low, high = (_at(spent, place) for place in ((counted - 1) // 2, counted // 2))
    return min(max(both.last_spending, low), high)


def _at(spent: Counter[int], place: int) -> int:
    """The value at that place, from 0, when all stand in order."""
    values = iter(sorted(spent))
    value = next(values)
    while place >= spent[value]:
        place -= spent[value]
        value = next(values)
    return value
