"""Small towns full of ties, and their counts by a rule, for the tests of budget counts."""

import gettext
from collections.abc import Iterable, Mapping
from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st
from slow_budget import Town

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import in_order
from kiosk.domain.count import RULES
from kiosk.domain.count.contract import Contest, Result, Shape, merge
from kiosk.domain.count.settings import complete
from kiosk.domain.plain import spoken
from kiosk.domain.sentence import Sentence
from kiosk.domain.text import plain

IDS = "abcdef"
RUNS = settings(max_examples=70, deadline=None)


@st.composite
def towns(draw: st.DrawFn, *, most_points: int = 1, free: bool = True) -> Town:
    """Few voters, few projects, costs that often repeat: ties everywhere."""
    ids = IDS[: draw(st.integers(1, 5))]
    cost = st.sampled_from([0, 1, 2, 3, 3, 4, 6, Fraction(5, 2)] if free else [1, 2, 3, 3, 4, 6])
    costs = {project: Fraction(draw(cost)) for project in ids}
    vote = st.dictionaries(st.sampled_from(ids), st.integers(1, most_points), max_size=4)
    voters = draw(st.lists(vote, min_size=1, max_size=6))
    budget = Fraction(draw(st.sampled_from([3, 5, 6, 7, 10, Fraction(15, 2), 12])))
    return Town(costs, voters, budget, draw(st.permutations(ids)))


def counted(town: Town, rule: str, given: Mapping[str, str], *, points: bool = False) -> Result:
    contest = Contest(
        options=tuple(Option(p, plain(p), cost=cost) for p, cost in town.costs.items()),
        shape=Shape.POINTS if points else Shape.SOME,
        budget=town.budget,
        lot=tuple(town.lot),
    )
    ballots = merge(in_order(voter.items()) for voter in town.voters)
    return RULES[rule].count(contest, ballots, complete(RULES[rule], given))


def said(sentences: Iterable[Sentence]) -> list[str]:
    """The sentences in English, options by their ids."""
    words = gettext.NullTranslations()
    return [spoken(one, words, name_of=str, money=str) for one in sentences]
