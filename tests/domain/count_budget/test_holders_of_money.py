"""After each purchase the rounds say how many voters still hold how much of their share."""

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from told_rounds import told_rounds

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Contest, Result, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import complete
from kiosk.domain.text import plain

IDS = "abcde"
BALLOT = st.dictionaries(st.sampled_from(IDS), st.integers(1, 3), max_size=4)


def counted(costs: list[int], ballots: Sequence[Marks], budget: int, utility: str) -> Result:
    options = tuple(Option(i, plain(i), cost=c) for i, c in zip(IDS, costs, strict=False))
    shape = Shape.POINTS if utility == "points" else Shape.SOME
    contest = Contest(options=options, shape=shape, budget=budget, lot=tuple(IDS))
    rule = RULES["equal-shares"]
    return rule.count(contest, merge(ballots), complete(rule, {"utility": utility}))


def money_by_hand(result: Result, ballots: list[Marks], costs: list[int], utility: str):
    """What every single voter holds after each step, paid by nothing but the price told."""
    share = Fraction(told_rounds(result)[0]["endowment"])
    purses = [share] * len(ballots)
    for told in told_rounds(result):
        price = Fraction(told["price"])
        for voter, ballot in enumerate(ballots):
            worth = dict(ballot).get(told["option"], 0)
            if utility == "cost":
                worth *= costs[IDS.index(told["option"])]
            purses[voter] -= min(purses[voter], price * worth)
        yield share, list(purses)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(1, 12), min_size=5, max_size=5),
    st.lists(BALLOT, min_size=1, max_size=9),
    st.integers(4, 40),
    st.sampled_from(["cost", "cardinality", "points"]),
)
def test_the_bands_are_those_of_every_single_purse(
    costs: list[int], given_points: list[dict[str, int]], budget: int, utility: str
) -> None:
    ballots = [
        tuple((option, n if utility == "points" else 1) for option, n in sorted(one.items()))
        for one in given_points
    ]
    result = counted(costs, ballots, budget, utility)

    if told_rounds(result):
        by_hand = list(money_by_hand(result, ballots, costs, utility))
        for told, (share, purses) in zip(told_rounds(result), by_hand, strict=True):
            assert told["holders"] == {
                "all": sum(one == share for one in purses),
                "more_than_half": sum(share > one > share / 2 for one in purses),
                "half_or_less": sum(0 < one <= share / 2 for one in purses),
                "nothing": sum(one == 0 for one in purses),
            }
            assert sum(told["holders"].values()) == len(ballots)
            assert Fraction(told["held"]) == sum(purses)


def test_effective_support_is_the_cost_divided_by_the_most_that_anyone_pays() -> None:
    # Budget 60, six voters: 10 each. The park takes 6 from each of five; two of them also want
    # the bench, for which they have 4 each left, and the sixth has all 10.
    ballots = [(("a", 1),)] * 3 + [(("a", 1), ("b", 1))] * 2 + [(("b", 1),)]

    park, bench = told_rounds(counted([30, 16], ballots, 60, "cost"))

    assert (park["pays"], park["effective_votes"]) == (6, 5)
    assert (bench["pays"], bench["effective_votes"]) == (8, 2)
    assert park["holders"] == {"all": 1, "more_than_half": 0, "half_or_less": 5, "nothing": 0}
    assert bench["holders"] == {"all": 0, "more_than_half": 0, "half_or_less": 4, "nothing": 2}


def test_a_project_without_enough_behind_it_says_what_was_missing() -> None:
    ballots = [(("a", 1),)] * 4 + [(("b", 1),)] * 2

    (only,) = told_rounds(counted([40, 25], ballots, 60, "cost"))

    assert only["refused"] == [
        {"option": "b", "supporters": 2, "money": 20, "missing": 5, "missing_shares": 1}
    ]
