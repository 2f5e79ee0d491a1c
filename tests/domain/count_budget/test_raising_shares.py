"""Raising shares passes over raises that change nothing, and over no other."""

from fractions import Fraction
from random import Random
from typing import Any

import pytest
from given_a_town import IDS, RUNS, counted, town_of, towns
from hypothesis import given
from hypothesis import strategies as st
from slow_budget import Town

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import in_order
from kiosk.domain.count.budgets import completion
from kiosk.domain.count.budgets.completion import Raises, add1, nothing_left_to_buy
from kiosk.domain.count.budgets.electorate import Ties, voters_of
from kiosk.domain.count.budgets.horizon import FAR, unchanged_raises
from kiosk.domain.count.budgets.shares import Voters, run
from kiosk.domain.count.contract import Contest, Shape, merge
from kiosk.domain.text import plain

UTILITY = st.sampled_from(["cost", "cardinality", "points"])
MOST_COUNTS = {"cost": 194, "cardinality": 167, "points": 382}  # of some 100,000 raises


def electorate(town: Town, *, utility: str) -> tuple[Voters, Ties]:
    """The voters of the town, and how its ties are settled; costs in tenths."""
    chosen = [project for project in town.costs if town.votes(project) and town.costs[project]]
    options = tuple(Option(project, plain(project), cost=town.costs[project]) for project in chosen)
    contest = Contest(options=options, shape=Shape.POINTS, lot=tuple(town.lot))
    ballots = merge(in_order(voter.items()) for voter in town.voters)
    votes = {project: town.votes(project) for project in town.costs}
    voters = voters_of(contest, ballots, utility=utility, costly=options, unit=10)
    return voters, Ties(options, votes, tuple(town.lot))


@RUNS
@given(towns(most_points=3), UTILITY, st.integers(1, 40), st.integers(1, 3))
def test_after_each_raise_that_is_passed_over_the_same_is_bought(
    town: Town, utility: str, share: int, raise_by: int
) -> None:
    voters, ties = electorate(town, utility=utility)
    scale = len(town.voters)
    outcome = run(voters, share * scale, scale=scale, settle=ties)

    for number in range(1, min(unchanged_raises(voters, outcome, raise_by=raise_by), 12) + 1):
        later = run(voters, share * scale + number * raise_by, scale=scale, settle=ties)
        assert later.bought == outcome.bought


def a_large_town(seed: int) -> Town:
    """Forty voters, each giving points to some of the projects, none of the costs alike."""
    chance = Random(seed)
    costs = {project: Fraction(chance.randint(20_000, 90_000)) for project in IDS}
    voters = [
        {project: chance.randint(1, 4) for project in chance.sample(IDS, chance.randint(1, 4))}
        for _ in range(40)
    ]
    return Town(costs, voters, sum(costs.values(), Fraction(0)), IDS)


@pytest.mark.parametrize("utility", MOST_COUNTS)
def test_of_thousands_of_raises_only_those_that_change_something_are_counted(
    utility: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []

    def counting(*args: Any, **named: Any) -> object:
        counts.append(1)
        return run(*args, **named)

    monkeypatch.setattr(completion, "run", counting)
    raised = 0

    for seed in range(3):
        town = a_large_town(seed)
        voters, ties = electorate(town, utility=utility)
        raises = Raises(start=0, unit=40, scale=40, budget=10**9)
        outcome = add1(voters, raises, done=nothing_left_to_buy, settle=ties)
        assert len(outcome.bought) == len(IDS)
        raised += outcome.money // raises.unit

    assert raised > 100_000
    assert len(counts) <= MOST_COUNTS[utility]


def after(town: Town, share: int, *, raise_by: int = 1, utility: str = "cost") -> int:
    """How many raises by so much change nothing, counted from that share of everybody."""
    voters, ties = electorate(town, utility=utility)
    scale = len(town.voters)
    outcome = run(voters, share * scale, scale=scale, settle=ties)
    return unchanged_raises(voters, outcome, raise_by=raise_by * scale)


def test_raises_go_on_until_a_refused_project_could_be_bought() -> None:
    town = town_of({"a": 6}, ["a", "a"], budget=6)  # in tenths: 60 for two

    assert [after(town, share) for share in (1, 10, 28, 29)] == [28, 19, 1, 0]
    assert after(town, 10, raise_by=7) == 2
    assert after(town, 30) == 0  # bought with all they have; from then on something is left
    assert after(town, 31) == FAR


def test_raises_too_small_for_a_whole_unit_each_leave_who_keeps_something_as_they_are() -> None:
    town = town_of({"a": 6}, ["a", "a"], budget=6)
    voters, ties = electorate(town, utility="cost")
    outcome = run(voters, 31 * 2, scale=2, settle=ties)

    assert unchanged_raises(voters, outcome, raise_by=1) == FAR


def test_who_gave_all_they_have_adds_no_money_to_what_is_refused_then() -> None:
    town = town_of({"a": 5, "b": 1, "c": 4}, ["abc", "c", "c", "c", "a"], budget=10)

    assert after(town, 31) == 4  # the first has 21 after c, and needs 25 to pay half of a


def test_raises_go_on_until_somebody_poor_is_rich() -> None:
    town = town_of({"a": 2, "b": 3}, ["a", "ab", "b", "b"], budget=5)

    # b is first and costs 10 each; a costs 20, which two of them have together from 15 on,
    # and in equal parts from 20 on
    assert [after(town, share) for share in (12, 14, 16, 18, 20)] == [2, 0, 4, 2, 0]
    assert after(town, 21) == FAR


def test_somebody_left_with_exactly_nothing_must_stay_so() -> None:
    town = town_of({"a": 2, "b": 2}, ["a", "ab"], budget=4)

    # at 10 both pay all they have for a; b is for the second alone, who has enough from 30 on
    assert [after(town, share) for share in (10, 11, 20, 29, 30)] == [0, 18, 9, 0, 0]
    assert after(town, 31) == FAR


def test_raises_go_on_until_another_project_is_as_cheap() -> None:
    costs = {"a": Fraction("2.6"), "b": Fraction(5), "c": Fraction(1)}
    town = town_of(costs, ["a", "bc", "b"], budget=10)

    # c takes 10 from the second voter; a costs the first 26, b the third what the second lacks
    # of 50: equal at a share of 34, and from then on b is cheaper
    found = [after(town, share, utility="cardinality") for share in (32, 33, 34, 35)]
    assert found == [1, 0, 0, 0]
    assert after(town, 36, utility="cardinality") == FAR


def test_a_budget_and_costs_that_are_not_whole_are_shared_exactly() -> None:
    budget = Town({"b": Fraction(5)}, [{"b": 1}, {"b": 1}, {}], Fraction(15, 2), "b")
    cost = Town({"b": Fraction(11, 2)}, [{"b": 1}, {"b": 1}, {}], Fraction(8), "b")

    assert counted(budget, "equal-shares", {}).winners == ("b",)  # two thirds of 7.5 are 5
    assert counted(cost, "equal-shares", {}).winners == ()  # two thirds of 8 are less than 5.5


def test_one_ballot_alone_begins_with_the_whole_budget() -> None:
    town = town_of({"a": 7}, ["a"], budget=7)

    assert counted(town, "equal-shares", {"start": "integral"}).winners == ("a",)
