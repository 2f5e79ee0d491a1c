"""The fast budget counts equal slow ones on small elections full of ties, and keep their laws."""

from dataclasses import replace
from fractions import Fraction
from math import floor

import pytest
from given_a_town import IDS, RUNS, counted, towns
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from slow_budget import Town, slow_add1, slow_greedy, slow_knapsack, slow_shares

from kiosk.domain.errors import LotNeeded


@RUNS
@given(towns(most_points=3), st.sampled_from(["no", "yes"]), st.sampled_from(["no", "yes"]),
       st.integers(0, 3))  # fmt: skip
def test_greedy_funds_what_the_slow_count_funds(
    town: Town, per_cost: str, no_skip: str, least: int
) -> None:
    given = {"per-cost": per_cost, "no-skip": no_skip, "threshold": str(least)}

    result = counted(town, "greedy", given, points=True)

    slow = slow_greedy(town, per_cost=per_cost == "yes", no_skip=no_skip == "yes", least=least)
    assert set(result.winners) == set(slow)
    assert [w for w in result.winners if town.costs[w]] == [w for w in slow if town.costs[w]]


@RUNS
@given(towns(), st.sampled_from(["cost", "cardinality"]))
def test_equal_shares_buys_what_the_slow_count_buys(town: Town, utility: str) -> None:
    result = counted(town, "equal-shares", {"utility": utility})

    share = town.budget / len(town.voters)
    bought, _ = slow_shares(town, share, cost_utility=utility == "cost")
    assert [w for w in result.winners if town.costs[w]] == bought


@RUNS
@given(towns(most_points=3), st.sampled_from(["cost", "points"]))
def test_equal_shares_by_points_buys_what_the_slow_count_buys(town: Town, utility: str) -> None:
    result = counted(town, "equal-shares", {"utility": utility}, points=True)

    share = town.budget / len(town.voters)
    bought, _ = slow_shares(town, share, cost_utility=utility == "cost")
    assert [w for w in result.winners if town.costs[w]] == bought


@settings(max_examples=40, deadline=None)
@given(
    towns(),
    st.sampled_from(["exact", "integral"]),
    st.sampled_from(["exhaustive", "until-overspend"]),
    st.sampled_from(["1", "1/2", "1/10", "1/50"]),
    st.sampled_from(["cost", "cardinality"]),
)
def test_raising_shares_ends_where_raising_them_one_by_one_ends(
    town: Town, start: str, stop: str, unit: str, utility: str
) -> None:
    given = {"completion": "add1", "start": start, "stop": stop, "unit": unit, "utility": utility}

    result = counted(town, "equal-shares", given)

    share = town.budget / len(town.voters)
    bought, ended = slow_add1(
        town,
        start=Fraction(floor(share)) if start == "integral" else share,
        unit=Fraction(unit),
        until_overspend=stop == "until-overspend",
        cost_utility=utility == "cost",
    )
    assert [w for w in result.winners if town.costs[w]] == bought
    assert all(Fraction(r["endowment"]) == ended for r in result.rounds if "endowment" in r)


@settings(max_examples=40, deadline=None)
@given(towns(most_points=3), st.sampled_from(["1/2", "1/10"]))
def test_raising_shares_by_points_ends_where_raising_them_one_by_one_ends(
    town: Town, unit: str
) -> None:
    given = {"completion": "add1", "stop": "until-overspend", "unit": unit, "utility": "points"}

    result = counted(town, "equal-shares", given, points=True)

    bought, ended = slow_add1(
        town,
        start=town.budget / len(town.voters),
        unit=Fraction(unit),
        until_overspend=True,
        cost_utility=False,
    )
    assert [w for w in result.winners if town.costs[w]] == bought
    assert all(Fraction(r["endowment"]) == ended for r in result.rounds if "endowment" in r)


@RUNS
@given(towns(most_points=3), st.sampled_from(["score", "score-times-cost"]))
def test_knapsack_finds_a_cheapest_best_set_and_the_lot_chooses_among_them(
    town: Town, value: str
) -> None:
    result = counted(town, "knapsack", {"value": value}, points=True)

    _, best = slow_knapsack(town, times_cost=value == "score-times-cost")
    costly = [{p for p in group if town.costs[p]} for group in best]
    first = max(costly, key=lambda group: [p in group for p in town.lot])
    assert {w for w in result.winners if town.costs[w]} == first


@RUNS
@given(towns(), st.sampled_from(["none", "add1", "add1u", "greedy"]))
def test_no_count_spends_more_than_there_is(town: Town, completion: str) -> None:
    result = counted(town, "equal-shares", {"completion": completion})

    assert result.cost == sum(town.costs[winner] for winner in result.winners)
    assert result.cost <= town.budget
    assert len(set(result.winners)) == len(result.winners)


