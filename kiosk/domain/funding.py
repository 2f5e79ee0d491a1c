"""What a budget pays of each need, and what is left unmet of each right.

Money is given to needs by explicit amounts, never by dividing a line. What a need gets beyond its
cost fills no other need.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.needs import Need
from kiosk.domain.sentence import Amount, wording


class Status(StrEnum):
    """How far the budget pays a need."""

    FUNDED = "funded"
    PART_FUNDED = "part-funded"
    UNFUNDED = "unfunded"
    COST_NOT_KNOWN = "cost-not-known"


WORDS: Mapping[Status, str] = {
    Status.FUNDED: wording("paid for"),
    Status.PART_FUNDED: wording("paid for in part"),
    Status.UNFUNDED: wording("not paid for"),
    Status.COST_NOT_KNOWN: wording("cost not known"),
}


@dataclass(frozen=True, slots=True)
class Payment:
    """Money of one line that goes to one need, in the assembly's currency."""

    need: str
    line: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class NeedFunding:
    """A need with what the budget gives it; ``gap`` is None where the cost is not known.

    ``funded``: up to the cost; ``over``: beyond it.
    """

    need: Need
    funded: Amount
    over: Amount
    gap: Amount | None

    @property
    def status(self) -> Status:
        """How far it is paid for."""
        if self.gap is None:
            return Status.COST_NOT_KNOWN
        if not self.gap:
            return Status.FUNDED
        return Status.PART_FUNDED if self.funded else Status.UNFUNDED


@dataclass(frozen=True, slots=True)
class RightFunding:
    """Sums over the needs whose first right it is.

    ``needs`` of them there are, ``funded_needs`` are paid for; the money is of those whose cost
    is known, ``cost_not_known`` says how many are not.
    """

    right: str
    needs: int
    funded_needs: int
    cost_not_known: int
    cost: Amount
    funded: Amount
    gap: Amount


def overdrawn(payments: Sequence[Payment], amounts: Mapping[str, Amount]) -> dict[str, Amount]:
    """The lines of which needs are given more than the line gets, with how much more."""
    given: dict[str, Amount] = defaultdict(int)
    for payment in payments:
        given[payment.line] += payment.amount
    return {
        line: over for line, total in given.items() if (over := total - amounts.get(line, 0)) > 0
    }


def by_need(needs: Sequence[Need], payments: Sequence[Payment]) -> tuple[NeedFunding, ...]:
    """What each need gets, in the order of the needs; no line is overdrawn."""
    paid: dict[str, Amount] = defaultdict(int)
    for payment in payments:
        paid[payment.need] += payment.amount
    return tuple(_funding(need, paid[need.id]) for need in needs)


def _funding(need: Need, paid: Amount) -> NeedFunding:
    if need.cost is None:
        return NeedFunding(need, paid, 0, None)
    return NeedFunding(
        need, min(paid, need.cost), max(0, paid - need.cost), max(0, need.cost - paid)
    )


def by_right(funding: Sequence[NeedFunding]) -> tuple[RightFunding, ...]:
    """The sums of each right, in the order in which the needs first name it."""
    rights = dict.fromkeys(one.need.right for one in funding)
    return tuple(
        _sums(right, [one for one in funding if one.need.right == right]) for right in rights
    )


def _sums(right: str, funding: Sequence[NeedFunding]) -> RightFunding:
    known = [(one, cost) for one in funding if (cost := one.need.cost) is not None]
    return RightFunding(
        right=right,
        needs=len(funding),
        funded_needs=sum(one.status is Status.FUNDED for one in funding),
        cost_not_known=len(funding) - len(known),
        cost=sum(cost for _, cost in known),
        funded=sum(one.funded for one, _ in known),
        gap=sum(one.gap or 0 for one, _ in known),
    )
