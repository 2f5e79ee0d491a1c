"""The average of all budgets, line by line, in whole units that balance."""

from collections.abc import Sequence
from fractions import Fraction

from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.domain.count.two_sided.closest import closest
from kiosk.domain.count.two_sided.favoured import Favoured, favoured
from kiosk.domain.count.two_sided.wishes import Table, Wishes


def averaged(
    both: BothSides, wishes: Wishes, lot: tuple[str, ...]
) -> tuple[dict[str, int], tuple[Favoured, ...]]:
    """Amounts by line, and what the lot was asked; there is at least one ballot.

    Raises LotNeeded. Where the averages do not balance, because limits were changed after the
    vote, it is the balanced budget closest to them.
    """
    means = {line: _mean(line, table, wishes.ballots) for line, table in wishes.tables}
    out, into = (sum(means[line] for line in both.of(side)) for side in Side)
    spending = _nearest(Fraction(out), both.last_spending)
    revenue = _nearest(into + Fraction(both.opening), both.last_spending) - both.opening
    sides = [
        _rounded({line: means[line] for line in both.of(side)}, total, lot)
        for side, total in ((Side.SPENDING, spending), (Side.REVENUE, revenue))
    ]
    amounts = sides[0][0] | sides[1][0]
    draws = tuple(draw for _, draw in sides)
    if not both.gap(amounts):
        return amounts, draws
    tables = tuple((line, ((amounts[line.id], 1),)) for line in both.lines)
    nearest = closest(both, Wishes(1, tables), lot)
    return nearest.amounts, draws + nearest.draws


def _mean(line: Line, table: Table, ballots: int) -> Fraction:
    return Fraction(sum(line.within(amount) * number for amount, number in table), ballots)


def _nearest(total: Fraction, last_year: int) -> int:
    """The nearest whole number; of two that are equally near, the one towards last year's."""
    low = total.numerator // total.denominator
    rest = total - low
    if rest == Fraction(1, 2):
        return low if last_year <= low else low + 1
    return low + (rest > Fraction(1, 2))


def _rounded(
    means: dict[Line, Fraction], total: int, lot: tuple[str, ...]
) -> tuple[dict[str, int], Favoured]:
    """Whole amounts that sum up to the total: one more for those with the largest remainders."""
    down = {line: mean.numerator // mean.denominator for line, mean in means.items()}
    remainders: Sequence[Fraction] = sorted({means[line] - down[line] for line in down})
    place = {remainder: -rank for rank, remainder in enumerate(remainders)}
    more = favoured(
        list(down),
        total - sum(down.values()),
        key=lambda line: (place[means[line] - down[line]], down[line] - line.last_year),
        lot=lot,
    )
    return {line.id: amount + (line in more.lines) for line, amount in down.items()}, more
