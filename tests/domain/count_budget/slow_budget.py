"""Slow, obvious counts of budgets, one voter at a time, that share no code with the fast ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import floor


@dataclass(frozen=True)
class Town:
    """A small election: costs by project, what each voter gives to projects, the money, the lot.

    What a voter gives: 1 for a tick, the points, or what the place in a ranking is worth.
    """

    costs: Mapping[str, Fraction]
    voters: Sequence[Mapping[str, int]]
    budget: Fraction
    lot: Sequence[str]

    def votes(self, project: str) -> int:
        return sum(1 for voter in self.voters if voter.get(project))

    def points(self, project: str) -> int:
        return sum(voter.get(project, 0) for voter in self.voters)

    def score(self, project: str, score: str) -> int:
        return self.votes(project) if score == "votes" else self.points(project)

    def cost(self, projects: Sequence[str]) -> Fraction:
        return sum((self.costs[project] for project in projects), Fraction(0))


def slow_greedy(
    town: Town,
    *,
    score: str = "points",
    per_cost: bool = False,
    no_skip: bool = False,
    least: int = 1,
    taken: Sequence[str] = (),
) -> list[str]:
    """Always the best of those not looked at yet: score, then cost, then lot."""
    waiting = [p for p in town.costs if town.score(p, score) >= max(1, least) and p not in taken]
    left, funded = town.budget - town.cost(taken), [p for p in waiting if town.costs[p] == 0]
    waiting = [p for p in waiting if town.costs[p] > 0]
    while waiting:

        def key(p: str) -> tuple[Fraction, Fraction, int]:
            most = Fraction(town.score(p, score))
            return (
                -most / town.costs[p] if per_cost else -most,
                town.costs[p],
                town.lot.index(p),
            )

        project = min(waiting, key=key)
        waiting.remove(project)
        if town.costs[project] <= left:
            left -= town.costs[project]
            funded.append(project)
        elif no_skip:
            break
    return funded


def slow_utility(town: Town, voter: Mapping[str, int], project: str, utility: str) -> Fraction:
    """What the project is worth to the voter."""
    given = voter.get(project, 0)
    if not given:
        return Fraction(0)
    return {"cost": town.costs[project], "cardinality": Fraction(1)}.get(utility, Fraction(given))


def slow_price(
    cost: Fraction, money: Sequence[Fraction], utility: Sequence[Fraction]
) -> Fraction | None:
    """The least rate at which everybody's min(money, rate x utility) pays for the project."""
    rates = sorted({m / u for m, u in zip(money, utility, strict=True) if u > 0})
    at_least = Fraction(0)
    for rate in rates:
        paid = sum(min(m, rate * u) for m, u in zip(money, utility, strict=True))
        if paid >= cost:
            # Between two rates the sum is a straight line.
            poor = sum(m for m, u in zip(money, utility, strict=True) if u and m <= at_least * u)
            rich = sum(u for m, u in zip(money, utility, strict=True) if u and m > at_least * u)
            return (cost - poor) / rich
        at_least = rate
    return None


def slow_shares(town: Town, share: Fraction, *, utility: str) -> tuple[list[str], list[Fraction]]:
    """Equal Shares with a share for everybody: what is bought, and what all have left."""
    money = [share for _ in town.voters]
    bought: list[str] = []
    while True:
        best = None
        for project, cost in town.costs.items():
            if cost == 0 or project in bought:
                continue
            worth = [slow_utility(town, voter, project, utility) for voter in town.voters]
            rate = slow_price(cost, money, worth)
            if rate is not None:
                key = (rate, cost, -town.votes(project), town.lot.index(project))
                if best is None or key < best[0]:
                    best = (key, project, worth)
        if best is None:
            return bought, money
        (rate, *_), project, worth = best
        money = [m - min(m, rate * u) for m, u in zip(money, worth, strict=True)]
        bought.append(project)


def slow_add1(
    town: Town, share: Fraction, *, unit: Fraction, stop: str, utility: str
) -> tuple[list[str], Fraction]:
    """Rerun from nothing for each unit; the outcome and the share it ran at."""
    supported = [p for p in town.costs if town.costs[p] > 0 and town.votes(p)]
    bought = slow_shares(town, share, utility=utility)[0]
    while True:
        left = town.budget - town.cost(bought)
        waiting = [p for p in supported if p not in bought]
        if not waiting:
            return bought, share
        if stop == "exhaustive" and all(town.costs[p] > left for p in waiting):
            return bought, share
        following = slow_shares(town, share + unit, utility=utility)[0]
        if town.cost(following) > town.budget:
            return bought, share
        share, bought = share + unit, following


def slow_equal_shares(
    town: Town, given: Mapping[str, str], *, score: str
) -> tuple[list[str], Fraction]:
    """The funded projects under all settings of the rule, and the share they were bought with."""
    share = town.budget / len(town.voters)
    if given.get("start") == "integral":
        share = Fraction(floor(share))
    utility, completion = given.get("utility", "cost"), given.get("completion", "none")
    if completion in {"add1", "add1u"}:
        bought, share = slow_add1(
            town,
            share,
            unit=Fraction(given.get("unit", "1")),
            stop=given.get("stop", "exhaustive"),
            utility=utility,
        )
    else:
        bought = slow_shares(town, share, utility=utility)[0]
    winners = [p for p in town.costs if town.costs[p] == 0 and town.votes(p)] + bought
    if completion in {"greedy", "add1u"}:
        winners += slow_greedy(town, score=score, taken=winners)
    if given.get("comparison") == "yes":
        winners = slow_comparison(town, winners, slow_greedy(town, score=score))
    return winners, share


def slow_comparison(town: Town, shares: list[str], greedy: list[str]) -> list[str]:
    """Ask one voter after another which set has more of their projects."""
    lead = 0
    for voter in town.voters:
        here = sum(1 for project in shares if voter.get(project))
        there = sum(1 for project in greedy if voter.get(project))
        if there > here:
            lead += 1
        elif here > there:
            lead -= 1
    return greedy if lead > 0 else shares


def slow_knapsack(town: Town, *, times_cost: bool) -> set[str]:
    """Of all sets that fit the one of the highest sum, then the lowest cost, then by the lot.

    Projects that cost nothing are left out, as all that somebody chose are funded.
    """
    chosen = [p for p in town.lot if town.points(p) and town.costs[p]]
    best: tuple[Fraction, Fraction, list[bool]] = (Fraction(-1), Fraction(0), [])
    winners: set[str] = set()
    for size in range(len(chosen) + 1):
        for group in combinations(chosen, size):
            cost = town.cost(group)
            if cost > town.budget:
                continue
            worth = (town.points(p) * (town.costs[p] if times_cost else 1) for p in group)
            found = (Fraction(sum(worth)), -cost, [p in group for p in chosen])
            if found > best:
                best, winners = found, set(group)
    return winners
