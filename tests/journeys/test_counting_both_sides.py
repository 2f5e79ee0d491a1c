"""`kiosk count` of both sides of a budget: worked examples beside the project, and its words."""

import json
from pathlib import Path
from typing import Any

import pytest
from test_kiosk_count import kiosk

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "budgets" / "expected"
RULES = ("most-backed", "average", "shares")
CITY = {
    "format": "two-sided-count/1",
    "name": "City\u202e",
    "unit": 1000,
    "lines": [
        {"id": "parks", "side": "spending", "last_year": 16, "floor": 0, "ceiling": 40},
        {"id": "library", "side": "spending", "last_year": 13, "floor": 0, "ceiling": 40},
        {"id": "tax", "side": "revenue", "last_year": 30, "floor": 30, "ceiling": 30},
    ],
    "ballots": [
        {"times": 2, "amounts": {"parks": 20, "library": 10}},
        {"times": 2, "amounts": {"parks": 10, "library": 20}},
    ],
}


def examples() -> list[Path]:
    return [
        file
        for file in sorted(DATA.glob("*.json"))
        if json.loads(file.read_bytes())["format"] == "two-sided-count/1"
    ]


@pytest.fixture
def city(tmp_path: Path) -> Path:
    file = tmp_path / "city.json"
    file.write_text(json.dumps(CITY), "utf-8")
    return file


@pytest.mark.skipif(not examples(), reason="the worked examples of budgets are not beside it")
@pytest.mark.parametrize("file", examples(), ids=lambda file: file.stem)
def test_a_worked_example_has_its_right_answer(file: Path) -> None:
    expected = json.loads(file.read_bytes())["expected"]
    for rule in RULES:
        if "error" in expected:
            answer = kiosk("count", file, "--rule", rule, "--json")
            assert (answer.returncode, answer.stdout) == (1, "")
            assert expected["error"].lower() in answer.stderr.lower()
            continue
        known: dict[str, Any] = expected.get(rule, {})
        known.pop("dollars", None)  # in money, where the count tells units
        found = json.loads(kiosk("count", file, "--rule", rule, "--json").stdout)
        assert {key: found[key] for key in known} == known


def test_a_lot_that_is_missing_is_asked_for_and_can_be_given(city: Path) -> None:
    refused = kiosk("count", city, "--rule", "most-backed", "--json")
    drawn = kiosk("count", city, "--rule", "most-backed", "--json", "--draw", "parks,library,tax")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "library, parks are tied, and only a lot decides. Give --draw" in refused.stderr
    assert json.loads(drawn.stdout)["amounts"] == {"parks": 17, "library": 13, "tax": 30}
    assert json.loads(drawn.stdout)["lot_used_for"] == [["library", "parks"]]


def test_words_tell_the_number_that_proves_it_and_each_line_in_money(city: Path) -> None:
    told = kiosk("count", city, "--rule", "most-backed", "--draw", "parks,library,tax").stdout

    assert "2 and 2 make 4: there both sides meet." in told
    assert "Money out is 30,000, money in is 30,000." in told
    assert "parks: 17,000. 2 wanted more, 0 this much, 2 less." in told
    assert "\u202e" not in told


@pytest.mark.parametrize("rule", ["greedy", "approval", "irv", "equal-shares", "knapsack"])
def test_a_rule_for_choices_counts_no_amounts(city: Path, rule: str) -> None:
    answer = kiosk("count", city, "--rule", rule)

    assert answer.returncode == 2
    assert "city.json has amounts. See: kiosk rules" in answer.stderr


def test_a_rule_for_amounts_counts_no_choices(tmp_path: Path) -> None:
    file = tmp_path / "rank.blt"
    file.write_text('2 1\n1 1 2 0\n0\n"A"\n"B"\n"T"\n', "utf-8")

    answer = kiosk("count", file, "--rule", "most-backed")

    assert answer.returncode == 2
    assert "counts ballots of the shape amounts; rank.blt has ranking" in answer.stderr
