"""How far decisions were met, in figures that hide nothing: amounts, and sums by right.

Percentages are never averaged: sums of money are compared with sums of money.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kiosk.domain.ledger import Decision, State
from kiosk.domain.sentence import Amount, Money, Sentence, say


@dataclass(frozen=True, slots=True)
class Met:
    """How much of the change that was asked for was adopted: two changes against last year."""

    adopted: Amount
    asked: Amount

    @property
    def per_mille(self) -> int | None:
        """In thousandths, halves upwards; None where last year's amount was asked for."""
        return per_mille(self.adopted, self.asked)

    @property
    def went_the_other_way(self) -> bool:
        """Whether the line was cut where more was asked for, or raised where less was."""
        return self.adopted * self.asked < 0


@dataclass(frozen=True, slots=True)
class Outlay:
    """What was spent of what was adopted; far more or far less is no error of its own."""

    spent: Amount
    adopted: Amount

    @property
    def per_mille(self) -> int | None:
        """In thousandths, halves upwards; None where nothing was adopted."""
        return per_mille(self.spent, self.adopted)


@dataclass(frozen=True, slots=True, kw_only=True)
class RightFigures:
    """Sums over the decisions of one right.

    ``met``: over those that the body adopted something for; ``outlay``: over those of them where
    spending is known. ``delivered`` of ``decisions`` are there, some only partly; ``silent`` had
    no answer.
    """

    right: str
    decisions: int
    silent: int
    delivered: int
    met: Met
    outlay: Outlay


def per_mille(part: Amount, whole: Amount) -> int | None:
    """Whole thousandths, halves upwards; None of nothing."""
    return (Fraction(1000 * part) / whole + Fraction(1, 2)).__floor__() if whole else None


def met(decision: Decision) -> Met | None:
    """How far it was met; None until the body adopted a budget."""
    if decision.adopted is None:
        return None
    asked = decision.asked
    return Met(decision.adopted.amount - asked.last_year, asked.asked - asked.last_year)


def outlay(decision: Decision) -> Outlay | None:
    """How much of the adopted amount was spent; None until both are known."""
    if decision.adopted is None or decision.spent is None:
        return None
    return Outlay(decision.spent.amount, decision.adopted.amount)


def by_right(decisions: Sequence[Decision], today: datetime.date) -> tuple[RightFigures, ...]:
    """The sums of each right, in the order in which the decisions first name it."""
    rights = dict.fromkeys(decision.asked.right for decision in decisions)
    return tuple(
        _sums(right, [one for one in decisions if one.asked.right == right], today)
        for right in rights
    )


def _sums(right: str, decisions: Sequence[Decision], today: datetime.date) -> RightFigures:
    states = [decision.state(today) for decision in decisions]
    mets = [one for one in map(met, decisions) if one is not None]
    outlays = [one for one in map(outlay, decisions) if one is not None]
    return RightFigures(
        right=right,
        decisions=len(decisions),
        silent=states.count(State.NO_ANSWER),
        delivered=states.count(State.DELIVERED),
        met=Met(sum(one.adopted for one in mets), sum(one.asked for one in mets)),
        outlay=Outlay(sum(one.spent for one in outlays), sum(one.adopted for one in outlays)),
    )


def told_met(one: Met) -> Sentence:
    """In words: two amounts, and no percentage."""
    if not one.asked:
        return say("The same as last year was asked for.")
    if one.went_the_other_way:
        return say("It went the other way.")
    # No percentage: a small change that was asked for would make a large one of it.
    return say("%(got)s of %(asked)s.", got=_size(one.adopted), asked=_size(one.asked))


def _size(change: Amount) -> Money:
    return Money(max(change, -change))
