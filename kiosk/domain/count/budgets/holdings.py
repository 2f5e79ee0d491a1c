"""How much of their share the voters still hold after each purchase of an Equal Shares count."""

from collections.abc import Iterator
from enum import IntEnum

from kiosk.domain.count.budgets.shares import EMPTY, FULL, Offer, Run
from kiosk.domain.count.rounds import Holders


class ShareLeft(IntEnum):
    """How much of the share somebody still has."""

    ALL = 0
    MORE_THAN_HALF = 1
    HALF_OR_LESS = 2
    NOTHING = 3


def holders_after(outcome: Run, voters: int) -> Iterator[Holders]:
    """For each step of a count of so many voters: who holds how much when it is paid.

    Nothing is asked of the ballots again: each step says which purses paid, and how many share
    a purse.
    """
    numbers = [voters, 0, 0, 0]
    band_of = {EMPTY: ShareLeft.NOTHING, FULL: ShareLeft.ALL}
    for step in outcome.steps:
        for _, number, _, purse in step.offer.poor:
            numbers[band_of[purse]] -= number
            numbers[ShareLeft.NOTHING] += number
        for number, purse, left in _left_by_the_rich(step.offer):
            band = _band(left, step.offer, outcome)
            numbers[band_of[purse]] -= number
            numbers[band] += number
            if left:  # purses are numbered as in the run
                band_of[len(band_of)] = band
        yield Holders(*numbers)


def _left_by_the_rich(offer: Offer) -> Iterator[tuple[int, int, int]]:
    """How many had which purse, and what each has left in units of ``1 / (scale * per)``."""
    for money, number, utility, purse in offer.rich:
        yield number, purse, money * offer.per - utility * offer.need


def _band(left: int, offer: Offer, outcome: Run) -> ShareLeft:
    if not left:
        return ShareLeft.NOTHING
    share = outcome.money * (offer.scale // outcome.scale) * offer.per
    return ShareLeft.MORE_THAN_HALF if 2 * left > share else ShareLeft.HALF_OR_LESS
