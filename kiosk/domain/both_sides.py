"""Both sides of a public budget: the lines of money out and money in, and how far each may go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.sentence import Amount
from kiosk.domain.text import Text


class Side(StrEnum):
    """Where a line's money goes."""

    SPENDING = "spending"  # money out
    REVENUE = "revenue"  # money in


@dataclass(frozen=True, slots=True, kw_only=True)
class LineNotes:
    """What people may want to know of a line before they change it; no count looks at it.

    ``rights``: the ids of those it belongs to, the first one first. ``same_service``: the money
    that last year's service costs now. ``once``: it is there this year only. ``authority``: who
    may decide it. ``source``: where the amounts are from.
    """

    group: Text = field(default_factory=Text)
    reason: Text = field(default_factory=Text)  # why it is locked
    who_pays: Text = field(default_factory=Text)
    rights: tuple[str, ...] = ()
    same_service: int | None = None
    once: bool = False
    authority: str = ""
    source: str = ""


NO_NOTES = LineNotes()


@dataclass(frozen=True, slots=True)
class Line:
    """One amount of the budget, in units: last year's, and the least and most that it may be.

    Last year's amount may lie beyond these limits, as where a mandate grows. ``step``: by how many
    units one press changes it. ``rest``: the money that it has beyond whole units, this year and
    last: a line of 40,250 in units of 1,000 is 40, with a rest of 250.
    """

    id: str
    side: Side
    last_year: int
    floor: int
    ceiling: int
    step: int = 1
    rest: int = 0
    notes: LineNotes = NO_NOTES

    @property
    def locked(self) -> bool:
        """Whether nobody can change it."""
        return self.floor == self.ceiling

    @property
    def start(self) -> int:
        """Where every ballot starts: last year's amount, or the allowed one nearest to it."""
        return self.within(self.last_year)

    def within(self, amount: int) -> int:
        """The allowed amount that is nearest to this one."""
        return min(max(amount, self.floor), self.ceiling)


@dataclass(frozen=True, slots=True)
class BothSides:
    """All lines. Money out is money in and ``opening``, which is there without being raised.

    ``opening``: in units; below 0, so much must be raised beyond what is spent. ``unit``: the
    money that one unit stands for. A locked line counts by its floor and is on no ballot.
    """

    lines: tuple[Line, ...] = ()
    opening: int = 0
    unit: int = 1

    def of(self, side: Side) -> tuple[Line, ...]:
        """The lines of one side, in the budget's order."""
        return tuple(line for line in self.lines if line.side is side)

    @property
    def last_spending(self) -> int:
        """What was spent last year, in units."""
        return sum(line.last_year for line in self.of(Side.SPENDING))

    @property
    def free(self) -> tuple[Line, ...]:
        """The lines that a ballot names: all that are not locked, in the budget's order."""
        return tuple(line for line in self.lines if not line.locked)

    @property
    def start(self) -> dict[str, int]:
        """Where every ballot starts: the amount of each line, in units."""
        return {line.id: line.start for line in self.lines}

    def money(self, line: Line, amount: int) -> int:
        """So many units of a line, in money."""
        return amount * self.unit + line.rest

    def sum_in_money(self, side: Side, total: int) -> int:
        """So many units of all lines of a side together, in money."""
        return total * self.unit + sum(line.rest for line in self.of(side))

    def scores_in_money(self, scores: Mapping[str, Amount]) -> dict[str, Amount]:
        """The scores of a count, where they are amounts of lines as money; others as they are."""
        in_money = {
            line.id: scores[line.id] * self.unit + line.rest
            for line in self.lines
            if line.id in scores
        }
        return dict(scores) | in_money

    @property
    def opening_in_money(self) -> int:
        """The money that is there without being raised."""
        out, into = (self.sum_in_money(side, 0) for side in (Side.SPENDING, Side.REVENUE))
        return self.opening * self.unit + out - into

    def amounts(self, given: Mapping[str, int]) -> dict[str, int]:
        """The amount of every line, in units: as given, else where ballots start."""
        return self.start | dict(given)

    def total(self, side: Side, amounts: Mapping[str, int]) -> int:
        """What the lines of a side come to, in units."""
        return sum(amounts[line.id] for line in self.of(side))

    def floors(self, side: Side) -> int:
        """The least that the lines of a side come to, in units."""
        return sum(line.floor for line in self.of(side))

    def ceilings(self, side: Side) -> int:
        """The most that the lines of a side come to, in units."""
        return sum(line.ceiling for line in self.of(side))

    @property
    def least(self) -> int:
        """The least money out of a budget that balances, in units."""
        return max(self.floors(Side.SPENDING), self.floors(Side.REVENUE) + self.opening)

    @property
    def most(self) -> int:
        """The most money out of a budget that balances; below the least where none does."""
        return min(self.ceilings(Side.SPENDING), self.ceilings(Side.REVENUE) + self.opening)

    def gap(self, amounts: Mapping[str, int]) -> int:
        """How many units are left over when so much is spent and raised; below 0: short."""
        spending, revenue = (self.total(side, amounts) for side in (Side.SPENDING, Side.REVENUE))
        return revenue + self.opening - spending


NO_SIDES = BothSides()
"""Of questions that are about something else."""
