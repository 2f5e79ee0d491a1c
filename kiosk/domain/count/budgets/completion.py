"""Raising everybody's share in Equal Shares until the budget is used: the completion add1.

Source: Peters, Pierczynski and Skowron, arXiv 2008.13276; equalshares.net on completion. Each
share is raised by one unit and the count begins anew, until the outcome is exhaustive (no
further project that somebody supports would fit the money left) or until the next raise would
overspend. What an outcome costs can go up and down with the share, so no raise may be passed
over unless it is proven that it changes nothing (see ``horizon``).
"""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.count.budgets.horizon import unchanged_raises
from kiosk.domain.count.budgets.shares import Run, Settle, Voters, run


@dataclass(frozen=True, slots=True)
class Raises:
    """Shares of ``(start + raises * unit) / scale``, and the budget, all in the same unit."""

    start: int
    unit: int
    scale: int
    budget: int


Done = Callable[[Voters, Raises, Run], bool]
"""Whether to stop at an outcome that fits the budget."""


def exhaustive(voters: Voters, raises: Raises, outcome: Run) -> bool:
    """No further project with a supporter fits the money left."""
    bought = set(outcome.bought)
    left = raises.budget - spent(voters, outcome)
    return all(cost > left for project, cost in enumerate(voters.costs) if project not in bought)


def nothing_left_to_buy(voters: Voters, raises: Raises, outcome: Run) -> bool:
    """Every project with a supporter is bought, so that no raise changes anything."""
    return len(outcome.steps) == len(voters.costs)


def spent(voters: Voters, outcome: Run) -> int:
    """What the bought projects cost."""
    return sum(voters.costs[project] for project in outcome.bought)


def add1(voters: Voters, raises: Raises, *, done: Done, settle: Settle) -> Run:
    """The outcome at the first raise that is ``done``, or the last one before overspending."""

    def at(number: int) -> Run:
        money = raises.start + number * raises.unit
        return run(voters, money, scale=raises.scale, settle=settle)

    number, outcome = 0, at(0)
    path: object = None
    while not done(voters, raises, outcome):
        last_path, path = path, outcome.path
        if path == last_path:  # otherwise a look ahead would not be worth its time
            number += unchanged_raises(voters, outcome, raise_by=raises.unit)
        following = at(number + 1)
        if spent(voters, following) > raises.budget:
            return outcome if outcome.money == raises.start + number * raises.unit else at(number)
        number, outcome = number + 1, following
    return outcome
