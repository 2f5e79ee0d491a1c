"""Real elections are counted as an independent exact count of each rule and variant did."""

import gzip
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.count import RULES
from kiosk.domain.count.contract import Result, contest_of
from kiosk.domain.count.lot import drawn_from
from kiosk.domain.count.settings import complete
from kiosk.domain.questions import KINDS
from kiosk.formats.budget_pb import BudgetFile, read

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "ballots"
UTILITIES = {"cost": "cost", "card": "cardinality", "points": "points", "positional": "positional"}
SLOW = {  # some seconds each, so in tests/bench
    ("Poland_Warszawa_2023_Ursynow", "mes_cost_add1_stop_when_exhaustive_exact_start"),
    ("Poland_Warszawa_2023_Ursynow", "mes_cost_add1_until_overspend_exact_start"),
    ("Poland_Warszawa_2023_Ursynow", "mes_cost_add1u_until_overspend_exact_start"),
    ("Poland_Lodz_2022", "mes_cost_add1_until_overspend_exact_start"),
    ("Poland_Lodz_2022", "mes_cost_add1u_until_overspend_exact_start"),
}


def _expected() -> list[tuple[str, str]]:
    files = sorted(DATA.glob("*.pb*"))
    names = [file.name.split(".pb")[0] for file in files]
    return [(name, outcome) for name in names for outcome in outcomes(name)["outcomes"]]


@cache
def outcomes(name: str) -> dict[str, Any]:
    return json.loads((DATA / "expected" / f"{name}.json").read_text("utf-8"))


@cache
def budget(file: str) -> BudgetFile:
    content = (DATA / file).read_bytes()
    plain = gzip.decompress(content) if file.endswith(".gz") else content
    return read(plain.decode(), file=file)


def variant(outcome: str, meta: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The rule and its settings that an outcome's name means."""
    if outcome.startswith("greedy"):
        given = {"threshold": meta["min_project_score_threshold"]} if "threshold" in outcome else {}
        given |= {"no-skip": "yes"} if "no_skip" in outcome else {}
        return "greedy", given | ({"per-cost": "yes"} if "per_cost" in outcome else {})
    if outcome.startswith("knapsack"):
        return "knapsack", {"value": "score-times-cost" if "times" in outcome else "score"}
    given = {"utility": UTILITIES[outcome.split("_")[1]]}
    if "add1" in outcome:
        given["completion"] = "add1u" if "add1u" in outcome else "add1"
        given["stop"] = "until-overspend" if "until_overspend" in outcome else "exhaustive"
        given["start"] = "integral" if "integral" in outcome else "exact"
    return "equal-shares", given


def count(file: BudgetFile, rule: str, given: dict[str, str], *, seed: str = "") -> Result:
    contest = contest_of(file.question, KINDS[file.question.kind].shape)
    contest = replace(contest, lot=drawn_from(seed, contest.ids) if seed else ())
    return RULES[rule].count(contest, file.ballots, complete(RULES[rule], given))


CASES = [c for c in _expected() if c[1] != "comparison_step" and c not in SLOW]


@pytest.mark.skipif(not CASES, reason="the ballot files are not beside the project")
@pytest.mark.parametrize(("name", "outcome"), CASES, ids=lambda part: part[:50])
def test_a_real_election_has_the_outcome_of_the_independent_count(name: str, outcome: str) -> None:
    expected = outcomes(name)["outcomes"][outcome]
    file = budget(outcomes(name)["file"])
    rule, given = variant(outcome, dict(file.meta))

    result = count(file, rule, given, seed="test")

    if rule == "knapsack":
        times_cost = given["value"] == "score-times-cost"
        cost_of = {option.id: option.cost for option in file.question.options}
        scores = dict(result.scores)
        total = sum(scores[w] * (cost_of[w] if times_cost else 1) for w in result.winners)
        assert str(total) == expected["objective"]
        assert result.cost <= int(expected["cost"])
        return
    assert list(result.winners) == expected["selected"]
    assert str(result.cost) == expected["cost"]
    prices = [str(told["price"]) for told in result.rounds if "price" in told]
    assert all(price == step[1] for price, step in zip(prices, expected.get("steps", ())))  # noqa: B905
    if "endowment" in expected:
        assert str(result.rounds[0]["endowment"]) == expected["endowment"]


@pytest.mark.skipif(not CASES, reason="the ballot files are not beside the project")
@pytest.mark.parametrize("name", sorted({name for name, _ in CASES}))
def test_the_scores_of_a_real_election_equal_the_recount(name: str) -> None:
    result = count(budget(outcomes(name)["file"]), "greedy", {})

    scores = {option: str(score) for option, score in result.scores}
    assert scores == outcomes(name)["counted"]["scores"]


@pytest.mark.skipif(not CASES, reason="the ballot files are not beside the project")
@pytest.mark.parametrize("name", sorted({name for name, _ in CASES}))
def test_real_elections_need_no_lot(name: str) -> None:
    file = budget(outcomes(name)["file"])

    for rule in ("greedy", "equal-shares"):
        assert count(file, rule, {}).winners == count(file, rule, {}, seed="any").winners


@pytest.mark.skipif(not CASES, reason="the ballot files are not beside the project")
def test_wieliczka_funds_31_projects_when_exhaustive_and_the_declared_30_until_overspend() -> None:
    file = budget("Poland_Wieliczka_2023_Green_Budget.pb")
    declared = {project for project, code in file.declared if code == "1"}

    exhaustive = count(file, "equal-shares", {"completion": "add1"})
    last = count(file, "equal-shares", {"completion": "add1", "stop": "until-overspend"})

    assert (len(exhaustive.winners), exhaustive.cost) == (31, 984579)
    assert (set(last.winners), last.cost) == (declared, 995079)
