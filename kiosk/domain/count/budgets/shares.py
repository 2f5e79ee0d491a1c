"""The Method of Equal Shares for one endowment, exact in integers.

Voters with equal ballots keep equal money, and so do voters who paid the same prices: their
money lies in one *purse*, and all arithmetic is done once for each purse. The money of all
purses has one common denominator, so that no fraction is ever reduced on the way.

A project's price never falls from step to step, as money only gets less, so only projects whose
last known price is not above the best offer are asked again.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import gcd, inf
from typing import Protocol

EMPTY = 0  # the purse of voters who have nothing left
FULL = 1  # the purse that everybody begins with
SLACK = 1 + 1e-14  # above the rounding of two quotients of integers, each right to 2 ** -53

Part = tuple[int, int, int, int]
"""Supporters in one purse: their money, how many they are, their utility, the purse."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Supporters of a project who have the same utility from it, by number of ballot."""

    utility: int
    single: list[int]  # ballots cast once
    several: list[int]  # ballots cast more often


@dataclass(frozen=True, slots=True, kw_only=True)
class Voters:
    """Ballots and projects as the rule sees them; projects are numbers from 0.

    ``costs`` are integers above 0 and every project has a supporter. A price is compared per
    unit of utility: ``divisors`` are the costs for cost utilities (each supporter's utility is
    then written as 1), else 1. ``utilities``: the sum of those of all supporters.
    """

    weights: list[int]
    costs: list[int]
    crowds: list[list[Crowd]]
    divisors: list[int]
    utilities: list[int]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a project asks for: ``need / per`` for each unit of utility of those who can pay it.

    The poor give all they have. ``per`` is 0 where all together have too little. All money is
    in units of ``1 / scale``. ``rate``: the price per unit of utility as a float, to sort by.
    """

    project: int
    need: int
    per: int
    rich: list[Part]
    poor: list[Part]
    scale: int
    rate: float

    @property
    def payers(self) -> int:
        """How many supporters have any money."""
        return sum(part[1] for part in self.rich) + sum(part[1] for part in self.poor)


@dataclass(frozen=True, slots=True)
class Step:
    """One purchase. ``tied``: all that were equally cheap. ``asked``: every offer looked at;
    ``refused``: offers of projects whose supporters have too little.
    """

    offer: Offer
    tied: tuple[int, ...]
    asked: list[Offer]
    refused: list[Offer]


@dataclass(slots=True)
class Run:
    """A whole count at one share of ``money / scale``."""

    money: int
    scale: int
    steps: list[Step] = field(default_factory=list)
    refused: list[Offer] = field(default_factory=list)  # in the round after the last step

    @property
    def bought(self) -> list[int]:
        """The projects in the order in which they were bought."""
        return [step.offer.project for step in self.steps]

    @property
    def path(self) -> list[tuple[int, list[int], list[int]]]:
        """What was bought, and whose purses were emptied for it or not."""
        return [
            (step.offer.project, [p[3] for p in step.offer.rich], [p[3] for p in step.offer.poor])
            for step in self.steps
        ]


class Settle(Protocol):
    """Which of several equal offers is taken."""

    def in_any_order(self, tied: tuple[int, ...]) -> int:
        """Nobody who has money supports two of them: all will be bought, one after another."""

    def one_of(self, tied: tuple[int, ...]) -> int:
        """To buy one may change what the others cost."""


def run(voters: Voters, money: int, *, scale: int, settle: Settle) -> Run:
    """Buy projects with the money of the voters, ``money / scale`` each, until none can be."""
    done = Run(money, scale)
    holds = [FULL] * len(voters.weights)
    purses = [0, money]
    known = [
        (cost / (voters.utilities[project] * voters.divisors[project]), project)
        for project, cost in enumerate(voters.costs)
    ]
    while True:
        known.sort()
        asked, refused = _ask_all(voters, known, holds, purses=purses, scale=scale)
        if not asked:
            done.refused = refused
            return done
        equal = _cheapest(voters, asked)
        tied = tuple(offer.project for offer in equal)
        offer = equal[0]
        if len(tied) > 1:
            chosen = settle.one_of if _overlap(voters, tied, holds) else settle.in_any_order
            offer = equal[tied.index(chosen(tied))]
        done.steps.append(Step(offer, tied, asked, refused))
        later = known[len(asked) + len(refused) :]
        known = [(other.rate, other.project) for other in asked if other is not offer] + later
        scale *= _pay(voters, offer, holds, purses=purses)


def _ask_all(
    voters: Voters,
    known: list[tuple[float, int]],
    holds: list[int],
    *,
    purses: list[int],
    scale: int,
) -> tuple[list[Offer], list[Offer]]:
    asked: list[Offer] = []
    refused: list[Offer] = []
    best = inf
    for rate, project in known:
        if rate > best * SLACK:
            break
        offer = _ask(voters, project, holds, purses=purses, scale=scale)
        if offer.per:
            asked.append(offer)
            best = min(best, offer.rate)
        else:
            refused.append(offer)
    return asked, refused


def _ask(voters: Voters, project: int, holds: list[int], *, purses: list[int], scale: int) -> Offer:
    need = voters.costs[project] * scale
    rich: list[Part] = []
    per = 0
    weights, crowds = voters.weights, voters.crowds[project]
    for crowd in crowds:
        numbers: dict[int, int] = Counter(map(holds.__getitem__, crowd.single))
        for ballot in crowd.several:
            purse = holds[ballot]
            numbers[purse] = numbers.get(purse, 0) + weights[ballot]
        numbers.pop(EMPTY, None)
        utility = crowd.utility
        rich += [(purses[purse], number, utility, purse) for purse, number in numbers.items()]
        per += utility * sum(numbers.values())
    poor: list[Part] = []
    while per:
        # Who has less than need / per for each unit of utility gives everything.
        limits = {crowd.utility: (crowd.utility * need - 1) // per for crowd in crowds}
        if len(limits) == 1:  # the common case, in which looking up the limit would cost most
            (limit,) = limits.values()
            out = [part for part in rich if part[0] <= limit]
            kept = [part for part in rich if part[0] > limit] if out else rich
        else:
            out = [part for part in rich if part[0] <= limits[part[2]]]
            kept = [part for part in rich if part[0] > limits[part[2]]] if out else rich
        if not out:
            break
        poor += out
        rich = kept
        for money, number, utility, _ in out:
            need -= number * money
            per -= number * utility
    rate = need / (per * scale * voters.divisors[project]) if per else inf
    return Offer(project, need, per, rich, poor, scale, rate)


def _cheapest(voters: Voters, asked: Sequence[Offer]) -> list[Offer]:
    least = min(offer.rate for offer in asked)
    close = [offer for offer in asked if offer.rate <= least * SLACK]
    best = close[0]
    equal = [best]
    for offer in close[1:]:
        left = offer.need * best.per * voters.divisors[best.project]
        right = best.need * offer.per * voters.divisors[offer.project]
        if left < right:
            best, equal = offer, [offer]
        elif left == right:
            equal.append(offer)
    return equal


def _overlap(voters: Voters, tied: tuple[int, ...], holds: list[int]) -> bool:
    """Whether somebody who has money supports two of the projects, so that their order matters."""
    seen: set[int] = set()
    for project in tied:
        for crowd in voters.crowds[project]:
            for ballot in (*crowd.single, *crowd.several):
                if holds[ballot] == EMPTY:
                    continue
                if ballot in seen:
                    return True
                seen.add(ballot)
    return False


def _pay(voters: Voters, offer: Offer, holds: list[int], *, purses: list[int]) -> int:
    """Take the price out of the purses; gives the factor by which the denominator grows."""
    shared = gcd(offer.need, offer.per)
    price, factor = offer.need // shared, offer.per // shared
    if factor > 1:
        purses[:] = [money * factor for money in purses]
    moves: dict[int, dict[int, int]] = {}
    for _, _, utility, purse in offer.poor:
        moves.setdefault(utility, {EMPTY: EMPTY})[purse] = EMPTY
    for _, _, utility, purse in offer.rich:
        left = purses[purse] - price * utility
        moves.setdefault(utility, {EMPTY: EMPTY})[purse] = len(purses) if left else EMPTY
        if left:
            purses.append(left)
    for crowd in voters.crowds[offer.project]:
        to = moves.get(crowd.utility, {})
        for ballots in (crowd.single, crowd.several):
            for ballot in ballots:
                holds[ballot] = to.get(holds[ballot], EMPTY)
    return factor
