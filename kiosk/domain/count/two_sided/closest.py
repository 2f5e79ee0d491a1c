"""The balanced budget that is closest to all ballots: both sides go up until their backing meets.

One unit more on both sides brings the budget nearer to all ballots while the backers of the best
next unit of money out and those of the best next unit of money in are together more than the
ballots. Goel, Krishnaswamy, Sakshuwong and Aitamurto (arXiv 2009.06856) show it for one side;
money in is the same, written as what is left unraised.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.domain.both_sides import BothSides, Side
from kiosk.domain.count.two_sided.backing import Level, Split, filled, levels_of
from kiosk.domain.count.two_sided.favoured import Favoured
from kiosk.domain.count.two_sided.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Closest:
    """Amounts by line, in units; which totals of money out were equally close; what was tied."""

    amounts: dict[str, int]
    totals: tuple[int, int]
    splits: tuple[Split, ...]

    @property
    def draws(self) -> tuple[Favoured, ...]:
        """Where the lot was asked."""
        return tuple(split.by_lot for split in self.splits)


def closest(both: BothSides, wishes: Wishes, lot: tuple[str, ...]) -> Closest:
    """The closest budget; of equally close ones the nearest to last year's. Raises LotNeeded.

    The limits of the two sides meet. Without any ballot it is last year's, or the nearest to it.
    """
    spending, revenue = levels_of(wishes, Side.SPENDING), levels_of(wishes, Side.REVENUE)
    low, high = _totals(both, spending, revenue, wishes.ballots)
    total = min(max(both.last_spending, low), high)
    out, out_split = filled(spending, total - both.floors(Side.SPENDING), lot)
    into, in_split = filled(revenue, total - both.opening - both.floors(Side.REVENUE), lot)
    return Closest(
        {line.id: line.floor for line in both.lines} | out | into,
        (low, high),
        tuple(split for split in (out_split, in_split) if split is not None),
    )


def nearest_to_last_year(
    both: BothSides, wishes: Wishes, lot: tuple[str, ...]
) -> tuple[dict[str, int], tuple[Favoured, ...]]:
    """Where nobody made a budget: amounts by line, and what the lot was asked."""
    found = closest(both, wishes, lot)
    return found.amounts, found.draws


def _totals(
    both: BothSides, spending: Sequence[Level], revenue: Sequence[Level], ballots: int
) -> tuple[int, int]:
    """The lowest and the highest money out, in units, that are closest to all ballots."""
    low = total = both.least
    outs = _above(spending, total - both.floors(Side.SPENDING))
    ins = _above(revenue, total - both.opening - both.floors(Side.REVENUE))
    out, into = next(outs, _FULL), next(ins, _FULL)
    while total < both.most and out.backing + into.backing >= ballots:
        step = min(out.units, into.units, both.most - total)
        total += step
        if out.backing + into.backing > ballots:
            low = total
        out = out.without(step) or next(outs, _FULL)
        into = into.without(step) or next(ins, _FULL)
    return low, total


@dataclass(frozen=True, slots=True)
class _Room:
    """Units of a side that equally many ballots back, and that are not taken yet."""

    backing: int
    units: int

    def without(self, units: int) -> "_Room | None":
        return _Room(self.backing, self.units - units) if self.units > units else None


_FULL = _Room(0, 0)  # above the ceilings of a side; the total has reached its most by then


def _above(levels: Sequence[Level], units: int) -> Iterator[_Room]:
    """What is left of each level without so many of the best backed units."""
    for level in levels:
        taken = min(units, level.size)
        units -= taken
        if level.size > taken:
            yield _Room(level.backing, level.size - taken)
