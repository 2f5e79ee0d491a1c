"""Slow, obvious counts of budgets, one voter at a time, that share no code with the fast ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations


@dataclass(frozen=True)
class Town:
    """A small election: costs by project, each voter's utilities, the money, the drawn lot."""

    costs: Mapping[str, Fraction]
    voters: Sequence[Mapping[str, int]]
    budget: Fraction
    lot: Sequence[str]

    def votes(self, project: str) -> int:
        return sum(1 for voter in self.voters if voter.get(project))

    def points(self, project: str) -> int:
        return sum(voter.get(project, 0) for voter in self.voters)


def slow_greedy(
    town: Town, *, per_cost: bool = False, no_skip: bool = False, least: int = 1
) -> list[str]:
    """Always the best of those not looked at yet: score, then cost, then lot."""
    waiting = [p for p in town.costs if town.points(p) >= max(1, least)]
    left, funded = town.budget, [p for p in waiting if town.costs[p] == 0]
    waiting = [p for p in waiting if town.costs[p] > 0]
    while waiting:

        def key(p: str) -> tuple[Fraction, Fraction, int]:
            score = Fraction(town.points(p))
            return (
                -score / town.costs[p] if per_cost else -score,
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


def slow_price(
    town: Town, project: str, money: Sequence[Fraction], utility: Sequence[Fraction]
) -> Fraction | None:
    """The least rate at which everybody's min(money, rate x utility) pays for the project."""
    rates = sorted({m / u for m, u in zip(money, utility, strict=True) if u > 0})
    at_least = Fraction(0)
    for rate in rates:
        paid = sum(min(m, rate * u) for m, u in zip(money, utility, strict=True))
        if paid >= town.costs[project]:
            # Between two rates the sum is a straight line.
            poor = sum(m for m, u in zip(money, utility, strict=True) if u and m <= at_least * u)
            rich = sum(u for m, u in zip(money, utility, strict=True) if u and m > at_least * u)
            return (town.costs[project] - poor) / rich
        at_least = rate
    return None


def slow_shares(
    town: Town, share: Fraction, *, cost_utility: bool
) -> tuple[list[str], list[Fraction]]:
    """Equal Shares with a share for everybody: what is bought, and what all have left."""
    money = [share for _ in town.voters]
    bought: list[str] = []
    while True:
        best = None
        for project, cost in town.costs.items():
            if cost == 0 or project in bought:
                continue
            utility = [
                Fraction(cost if cost_utility and voter.get(project) else voter.get(project, 0))
                for voter in town.voters
            ]
            rate = slow_price(town, project, money, utility)
            if rate is not None:
                key = (rate, cost, -town.votes(project), town.lot.index(project))
                if best is None or key < best[0]:
                    best = (key, project, utility)
        if best is None:
            return bought, money
        (rate, *_), project, utility = best
        money = [m - min(m, rate * u) for m, u in zip(money, utility, strict=True)]
        bought.append(project)


def slow_add1(
    town: Town, *, start: Fraction, unit: Fraction, until_overspend: bool, cost_utility: bool
) -> tuple[list[str], Fraction]:
    """Rerun from nothing for each unit; the outcome and the share it ran at."""
    supported = [p for p in town.costs if town.costs[p] > 0 and town.votes(p)]
    share, bought = start, slow_shares(town, start, cost_utility=cost_utility)[0]
    while True:
        spent = sum(town.costs[p] for p in bought)
        waiting = [p for p in supported if p not in bought]
        if not waiting:
            return bought, share
        if not until_overspend and all(spent + town.costs[p] > town.budget for p in waiting):
            return bought, share
        following = slow_shares(town, share + unit, cost_utility=cost_utility)[0]
        if sum(town.costs[p] for p in following) > town.budget:
            return bought, share
        share, bought = share + unit, following


def slow_comparison(town: Town, shares: Sequence[str], greedy: Sequence[str]) -> Sequence[str]:
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


def slow_knapsack(town: Town, *, times_cost: bool) -> tuple[Fraction, list[set[str]]]:
    """The highest sum, and every set that has it at the lowest cost."""
    chosen = [p for p in town.costs if town.points(p)]
    best: list[tuple[Fraction, Fraction, set[str]]] = []
    for size in range(len(chosen) + 1):
        for group in combinations(chosen, size):
            cost = sum((town.costs[p] for p in group), Fraction(0))
            if cost <= town.budget:
                worth = (town.points(p) * (town.costs[p] if times_cost else 1) for p in group)
                best.append((sum(worth, Fraction(0)), -cost, set(group)))
    top = max(best, key=lambda entry: entry[:2])
    return top[0], [entry[2] for entry in best if entry[:2] == top[:2]]
