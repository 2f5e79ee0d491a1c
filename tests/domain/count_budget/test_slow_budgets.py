"""Every budget rule, under all its settings, equals a slow count of small elections with ties."""

from fractions import Fraction

from given_a_town import RUNS, counted, towns, towns_that_rank
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_budget import Town, slow_equal_shares, slow_greedy, slow_knapsack
from told_rounds import told_rounds

from kiosk.domain.count.contract import Result, Shape

YES_NO = st.sampled_from(["no", "yes"])
SHARES = {
    "completion": st.sampled_from(["none", "add1", "add1u", "greedy"]),
    "start": st.sampled_from(["exact", "integral"]),
    "stop": st.sampled_from(["exhaustive", "until-overspend"]),
    "unit": st.sampled_from(["1", "1/2", "1/10", "2/3"]),
    "comparison": YES_NO,
}
BY_SHAPE = {
    Shape.SOME: (towns(), "votes", ["votes"], ["cost", "cardinality"]),
    Shape.POINTS: (towns(most_points=3), "points", ["votes", "points"], ["cost", "points"]),
    Shape.RANKING: (
        towns_that_rank(),
        "positional",
        ["votes", "positional"],
        ["cost", "cardinality", "positional"],
    ),
}
SHAPES = st.sampled_from([*BY_SHAPE])


def costly(town: Town, result: Result) -> list[str]:
    """The winners that cost something, in the order chosen."""
    return [winner for winner in result.winners if town.costs[winner]]


@RUNS
@given(st.data(), SHAPES, st.integers(0, 4))
def test_greedy_funds_what_the_slow_count_funds(
    data: st.DataObject, shape: Shape, least: int
) -> None:
    some_towns, by_shape, scores, _ = BY_SHAPE[shape]
    town = data.draw(some_towns)
    score = data.draw(st.sampled_from(["by-shape", *scores]))
    per_cost, no_skip = data.draw(YES_NO), data.draw(YES_NO)
    given = {"score": score, "per-cost": per_cost, "no-skip": no_skip, "threshold": str(least)}

    result = counted(town, "greedy", given, shape=shape)

    named = by_shape if score == "by-shape" else score
    slow = slow_greedy(
        town, score=named, per_cost=per_cost == "yes", no_skip=no_skip == "yes", least=least
    )
    assert set(result.winners) == set(slow)
    assert costly(town, result) == [w for w in slow if town.costs[w]]
    assert dict(result.scores) == {p: town.score(p, named) for p in town.costs}
    assert result.cost == town.cost(slow)


@RUNS
@given(st.data(), SHAPES)
def test_equal_shares_buy_what_the_slow_count_buys(data: st.DataObject, shape: Shape) -> None:
    some_towns, score, _, utilities = BY_SHAPE[shape]
    town = data.draw(some_towns)
    given = {"utility": data.draw(st.sampled_from(utilities))}

    result = counted(town, "equal-shares", given, shape=shape)

    slow, _ = slow_equal_shares(town, given, score=score)
    assert set(result.winners) == set(slow)
    assert costly(town, result) == [w for w in slow if town.costs[w]]


@settings(max_examples=1000, deadline=None)
@given(st.data(), SHAPES)
def test_equal_shares_under_every_setting_fund_what_the_slow_count_funds(
    data: st.DataObject, shape: Shape
) -> None:
    some_towns, score, _, utilities = BY_SHAPE[shape]
    town = data.draw(some_towns)
    given = {name: data.draw(values) for name, values in SHARES.items()}
    given["utility"] = data.draw(st.sampled_from(utilities))

    result = counted(town, "equal-shares", given, shape=shape)

    slow, ended = slow_equal_shares(town, given, score=score)
    assert set(result.winners) == set(slow)
    assert result.cost == town.cost(slow)
    shares = [told["endowment"] for told in told_rounds(result) if "endowment" in told]
    assert all(Fraction(share) == ended for share in shares)
    if given["comparison"] == "no":
        assert costly(town, result) == [w for w in slow if town.costs[w]]


@RUNS
@given(st.data(), SHAPES, st.sampled_from(["score", "score-times-cost"]))
def test_knapsack_finds_the_best_set_of_all_sets(
    data: st.DataObject, shape: Shape, value: str
) -> None:
    town = data.draw(BY_SHAPE[shape][0])

    result = counted(town, "knapsack", {"value": value}, shape=shape)

    slow = slow_knapsack(town, times_cost=value == "score-times-cost")
    assert set(costly(town, result)) == slow
    free = {p for p in town.costs if not town.costs[p] and town.votes(p)}
    assert set(result.winners) == slow | free
