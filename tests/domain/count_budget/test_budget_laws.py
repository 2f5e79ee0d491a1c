"""What every budget count keeps: names and the order of ballots decide nothing, money adds up."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from given_a_town import BUDGET_RULES, IDS, RUNS, counted, town_of, towns
from hypothesis import given
from hypothesis import strategies as st
from slow_budget import Town, slow_add1
from told_rounds import told_rounds

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import in_order
from kiosk.domain.count.budgets.electorate import Ties, voters_of
from kiosk.domain.count.budgets.shares import run
from kiosk.domain.count.contract import Contest, Shape, merge
from kiosk.domain.errors import LotNeeded
from kiosk.domain.text import plain

VARIANTS = st.sampled_from(
    [
        ("greedy", {}),
        ("greedy", {"per-cost": "yes"}),
        ("greedy", {"no-skip": "yes", "threshold": "2"}),
        *(("equal-shares", {"completion": c}) for c in ("none", "add1", "add1u", "greedy")),
        ("equal-shares", {"utility": "cardinality", "completion": "add1", "unit": "1/2"}),
        ("equal-shares", {"completion": "add1u", "comparison": "yes"}),
        ("knapsack", {}),
        ("knapsack", {"value": "score-times-cost"}),
    ]
)
Variant = tuple[str, dict[str, str]]


@RUNS
@given(towns(), VARIANTS)
def test_no_count_spends_more_than_there_is(town: Town, variant: Variant) -> None:
    result = counted(town, *variant)

    assert result.cost == sum(town.costs[winner] for winner in result.winners)
    assert result.cost <= town.budget
    assert len(set(result.winners)) == len(result.winners)


@RUNS
@given(towns(), VARIANTS)
def test_who_is_funded_was_chosen_by_somebody_and_all_others_have_a_reason(
    town: Town, variant: Variant
) -> None:
    result = counted(town, *variant)

    assert all(town.votes(winner) for winner in result.winners)
    reasons = [option for option, _ in result.reasons]
    assert sorted(reasons) == sorted(set(town.costs) - set(result.winners))


@RUNS
@given(towns(), VARIANTS, st.permutations(IDS))
def test_renaming_projects_renames_the_winners(
    town: Town, variant: Variant, names: list[str]
) -> None:
    new = dict(zip(IDS, names, strict=True))
    renamed = replace(
        town,
        costs={new[p]: cost for p, cost in sorted(town.costs.items(), reverse=True)},
        voters=[{new[p]: n for p, n in voter.items()} for voter in town.voters],
        lot=[new[p] for p in town.lot],
    )

    before, after = counted(town, *variant), counted(renamed, *variant)

    assert {new[winner] for winner in before.winners} == set(after.winners)


@RUNS
@given(towns(), VARIANTS, st.randoms(use_true_random=False))
def test_the_order_of_ballots_does_not_matter(town: Town, variant: Variant, chance: Random) -> None:
    voters = [*town.voters]
    chance.shuffle(voters)

    assert counted(replace(town, voters=voters), *variant) == counted(town, *variant)


@RUNS
@given(towns(), VARIANTS, st.randoms(use_true_random=False))
def test_a_count_that_needs_no_lot_is_the_same_with_any_lot(
    town: Town, variant: Variant, chance: Random
) -> None:
    try:
        result = counted(replace(town, lot=[]), *variant)
    except LotNeeded:
        return
    other = [*town.costs]
    chance.shuffle(other)

    assert set(counted(town, *variant).winners) == set(result.winners)
    assert set(counted(replace(town, lot=other), *variant).winners) == set(result.winners)


@RUNS
@given(towns(free=False, most_points=3), st.sampled_from(["cost", "cardinality", "points"]))
def test_what_voters_pay_equals_what_projects_cost(town: Town, utility: str) -> None:
    chosen = tuple(Option(p, plain(p), cost=c) for p, c in town.costs.items() if town.votes(p))
    contest = Contest(options=chosen, shape=Shape.POINTS, budget=town.budget)
    ballots = merge(in_order(voter.items()) for voter in town.voters)
    voters = voters_of(contest, ballots, utility=utility, costly=chosen, unit=2)
    votes = {project: town.votes(project) for project in town.costs}

    outcome = run(
        voters,
        int(town.budget * 2),
        scale=len(town.voters),
        settle=Ties(chosen, votes, tuple(town.lot)),
    )

    for step in outcome.steps:
        offer = step.offer
        price = Fraction(offer.need, offer.per * offer.scale)
        paid = [number * Fraction(money, offer.scale) for money, number, _, _ in offer.poor]
        paid += [number * utility * price for _, number, utility, _ in offer.rich]
        assert sum(paid) == voters.costs[offer.project]
        assert all(Fraction(m, offer.scale) >= price * u for m, _, u, _ in offer.rich)
        assert all(Fraction(m, offer.scale) <= price * u for m, _, u, _ in offer.poor)


def test_two_lone_wishes_of_six_with_ten_to_spend_fund_nothing() -> None:
    town = town_of({"a": 6, "b": 6}, ["a", "b"], budget=10)

    result = counted(town, "equal-shares", {"completion": "add1"})

    assert result.winners == ()


def test_a_higher_share_can_fund_less() -> None:
    costs, voters = {"A": 6, "B": 7, "C": 9}, ["C", "ABC", "B", "AC"]

    low = counted(town_of(costs, voters, budget=20, lot="ABC"), "equal-shares", {})
    high = counted(town_of(costs, voters, budget=24, lot="ABC"), "equal-shares", {})

    assert (set(low.winners), low.cost) == ({"B", "C"}, 16)
    assert (set(high.winners), high.cost) == ({"A", "C"}, 15)


@pytest.mark.parametrize("rule", BUDGET_RULES)
def test_a_tie_that_matters_and_has_no_lot_refuses_the_count_and_names_the_tied(rule: str) -> None:
    town = town_of({"a": 6, "b": 6}, ["ab"], budget=10)

    with pytest.raises(LotNeeded) as tie:
        counted(town, rule, {})
    assert tie.value.options == ("a", "b")


def test_a_raise_that_makes_another_project_the_cheapest_is_not_passed_over() -> None:
    town = town_of({"a": 2, "b": 5, "c": 4}, ["ac", "bc", "b", "a"], budget=8, lot="abc")
    given = {"completion": "add1", "unit": "1/20", "stop": "until-overspend"}

    result = counted(town, "equal-shares", given)

    bought, ended = slow_add1(
        town, Fraction(2), unit=Fraction(1, 20), stop="until-overspend", utility="cost"
    )
    assert (list(result.winners), told_rounds(result)[0]["endowment"]) == (bought, str(ended))
