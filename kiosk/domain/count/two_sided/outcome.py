"""A budget that balances, with the numbers by which anyone can check it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.domain.both_sides import Line, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOutcome:
    """What a line gets, in units, and how many ballots asked for more, the same and less."""

    line: str
    amount: int
    more: int
    same: int
    less: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetOutcome:
    """The budget that a count of both sides yields; all amounts in units.

    ``distance``: the sum over all ballots and lines of how far it is from what they ask.
    ``tied_totals``: the lowest and highest money out that were equally close to all ballots.
    ``line_between``: the lowest and highest number that proves it, as ``proved_by`` says.
    ``lots``: the lines between which the lot was used, each time.
    """

    lines: tuple[LineOutcome, ...]
    spending: int
    revenue: int
    distance: int
    tied_totals: tuple[int, int] | None = None
    line_between: tuple[int | None, int | None] | None = None
    lots: tuple[tuple[str, ...], ...] = ()


def line_outcomes(
    tables: Sequence[tuple[Line, Sequence[tuple[int, int]]]], amounts: Mapping[str, int]
) -> tuple[LineOutcome, ...]:
    """How the wishes stand to the amounts."""
    return tuple(
        LineOutcome(
            line=line.id,
            amount=amounts[line.id],
            more=sum(number for amount, number in table if amount > amounts[line.id]),
            same=sum(number for amount, number in table if amount == amounts[line.id]),
            less=sum(number for amount, number in table if amount < amounts[line.id]),
        )
        for line, table in tables
    )


def distance_of(
    tables: Sequence[tuple[Line, Sequence[tuple[int, int]]]], amounts: Mapping[str, int]
) -> int:
    """In units, summed over ballots and lines."""
    return sum(
        number * abs(amount - amounts[line.id])
        for line, table in tables
        for amount, number in table
    )


def proved_by(
    lines: Sequence[Line], outcomes: Sequence[LineOutcome], ballots: int
) -> tuple[int | None, int | None]:
    """The lowest and highest whole number L that proves that no balanced budget is closer.

    On each line of money out ``more <= L <= more + same``, on each of money in the same with
    the other ballots, ``ballots - L``; a line at its floor has only the left part, one at its
    ceiling only the right. None where nothing bounds it.
    """
    least: list[int] = []
    most: list[int] = []
    for line, one in zip(lines, outcomes, strict=True):
        spends = line.side is Side.SPENDING
        if one.amount < line.ceiling:
            (least if spends else most).append(one.more if spends else ballots - one.more)
        if one.amount > line.floor:
            asked = one.more + one.same
            (most if spends else least).append(asked if spends else ballots - asked)
    return max(least, default=None), min(most, default=None)
