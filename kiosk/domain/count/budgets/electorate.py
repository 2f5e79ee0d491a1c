"""From a contest to the voters of Equal Shares: utilities, whole costs, and the order of ties."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.domain.assembly import Option
from kiosk.domain.count.budgets.budget_scores import first_place
from kiosk.domain.count.budgets.shares import Crowd, Run, Voters
from kiosk.domain.count.contract import Ballots, Contest, Shape, Tie
from kiosk.domain.count.lot import first_by_lot
from kiosk.domain.count.settings import BadSetting
from kiosk.domain.sentence import say

UTILITIES = ("cost", "cardinality", "points", "positional")


def utilities(contest: Contest, utility: str) -> dict[int, int]:
    """What a mark's number is worth to the voter, where not every supported project is worth 1.

    Raises BadSetting where the ballots do not say it.
    """
    if utility == "points" and contest.shape is Shape.RANKING:
        raise BadSetting("The utility points cannot count ranked ballots; use positional.")
    if utility != "positional":
        return {}
    if contest.shape is not Shape.RANKING:
        raise BadSetting("The utility positional needs ranked ballots.")
    top = first_place(contest)
    return {place: max(0, top + 1 - place) for place in range(1, len(contest.options) + 1)}


def voters_of(
    contest: Contest, ballots: Ballots, *, utility: str, costly: tuple[Option, ...], unit: int
) -> Voters:
    """The voters as the rule sees them; ``unit`` is the number that makes all costs whole."""
    number = {option.id: index for index, option in enumerate(costly)}
    crowds: list[dict[int, Crowd]] = [{} for _ in costly]
    worth = utilities(contest, utility)
    weights: list[int] = []
    total = [0] * len(costly)
    for ballot, (marks, times) in enumerate(ballots.merged):
        weights.append(times)
        for option, mark in dict(marks).items():
            project = number.get(option)
            if project is None:
                continue
            value = worth[mark] if worth else mark if utility == "points" else 1
            crowd = crowds[project].get(value)
            if crowd is None:
                crowd = crowds[project][value] = Crowd(value, [], [])
            total[project] += value * times
            (crowd.single if times == 1 else crowd.several).append(ballot)
    costs = [int(option.cost * unit) for option in costly]
    supported = [[crowd for crowd in each.values() if crowd.utility] for each in crowds]
    return Voters(
        weights=weights,
        costs=costs,
        crowds=supported,
        utilities=total,
        divisors=costs if utility == "cost" else [1] * len(costs),
    )


@dataclass(slots=True)
class Ties:
    """Settles equal offers: lower cost, then more votes, then the lot; keeps what the lot did."""

    options: tuple[Option, ...]  # by their number among the voters
    votes: Mapping[str, int]
    lot: tuple[str, ...]
    drawn: dict[tuple[str, ...], str] = field(default_factory=dict)

    def in_any_order(self, tied: tuple[int, ...]) -> int:
        """By the lot if there is one; without it nothing is decided here."""
        if self.lot:
            return self.one_of(tied)
        level = self._level(tied)
        return min(level, key=lambda project: self.options[project].id)

    def one_of(self, tied: tuple[int, ...]) -> int:
        """The offer that is taken; raises LotNeeded if only a lot decides."""
        level = self._level(tied)
        if len(level) == 1:
            return level[0]
        ids = {self.options[project].id: project for project in level}
        chosen = first_by_lot(ids, self.lot)
        self.drawn[tuple(sorted(ids))] = chosen
        return ids[chosen]

    def _level(self, tied: tuple[int, ...]) -> list[int]:
        best = min(self._order(project) for project in tied)
        return [project for project in tied if self._order(project) == best]

    def _order(self, project: int) -> tuple[object, int]:
        option = self.options[project]
        return (option.cost, -self.votes[option.id])

    def settled(self, outcome: Run) -> tuple[Tie, ...]:
        """The ties of that outcome, and those that the lot settled on the way to it."""
        ties: list[Tie] = []
        drawn = dict(self.drawn)
        for number, step in enumerate(outcome.steps, start=1):
            if len(step.tied) == 1:
                continue
            tied = tuple(sorted(self.options[project].id for project in step.tied))
            level = self._level(step.tied)
            by = "cost" if len({self.options[p].cost for p in step.tied}) > 1 else "votes"
            if len(level) > 1:
                by = "lot" if self.lot else "any-order"
                drawn.pop(tuple(sorted(self.options[project].id for project in level)), None)
            where = say("step %(step)s", step=number)
            ties.append(Tie(tied, where, by, (self.options[step.offer.project].id,)))
        ties += [
            Tie(tied, say("a smaller share, on the way"), "lot", (chosen,))
            for tied, chosen in drawn.items()
        ]
        return tuple(ties)
