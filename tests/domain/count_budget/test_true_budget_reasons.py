"""What a losing project reads is true: with the change that it names, the project is funded."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from given_a_town import RUNS, counted, said, town_of, towns
from hypothesis import given
from hypothesis import strategies as st
from slow_budget import Town, slow_knapsack
from told_rounds import told_rounds

from kiosk.domain.count.budgets import best_set
from kiosk.domain.count.rules import knapsack
from kiosk.domain.sentence import Sentence

YES_NO = st.sampled_from(["no", "yes"])


def with_votes(town: Town, project: str, number: int) -> Town:
    """The town with so many more voters who name only that project."""
    return replace(town, voters=[*town.voters, *[{project: 1}] * number])


def values(reason: Sentence) -> dict[str, Any]:
    return dict(reason.values)


@RUNS
@given(towns(), YES_NO, YES_NO, st.integers(0, 3))
def test_a_greedy_loser_reads_what_would_have_funded_it(
    town: Town, per_cost: str, no_skip: str, least: int
) -> None:
    given = {"per-cost": per_cost, "no-skip": no_skip, "threshold": str(least)}
    result = counted(town, "greedy", given)
    scores, turns = dict(result.scores), {turn["option"]: turn for turn in told_rounds(result)}

    def worth(project: str, score: int | Fraction) -> Fraction:
        return score / town.costs[project] if per_cost == "yes" else Fraction(score)

    for project, reason in result.reasons:
        told = values(reason)
        match reason.wording:
            case "Nobody chose it.":
                assert scores[project] == 0
            case "It needed %(number)s more to reach %(threshold)s.":
                assert scores[project] + told["number"] == least
                assert project not in turns
            case "It costs %(cost)s; only %(left)s was left.":
                cheaper = {**town.costs, project: told["left"].amount}
                assert told["cost"].amount == town.costs[project]
                assert project in counted(replace(town, costs=cheaper), "greedy", given).winners
            case "It was equal with others, and the lot decided.":
                assert project in counted(with_votes(town, project, 1), "greedy", given).winners
            case "The count had stopped at %(option)s.":
                stop = turns[told["option"].option]
                assert not stop["funded"]
                assert town.costs[project] > Fraction(stop["left"])
            case _:
                stop, number = told["option"].option, told["number"]
                assert not turns[stop]["funded"]
                assert worth(project, scores[project] + number) > worth(stop, scores[stop])
                assert worth(project, scores[project] + number - 1) <= worth(stop, scores[stop])
                more = with_votes(town, project, number)
                assert project in counted(more, "greedy", given).winners


@RUNS
@given(towns(), st.sampled_from(["score", "score-times-cost"]))
def test_a_knapsack_loser_reads_how_much_more_puts_it_into_the_best_set(
    town: Town, value: str
) -> None:
    given = {"value": value}
    result = counted(town, "knapsack", given)

    for project, reason in result.reasons:
        told = values(reason)
        if reason.wording == "Nobody chose it.":
            assert not town.votes(project)
        elif reason.wording == "It costs %(cost)s, more than all the money.":
            assert told["cost"].amount == town.costs[project] > town.budget
        else:
            more = with_votes(town, project, told["number"])
            assert project in counted(more, "knapsack", given).winners
            almost = with_votes(replace(town, lot=last(town, project)), project, told["number"] - 1)
            without = {p: cost for p, cost in town.costs.items() if p != project}
            times_cost = value == "score-times-cost"
            best, other = (
                worth(almost, slow_knapsack(some, times_cost=times_cost), times_cost=times_cost)
                for some in (almost, replace(almost, costs=without, lot=[*without]))
            )
            assert best == other  # one less, and a set without it is as good


def last(town: Town, project: str) -> list[str]:
    return [p for p in town.lot if p != project] + [project]


def worth(town: Town, projects: set[str], *, times_cost: bool) -> Fraction:
    return sum(
        (town.points(p) * (town.costs[p] if times_cost else Fraction(1)) for p in projects),
        Fraction(0),
    )


def test_a_reason_that_would_take_too_long_to_find_is_a_shorter_one(monkeypatch) -> None:
    town = town_of({"a": 6, "b": 5, "c": 5, "d": 4}, ["ab", "bc", "bcd", "a"], budget=10)

    assert said(one for _, one in counted(town, "knapsack", {}).reasons) == [
        "It needed 3 more to be in the best set.",
        "It needed 2 more to be in the best set.",
    ]
    monkeypatch.setattr(knapsack, "WORK_FOR_A_REASON", 0)
    assert said(one for _, one in counted(town, "knapsack", {}).reasons) == [
        "The best set leaves no room for it.",
        "The best set leaves no room for it.",
    ]
    assert best_set.MOST_WORK > 100_000
