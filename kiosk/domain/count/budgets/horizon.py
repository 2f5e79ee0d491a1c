"""How often the shares can be raised before anything changes in an Equal Shares count.

As long as the same projects are bought and the same purses are emptied, all money and all
prices are straight lines over the number of raises. The price at which another project could
be bought is a convex function of the raises (it solves a sum of minima of straight lines), so
its tangent is a lower bound wherever it is. Where every bound holds, the outcome is the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from kiosk.domain.count.budgets.shares import EMPTY, FULL, Offer, Part, Run, Step, Voters

FAR = 10**18  # more raises than any money allows; what never changes is far


@dataclass(frozen=True, slots=True)
class Growth:
    """A value now and what each raise adds to it."""

    now: Fraction
    slope: Fraction

    def per(self, number: int) -> "Growth":
        """The line for one of so many."""
        return Growth(self.now / number, self.slope / number)

    def minus(self, other: "Growth", times: int) -> "Growth":
        """The line that is so many times the other one below."""
        return Growth(self.now - times * other.now, self.slope - times * other.slope)


Purses = dict[int, Growth]


def unchanged_raises(voters: Voters, outcome: Run, *, raise_by: int) -> int:
    """A number of raises after each of which the outcome is still the same; perhaps 0.

    ``raise_by``: what one raise adds to ``outcome.money``. Every step is checked: who pays all
    they have, who is cheapest, and who is refused.
    """
    purses: Purses = {
        EMPTY: Growth(Fraction(0), Fraction(0)),
        FULL: Growth(Fraction(outcome.money, outcome.scale), Fraction(raise_by, outcome.scale)),
    }
    # A lower bound of what is compared, for each project: nobody is poor, until it is asked.
    rates = {
        project: Growth(Fraction(cost, utility * voters.divisors[project]), Fraction(0))
        for project, (cost, utility) in enumerate(zip(voters.costs, voters.utilities, strict=True))
    }
    fewest = FAR
    for step in outcome.steps:
        price = _price(step.offer, purses)
        for offer in step.asked:
            rates[offer.project] = _price(offer, purses).per(voters.divisors[offer.project])
        for offer in step.refused:
            rates.pop(offer.project)
        limits = [
            *_refused_for(voters, step.refused, purses),
            *_paid_alike_for(step.offer, price, purses),
            *_cheapest_for(step, rates),
        ]
        fewest = min(fewest, *limits)
        if not fewest:
            return 0
        rates.pop(step.offer.project)
        _pay(step.offer, price, purses)
    return min([fewest, *_refused_for(voters, outcome.refused, purses)])


def _price(offer: Offer, purses: Purses) -> Growth:
    """The price per unit of utility that the rich among the supporters pay."""
    slope = -_sum(offer.poor, purses).slope / offer.per
    return Growth(Fraction(offer.need, offer.per * offer.scale), slope)


def _sum(parts: list[Part], purses: Purses) -> Growth:
    now, slope = Fraction(0), Fraction(0)
    for _, number, _, purse in parts:
        now += number * purses[purse].now
        slope += number * purses[purse].slope
    return Growth(now, slope)


def _refused_for(voters: Voters, refused: list[Offer], purses: Purses) -> Iterator[int]:
    for offer in refused:
        money = _sum(offer.poor, purses)
        yield _above(Growth(voters.costs[offer.project] - money.now, -money.slope))


def _paid_alike_for(offer: Offer, price: Growth, purses: Purses) -> Iterator[int]:
    """The rich stay rich, the poor poor; who is left with exactly nothing must be so again."""
    for _, _, utility, purse in offer.poor:
        over = purses[purse].minus(price, utility)
        yield _not_below(Growth(-over.now, -over.slope))
    for _, _, utility, purse in offer.rich:
        over = purses[purse].minus(price, utility)
        yield _not_below(over)
        if not over.now:
            yield _not_below(Growth(-over.now, -over.slope))


def _cheapest_for(step: Step, rates: dict[int, Growth]) -> Iterator[int]:
    taken = rates[step.offer.project]
    for bound in rates.values():
        # No other gets ahead; an equal offer that stays equal is settled in the same way again.
        if bound.slope < taken.slope:
            yield _above(bound.minus(taken, 1))


def _pay(offer: Offer, price: Growth, purses: Purses) -> None:
    """Purses are numbered as in the run: a new one for each of the rich who keeps something."""
    for _, _, utility, purse in offer.rich:
        left = purses[purse].minus(price, utility)
        if left.now:
            purses[len(purses)] = left


def _not_below(line: Growth) -> int:
    """After how many raises the line is still at least 0, which it is now."""
    return FAR if line.slope >= 0 else floor(line.now / -line.slope)


def _above(line: Growth) -> int:
    """After how many raises the line is still above 0, which it is now."""
    return FAR if line.slope >= 0 else max(0, ceil(line.now / -line.slope) - 1)
