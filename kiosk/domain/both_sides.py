"""Both sides of a public budget: the lines of money out and money in, and how far each may go."""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Where a line's money goes."""

    SPENDING = "spending"  # money out
    REVENUE = "revenue"  # money in


@dataclass(frozen=True, slots=True)
class Line:
    """One amount of the budget, in units: last year's, and the least and most that it may be.

    Last year's amount may lie beyond these limits, as where a mandate grows.
    """

    id: str
    side: Side
    last_year: int
    floor: int
    ceiling: int

    @property
    def locked(self) -> bool:
        """Whether nobody can change it."""
        return self.floor == self.ceiling

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

    def gap(self, amounts: dict[str, int]) -> int:
        """How many units are left over when so much is spent and raised; below 0: short."""
        spending, revenue = (
            sum(amounts[line.id] for line in self.of(side))
            for side in (Side.SPENDING, Side.REVENUE)
        )
        return revenue + self.opening - spending


NO_SIDES = BothSides()
"""Of questions that are about something else."""
