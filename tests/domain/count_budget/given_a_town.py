"""Small towns full of ties, and their counts by a rule, for the tests of budget counts."""

import gettext
from collections.abc import Iterable, Mapping
from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st
from slow_budget import Town

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.count.contract import Contest, Result, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import complete
from kiosk.domain.sentence import Sentence
from kiosk.domain.text import plain
from kiosk.domain.wording import spoken

IDS = "abcdef"
BUDGET_RULES = ("greedy", "equal-shares", "knapsack")
RUNS = settings(max_examples=400, deadline=None)
COSTS: list[int | Fraction] = [0, 1, 2, 3, 3, 4, 6, Fraction(5, 2)]
BUDGETS: list[int | Fraction] = [3, 5, 6, 7, 10, Fraction(15, 2), 12]
LONGEST = 4  # places of a ranking


def town_of(
    costs: Mapping[str, int] | Mapping[str, Fraction],
    voters: Iterable[str],
    *,
    budget: int,
    lot: str = "",
) -> Town:
    """A town whose voters are written as the letters of the projects that they name."""
    return Town(
        {project: Fraction(cost) for project, cost in costs.items()},
        [dict.fromkeys(voter, 1) for voter in voters],
        Fraction(budget),
        lot,
    )


@st.composite
def towns(draw: st.DrawFn, *, most_points: int = 1, free: bool = True) -> Town:
    """Few voters, few projects, costs that often repeat: ties everywhere."""
    ids = IDS[: draw(st.integers(1, 5))]
    cost = st.sampled_from(COSTS if free else COSTS[1:])
    costs = {project: Fraction(draw(cost)) for project in ids}
    vote = st.dictionaries(st.sampled_from(ids), st.integers(1, most_points), max_size=4)
    voters = draw(st.lists(vote, min_size=1, max_size=6))
    budget = Fraction(draw(st.sampled_from(BUDGETS)))
    return Town(costs, voters, budget, draw(st.permutations(ids)))


@st.composite
def towns_that_rank(draw: st.DrawFn) -> Town:
    """The same with rankings: what a voter gives is what the place is worth, 4 for the first."""
    town = draw(towns())
    places = st.lists(st.sampled_from([*town.costs]), unique=True, max_size=LONGEST)
    rankings = draw(st.lists(places, min_size=1, max_size=6))
    voters = [{p: LONGEST - at for at, p in enumerate(ranking)} for ranking in rankings]
    return Town(town.costs, voters, town.budget, town.lot)


def counted(
    town: Town, rule: str, given: Mapping[str, str], *, shape: Shape = Shape.SOME
) -> Result:
    """The town's election counted by the rule."""
    contest = Contest(
        options=tuple(Option(p, plain(p), cost=cost) for p, cost in town.costs.items()),
        shape=shape,
        budget=town.budget,
        most=LONGEST if shape is Shape.RANKING else 0,
        lot=tuple(town.lot),
    )
    ballots = merge(_marks(voter, shape) for voter in town.voters)
    return RULES[rule].count(contest, ballots, complete(RULES[rule], given))


def _marks(voter: Mapping[str, int], shape: Shape) -> Marks:
    if shape is Shape.RANKING:
        return in_order((project, LONGEST + 1 - worth) for project, worth in voter.items())
    return in_order((project, 1 if shape is Shape.SOME else n) for project, n in voter.items())


def said(sentences: Iterable[Sentence]) -> list[str]:
    """The sentences in English, options by their ids."""
    words = gettext.NullTranslations()
    return [spoken(one, words, name_of=str, money=str) for one in sentences]
