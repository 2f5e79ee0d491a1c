"""Real budget votes beside the project, and what an independent exact count found in each."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from told_rounds import told_rounds

from kiosk.domain.count.contract import Result, contest_of
from kiosk.domain.count.lot import drawn_from
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import complete
from kiosk.domain.questions import KINDS
from kiosk.formats.budget_pb import BudgetFile, read

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "ballots"
UTILITIES = {"cost": "cost", "card": "cardinality", "points": "points", "positional": "positional"}
COMPARISON = "comparison_step"
SHARES = "mes_cost_add1_until_overspend_exact_start"
GREEDY = "greedy_by_score"


def names() -> list[str]:
    """The files that are there, without their endings."""
    return [file.name.split(".pb")[0] for file in sorted(DATA.glob("*.pb*"))]


@cache
def outcomes(name: str) -> dict[str, Any]:
    """What is known of a file: its META, the declared projects, an outcome for each variant."""
    found: dict[str, Any] = json.loads((DATA / "expected" / f"{name}.json").read_text("utf-8"))
    return found


@cache
def budget(file: str) -> BudgetFile:
    content = (DATA / file).read_bytes()
    plain = gzip.decompress(content) if file.endswith(".gz") else content
    return read(plain.decode(), file=file)


def variant(outcome: str, meta: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The rule and its settings that an outcome's name means."""
    if outcome == COMPARISON:
        given = {"utility": "cost", "completion": "add1", "stop": "until-overspend"}
        return "equal-shares", given | {"comparison": "yes"}
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


def difference(name: str, outcome: str, result: Result) -> str:
    """In what a result differs from the known outcome; empty where it equals it in everything."""
    expected = outcomes(name)["outcomes"][outcome]
    if outcome == COMPARISON:
        return _other_preference(name, result)
    if result.rule == "knapsack":
        return _other_value(outcomes(name)["file"], expected, result)
    return ", ".join(_other_purchases(expected, result))


def _other_purchases(expected: dict[str, Any], result: Result) -> Iterator[str]:
    if list(result.winners) != expected["selected"]:
        yield "other winners, or in another order"
    if str(result.cost) != expected["cost"]:
        yield "another cost"
    prices = [str(told["price"]) for told in told_rounds(result) if "price" in told]
    known = [step[1] for step in expected.get("steps", ())]
    if prices[: len(known)] != known[: len(prices)]:
        yield "another price"
    if (
        "endowment" in expected
        and str(told_rounds(result)[0]["endowment"]) != expected["endowment"]
    ):
        yield "another endowment"


def _other_value(file: str, expected: dict[str, Any], result: Result) -> str:
    """Several sets can be best, so the value decides, and the cost may only be smaller."""
    times_cost = dict(result.settings)["value"] == "score-times-cost"
    cost_of = {option.id: option.cost for option in budget(file).question.options}
    scores = dict(result.scores)
    total = sum(scores[w] * (cost_of[w] if times_cost else 1) for w in result.winners)
    if str(total) != expected["objective"]:
        return "another value"
    assert result.cost is not None
    return "" if result.cost <= int(expected["cost"]) else "a higher cost"


def _other_preference(name: str, result: Result) -> str:
    """The set that was kept, and how many voters had more winners in one set and in the other."""
    known = outcomes(name)["outcomes"]
    expected = known[COMPARISON]
    kept = GREEDY if expected["kept"] == "greedy" else SHARES
    if {*result.winners} != {*known[kept]["selected"]}:
        return "the other set was kept"
    preferences = expected["prefer_mes"], expected["prefer_greedy"]
    if preferences == (0, 0):
        return ""  # the same set twice: nobody prefers either, and nobody is asked
    asked = [dict(told.values) for told in result.explanation if "scores" in dict(told.values)]
    told = [(values["number"], values["scores"]) for values in asked]
    return "" if preferences in told else "other preferences"


def declared(name: str) -> frozenset[str]:
    """The projects that the city's own rule won, without those it added for another reason."""
    return _declared(name, {"1"})


def added_otherwise(name: str) -> frozenset[str]:
    """The projects that a city added for another reason, such as a bonus for turnout."""
    return _declared(name, {"2", "3"})


def _declared(name: str, codes: set[str]) -> frozenset[str]:
    by_code = outcomes(name).get("official", {}).get("selected_by_code", {})
    return frozenset(project for code in codes for project in by_code.get(code, ()))