@RUNS
@given(towns(free=False), st.sampled_from(["greedy", "equal-shares", "knapsack"]))
def test_a_project_that_nobody_chose_is_never_funded(town: Town, rule: str) -> None:
    result = counted(town, rule, {})

    assert all(town.votes(winner) for winner in result.winners)


@RUNS
@given(towns(), st.sampled_from(["greedy", "equal-shares", "knapsack"]), st.permutations(IDS))
def test_renaming_projects_renames_the_winners(town: Town, rule: str, names: list[str]) -> None:
    new = dict(zip(IDS, names, strict=True))
    renamed = replace(
        town,
        costs={new[p]: cost for p, cost in sorted(town.costs.items(), reverse=True)},
        voters=[{new[p]: n for p, n in voter.items()} for voter in town.voters],
        lot=[new[p] for p in town.lot],
    )

    before, after = counted(town, rule, {}), counted(renamed, rule, {})

    assert {new[winner] for winner in before.winners} == set(after.winners)


@RUNS
@given(towns(), st.sampled_from(["greedy", "equal-shares", "knapsack"]), st.randoms())
def test_a_count_that_needs_no_lot_is_the_same_with_any_lot(town: Town, rule: str, chance) -> None:
    nobody_drew = replace(town, lot=[])
    try:
        result = counted(nobody_drew, rule, {})
    except LotNeeded:
        return
    other = list(town.costs)
    chance.shuffle(other)

    assert set(counted(town, rule, {}).winners) == set(result.winners)
    assert set(counted(replace(town, lot=other), rule, {}).winners) == set(result.winners)


@RUNS
@given(towns(free=False))
def test_what_voters_pay_equals_what_projects_cost(town: Town) -> None:
    result = counted(town, "equal-shares", {})
    assume(result.rounds)

    share = town.budget / len(town.voters)
    _, left = slow_shares(town, share, cost_utility=True)
    assert len(town.voters) * share - sum(left) == result.cost


def test_two_lone_wishes_of_six_with_ten_to_spend_fund_nothing() -> None:
    town = Town({"a": Fraction(6), "b": Fraction(6)}, [{"a": 1}, {"b": 1}], Fraction(10), [])

    result = counted(town, "equal-shares", {"completion": "add1"})

    assert result.winners == ()


def test_a_higher_share_can_fund_less() -> None:
    costs = {"A": Fraction(6), "B": Fraction(7), "C": Fraction(9)}
    voters = [{"C": 1}, {"A": 1, "B": 1, "C": 1}, {"B": 1}, {"A": 1, "C": 1}]

    low = counted(Town(costs, voters, Fraction(20), "ABC"), "equal-shares", {})
    high = counted(Town(costs, voters, Fraction(24), "ABC"), "equal-shares", {})

    assert (set(low.winners), low.cost) == ({"B", "C"}, 16)
    assert (set(high.winners), high.cost) == ({"A", "C"}, 15)


def test_a_tie_that_matters_and_has_no_lot_refuses_the_count_and_names_the_tied() -> None:
    town = Town({"a": Fraction(6), "b": Fraction(6)}, [{"a": 1, "b": 1}], Fraction(10), [])

    for rule in ("greedy", "equal-shares", "knapsack"):
        with pytest.raises(LotNeeded) as tie:
            counted(town, rule, {})
        assert tie.value.options == ("a", "b")


def test_every_loser_has_a_reason_and_no_winner_has() -> None:
    costs = {"a": Fraction(6), "b": Fraction(6), "c": Fraction(1)}
    town = Town(costs, [{"a": 1, "b": 1}, {"a": 1}], Fraction(10), ["b", "a", "c"])

    for rule in ("greedy", "equal-shares", "knapsack"):
        result = counted(town, rule, {})
        assert {option for option, _ in result.reasons} == set(costs) - set(result.winners)


def test_a_raise_that_makes_another_project_the_cheapest_is_not_passed_over() -> None:
    costs = {"a": Fraction(2), "b": Fraction(5), "c": Fraction(4)}
    voters = [{"a": 1, "c": 1}, {"b": 1, "c": 1}, {"b": 1}, {"a": 1}]
    town = Town(costs, voters, Fraction(8), "abc")
    given = {"completion": "add1", "unit": "1/20", "stop": "until-overspend"}

    result = counted(town, "equal-shares", given)

    bought, ended = slow_add1(
        town, start=Fraction(2), unit=Fraction(1, 20), until_overspend=True, cost_utility=True
    )
    assert (list(result.winners), result.rounds[0]["endowment"]) == (bought, str(ended))
