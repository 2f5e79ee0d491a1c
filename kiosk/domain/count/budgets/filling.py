"""Funding projects one after another while the money lasts, with every tie accounted for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import groupby

from kiosk.domain.assembly import Option
from kiosk.domain.count.contract import Tie
from kiosk.domain.count.lot import order_by_lot
from kiosk.domain.sentence import Amount, say

Order = Callable[[int, Amount], Fraction]
"""What a project is ordered by, highest first: from its score and its cost above 0."""


def by_score(score: int, cost: Amount) -> Fraction:
    """The score alone."""
    return Fraction(score)


def by_score_per_cost(score: int, cost: Amount) -> Fraction:
    """The score for each unit of money."""
    return Fraction(score) / cost


class Misfit(Enum):
    """What happens when a project costs more than is left."""

    SKIP = "skip"
    STOP = "stop"


class Fate(Enum):
    """What became of a project when its turn came."""

    FUNDED = "funded"
    TOO_DEAR = "too dear"
    LOST_LOT = "lost the lot"
    AFTER_STOP = "after the stop"


@dataclass(frozen=True, slots=True)
class Turn:
    """A project's turn: ``left`` is the money before it."""

    option: Option
    score: int
    left: Amount
    fate: Fate


@dataclass(frozen=True, slots=True)
class Filling:
    """Every turn in order, and the ties that decided something."""

    turns: tuple[Turn, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def funded(self) -> tuple[str, ...]:
        """The funded projects in the order chosen."""
        return tuple(turn.option.id for turn in self.turns if turn.fate is Fate.FUNDED)

    @property
    def cost(self) -> Amount:
        """What the funded projects cost together."""
        return sum((t.option.cost for t in self.turns if t.fate is Fate.FUNDED), start=0)


def fill(
    options: Sequence[Option],
    scores: Mapping[str, int],
    *,
    money: Amount,
    order: Order,
    misfit: Misfit,
    lot: tuple[str, ...],
) -> Filling:
    """Fund the highest first, of equal ones the cheapest; raises LotNeeded.

    The lot is asked only where equal projects of equal cost do not all fit. Projects that cost
    nothing come first. All options must have a score above 0.
    """
    turns: list[Turn] = []
    lots: list[Tie] = []
    stopped = False

    def rank(option: Option) -> tuple[bool, Fraction, Amount]:
        if not option.cost:
            return (False, Fraction(-scores[option.id]), 0)
        return (True, -order(scores[option.id], option.cost), option.cost)

    for _, equal in groupby(sorted(options, key=rank), key=rank):
        group = _in_lot_order(equal, lot)
        cost = group[0].cost
        fitting = len(group) if not cost else min(len(group), int(money // cost))
        if stopped:
            fitting = 0
        elif 0 < fitting < len(group):
            tie = _settled_by_lot(group, fitting, lot=lot)
            lots.append(tie)
            group = sorted(group, key=lambda option: option.id not in tie.chosen)
        for place, option in enumerate(group):
            funded = place < fitting
            turns.append(
                Turn(option, scores[option.id], money, _fate(funded, fitting, stopped=stopped))
            )
            money -= option.cost if funded else 0
        stopped = stopped or (misfit is Misfit.STOP and fitting < len(group))
    return Filling(tuple(turns), (*lots, *_settled_by_cost(turns, order)))


def _fate(funded: bool, fitting: int, *, stopped: bool) -> Fate:
    if funded:
        return Fate.FUNDED
    if stopped:
        return Fate.AFTER_STOP
    return Fate.LOST_LOT if fitting else Fate.TOO_DEAR


def _in_lot_order(equal: Iterator[Option], lot: tuple[str, ...]) -> list[Option]:
    """Equal projects as the lot has them; without a lot by id, which then decides nothing."""
    place = {option: index for index, option in enumerate(lot)}
    return sorted(equal, key=lambda option: (place.get(option.id, 0), option.id))


def _settled_by_lot(group: list[Option], fitting: int, *, lot: tuple[str, ...]) -> Tie:
    tied = tuple(sorted(option.id for option in group))
    where = say("the end of the money")
    return Tie(tied, where, "lot", order_by_lot(tied, lot)[:fitting])


def _settled_by_cost(turns: list[Turn], order: Order) -> Iterator[Tie]:
    """Ties in which the cheaper were funded, and a dearer one that would have fitted was not."""
    paid = [turn for turn in turns if turn.option.cost]
    for _, equal in groupby(paid, key=lambda turn: order(turn.score, turn.option.cost)):
        group = list(equal)
        lost = [t.option.cost for t in group if t.fate is not Fate.FUNDED]
        funded = [t.option for t in group if t.fate is Fate.FUNDED]
        if not lost or min(lost) > group[0].left:
            continue
        cheaper = tuple(option.id for option in funded if option.cost < min(lost))
        if cheaper:
            tied = tuple(sorted(turn.option.id for turn in group))
            yield Tie(tied, say("equal scores"), "cost", cheaper)
