"""Both sides of a budget: the counts equal slow ones, balance, and reward no exaggeration."""

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations_with_replacement, product
from random import Random

import pytest
from given_a_city import RUNS, TWO_SIDED, amounts, cities, counted, marks_of, sides_of
from hypothesis import given
from hypothesis import strategies as st
from slow_two_sided import City, slow_average, slow_most_backed, slow_shares

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks
from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.domain.count.contract import Contest, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.errors import NoBalancedBudget
from kiosk.domain.text import plain

SLOW: dict[str, Callable[[City], dict[str, int]]] = {
    "average": slow_average,
    "most-backed": slow_most_backed,
    "shares": slow_shares,
}


@pytest.mark.parametrize("rule", TWO_SIDED)
@RUNS
@given(cities())
def test_a_count_equals_the_slow_one(rule: str, city: City) -> None:
    assert amounts(city, rule) == SLOW[rule](city)


@pytest.mark.parametrize("rule", TWO_SIDED)
@RUNS
@given(cities())
def test_every_budget_balances_within_the_limits(rule: str, city: City) -> None:
    budget = counted(city, rule).budget

    assert budget is not None
    assert budget.spending == budget.revenue + city.opening
    for one in budget.lines:
        _, low, high = city.lines[one.line]
        assert low <= one.amount <= high


@RUNS
@given(cities())
def test_one_number_proves_the_budget_and_no_other_is_closer(city: City) -> None:
    budget = counted(city, "most-backed").budget

    assert budget is not None
    assert budget.line_between is not None
    least, most = budget.line_between
    assert least is None or most is None or least <= most
    assert budget.distance == min(city.distance(other) for other in city.budgets())
    closest = [city.spending(o) for o in city.budgets() if city.distance(o) == budget.distance]
    assert budget.tied_totals == (min(closest), max(closest))


@pytest.mark.parametrize("rule", TWO_SIDED)
@RUNS
@given(cities(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_and_lines_decides_nothing(
    rule: str, city: City, random: Random
) -> None:
    ballots, out = [*city.ballots], [*city.out.items()]
    random.shuffle(ballots)
    random.shuffle(out)

    assert amounts(replace(city, ballots=ballots, out=dict(out)), rule) == amounts(city, rule)


@RUNS
@given(cities(), st.integers(-5, 5))
def test_a_line_that_is_counted_from_elsewhere_changes_nothing(city: City, shift: int) -> None:
    """Changes instead of amounts are the same count: distance does not see a shift."""
    name = next(iter(city.out))
    last, low, high = city.out[name]
    moved = replace(
        city,
        out={**city.out, name: (last + shift, low + shift, high + shift)},
        opening=city.opening + shift,
        ballots=[{**ballot, name: ballot[name] + shift} for ballot in city.ballots],
    )

    before, after = amounts(city, "most-backed"), amounts(moved, "most-backed")
    assert after == {**before, name: before[name] + shift}


@RUNS
@given(cities(), st.data())
def test_a_bare_majority_of_equal_ballots_decides_every_line(
    city: City, data: st.DataObject
) -> None:
    wish = data.draw(st.sampled_from(list(city.budgets())))
    more = replace(city, ballots=[*city.ballots, *[wish] * (len(city.ballots) + 1)])

    assert amounts(more, "most-backed") == wish


@pytest.mark.parametrize("rule", ["most-backed", "average"])
@RUNS
@given(cities())
def test_each_line_lies_within_the_wishes(rule: str, city: City) -> None:
    for name, amount in amounts(city, rule).items():
        wishes = [ballot[name] for ballot in city.ballots]
        assert min(wishes) <= amount <= max(wishes)


def test_nobody_gets_nearer_to_their_budget_by_casting_another_one() -> None:
    """All 68,590 ways for one of three to lie, with two lines a side of 0 to 2 units."""
    lines = {"out": ("a", "b"), "into": ("c", "d")}
    both = BothSides(
        tuple(
            Line(name, side, last, 0, 2)
            for side, names, lasts in (
                (Side.SPENDING, lines["out"], (2, 0)),
                (Side.REVENUE, lines["into"], (1, 1)),
            )
            for name, last in zip(names, lasts, strict=True)
        )
    )
    budgets = [
        dict(zip("abcd", each, strict=True))
        for each in product(range(3), repeat=4)
        if each[0] + each[1] == each[2] + each[3]
    ]
    contest = Contest(
        options=tuple(Option(line.id, plain(line.id)) for line in both.lines),
        shape=Shape.AMOUNTS,
        both_sides=both,
        lot=("b", "d", "a", "c"),
    )
    marks = [marks_of(both, budget) for budget in budgets]

    def result_of(ballots: list[Marks]) -> dict[str, int]:
        result = RULES["most-backed"].count(contest, merge(ballots), {})
        return {name: int(amount) for name, amount in result.scores}

    tried = 0
    for others in combinations_with_replacement(range(len(budgets)), 2):
        others_marks = [marks[one] for one in others]
        with_mine = [result_of([mine, *others_marks]) for mine in marks]
        for mine, honest in zip(budgets, with_mine, strict=True):
            away = [sum(abs(mine[name] - got[name]) for name in mine) for got in with_mine]
            assert min(away) == sum(abs(mine[name] - honest[name]) for name in mine)
            tried += len(away)
    assert tried == 68_590


def test_large_amounts_take_no_longer_than_small_ones() -> None:
    """Nothing goes unit by unit: a city's whole money, in cents, counts at once."""
    million = 10**12
    city = City(
        {"health": (3 * million, 0, 9 * million), "roads": (million, 0, 9 * million)},
        {"tax": (4 * million, 0, 18 * million)},
        0,
        ("health", "roads", "tax"),
        [
            {"health": 3 * million + 1, "roads": 7, "tax": 3 * million + 8},
            {"health": 5 * million, "roads": 2 * million, "tax": 7 * million},
            {"health": million, "roads": 4 * million, "tax": 5 * million},
        ],
    )
    since = time.process_time()
    for rule in TWO_SIDED:
        budget = counted(city, rule).budget
        assert budget is not None
        assert budget.spending == budget.revenue > 4 * million
    assert time.process_time() - since < 1


@pytest.mark.parametrize("rule", TWO_SIDED)
def test_limits_that_do_not_meet_are_refused(rule: str) -> None:
    city = City({"a": (5, 9, 9)}, {"b": (5, 1, 8)}, 0, ("a", "b"), [])

    with pytest.raises(NoBalancedBudget):
        counted(city, rule)


@pytest.mark.parametrize("rule", TWO_SIDED)
@RUNS
@given(cities(), st.data())
def test_a_floor_that_is_raised_after_the_vote_still_gives_a_budget_that_balances(
    rule: str, city: City, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from([*city.out]))
    last, low, high = city.out[name]
    raised = replace(city, out={**city.out, name: (last, data.draw(st.integers(low, high)), high)})
    both = sides_of(raised)
    if both.least > both.most:
        return

    budget = counted(raised, rule).budget

    assert budget is not None
    assert budget.spending == budget.revenue + raised.opening
    if rule == "most-backed":
        within = {line.id: line for line in both.lines}
        asked = [{n: within[n].within(a) for n, a in one.items()} for one in raised.ballots]
        assert amounts(raised, rule) == slow_most_backed(replace(raised, ballots=asked))
