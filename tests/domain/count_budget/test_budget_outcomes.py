"""Real elections are counted as an independent exact count of each rule and variant did."""

import pytest
from known_budgets import budget, count, declared, difference, names, outcomes, variant

SLOW = {  # some seconds each: tests/bench/outcomes.py counts them too
    ("Poland_Warszawa_2023_Ursynow", "mes_cost_add1_stop_when_exhaustive_exact_start"),
    ("Poland_Warszawa_2023_Ursynow", "mes_cost_add1_until_overspend_exact_start"),
    ("Poland_Warszawa_2023_Ursynow", "mes_cost_add1u_until_overspend_exact_start"),
    ("Poland_Warszawa_2023_Ursynow", "comparison_step"),
    ("Poland_Lodz_2022", "mes_cost_add1_until_overspend_exact_start"),
    ("Poland_Lodz_2022", "mes_cost_add1u_until_overspend_exact_start"),
    ("Poland_Lodz_2022", "comparison_step"),
}
CASES = [
    case
    for name in names()
    for outcome in outcomes(name)["outcomes"]
    if (case := (name, outcome)) not in SLOW
]
NAMES = sorted({name for name, _ in CASES})

pytestmark = pytest.mark.skipif(not CASES, reason="the ballot files are not beside the project")


@pytest.mark.parametrize(("name", "outcome"), CASES, ids=lambda part: part[:50])
def test_a_real_election_has_the_outcome_of_the_independent_count(name: str, outcome: str) -> None:
    file = budget(outcomes(name)["file"])
    rule, given = variant(outcome, dict(file.meta))

    result = count(file, rule, given, seed="test")

    assert difference(name, outcome, result) == ""


@pytest.mark.parametrize("name", NAMES)
def test_the_scores_of_a_real_election_equal_the_recount(name: str) -> None:
    result = count(budget(outcomes(name)["file"]), "greedy", {})

    scores = {option: str(score) for option, score in result.scores}
    assert scores == outcomes(name)["counted"]["scores"]


@pytest.mark.parametrize("name", NAMES)
def test_real_elections_need_no_lot(name: str) -> None:
    file = budget(outcomes(name)["file"])

    for rule in ("greedy", "equal-shares"):
        assert count(file, rule, {}).winners == count(file, rule, {}, seed="any").winners


def test_wieliczka_funds_31_projects_when_exhaustive_and_the_declared_30_until_overspend() -> None:
    name = "Poland_Wieliczka_2023_Green_Budget"
    file = budget(f"{name}.pb")

    exhaustive = count(file, "equal-shares", {"completion": "add1"})
    last = count(file, "equal-shares", {"completion": "add1", "stop": "until-overspend"})

    assert (len(exhaustive.winners), exhaustive.cost) == (31, 984579)
    assert (len(last.winners), last.cost) == (30, 995079)
    assert {*last.winners} == declared(name)
