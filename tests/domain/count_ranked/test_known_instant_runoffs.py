"""Real instant runoffs come out as declared, and round by round as published."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from given_an_instant_runoff import RULE
from python_calamine import CalamineWorkbook

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.count.contract import Ballots, Contest, Shape
from kiosk.domain.count.settings import complete
from kiosk.domain.text import plain

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "ballots"
RCTAB_OVERVOTE = {
    "exhaustImmediately": "exhaust",
    "alwaysSkipToNextRank": "skip",
    "exhaustIfMultipleContinuing": "exhaust-if-continuing",
}


def of_data(name: str) -> Path:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the public ballot data are not beside the project: {name}")
    return path


def burlington() -> Ballots:
    lines = of_data("00005-00000002.toi").read_text().splitlines()
    merged: Counter[Marks] = Counter()
    for line in lines:
        if line.startswith("#"):
            continue
        number, _, order = line.partition(":")
        places = re.findall(r"\{([^}]*)\}|(\d+)", order)
        marks = [
            (option.strip(), at)
            for at, (shared, alone) in enumerate(places, start=1)
            for option in (shared or alone).split(",")
        ]
        merged[in_order(marks)] += int(number)
    return Ballots(tuple(sorted(merged.items())))


@pytest.mark.parametrize(
    ("overvote", "key"),
    [
        ("exhaust-if-continuing", "overvote_exhaust_if_multiple_continuing"),
        ("exhaust", "overvote_exhaust"),
        ("skip", "overvote_skip"),
    ],
)
def test_burlington_2009_ends_as_published(overvote: str, key: str) -> None:
    # given
    expected = json.loads(of_data("expected/00005-00000002.json").read_text())[key]
    names = ["Bob Kiss", "Andy Montroll", "James Simpson", "Dan Smith", "Kurt Wright", "Write-In"]
    title = {str(number): name for number, name in enumerate(names, start=1)}
    contest = Contest(
        options=tuple(Option(id_, plain(name)) for id_, name in title.items()),
        shape=Shape.RANKING,
    )

    # when
    result = RULE.count(contest, burlington(), complete(RULE, {"overvote": overvote}))

    # then
    assert title[result.winners[0]] == expected["winner"]
    for turn, known in zip(result.rounds, expected["rounds"], strict=True):
        votes = {title[option]: number for option, number in turn["votes"].items()}
        assert votes == known["tally"]
        assert turn["exhausted"] == known["exhausted"]
    if overvote == "exhaust-if-continuing":
        assert sorted(result.rounds[-1]["votes"].values()) == [4061, 4313]


def rctab(folder: str) -> tuple[Ballots, list[str], dict[str, Any], dict[str, Any]]:
    """Ballots, candidates, configuration and report of one of RCTab's regression elections."""
    config = json.loads(of_data(f"rctab/{folder}/{folder}_config.json").read_text())
    report = json.loads(
        of_data(f"rctab/{folder}/{folder}_expected_detailed_report.json").read_text()
    )
    source = config["cvrFileSources"][0]
    path = of_data(f"rctab/{folder}/{folder}_config.json").parent / source["filePath"]
    rows = CalamineWorkbook.from_path(path.with_suffix(".xlsx")).get_sheet_by_index(0).to_python()
    places = int(config["rules"]["maxRankingsAllowed"])
    names = [candidate["name"] for candidate in config["candidates"]]
    short = {name.removeprefix("Candidate ").removesuffix(" Name"): name for name in names}
    merged: Counter[Marks] = Counter()
    for row in rows[1:]:
        marks = []
        for place, cell in enumerate(row[1 : 1 + places], start=1):
            word = str(cell).strip()
            if word == "overvote":
                marks += [("one", place), ("another", place)]
            elif word not in {"", "undervote"}:
                marks.append((short.get(word, word), place))
        merged[in_order(marks)] += 1
    return Ballots(tuple(sorted(merged.items()))), names, config["rules"], report


@pytest.mark.parametrize(
    ("folder", "lot"),
    [
        ("duplicate_test", ()),
        ("test_set_1_exhaust_at_overvote", ()),
        ("test_set_3_skipped_choice_exhaust", ()),
        ("tiebreak_previous_round_counts_then_random_test", ("Sneezy", "Dopey", "Grumpy")),
        ("2013_minneapolis_mayor", ()),
    ],
)
def test_rounds_equal_the_reports_of_rctab(folder: str, lot: tuple[str, ...]) -> None:
    # given: undeclared write-ins do not stand, which is what round 1 of RCTab makes of them
    ballots, names, rules, report = rctab(folder)
    contest = Contest(
        options=tuple(Option(name, plain(name)) for name in names), shape=Shape.RANKING, lot=lot
    )
    given = {
        "overvote": RCTAB_OVERVOTE[rules["overvoteRule"]],
        "skips": rules["maxSkippedRanksAllowed"],
        "duplicates": "exhaust" if rules["exhaustOnDuplicateCandidate"] else "ignore",
        "batch": "yes" if rules["batchElimination"] else "no",
    }

    # when
    result = RULE.count(contest, ballots, complete(RULE, given))

    # then
    known = report["results"]
    if "Undeclared Write-ins" in known[0]["tally"]:
        known = known[1:]
    for turn, expected in zip(result.rounds, known, strict=True):
        assert turn["votes"] == {name: int(n) for name, n in expected["tally"].items()}
        assert turn["exhausted"] == sum(map(int, expected["inactiveBallots"].values()))
        outs = {step["eliminated"] for step in expected["tallyResults"] if "eliminated" in step}
        assert set(turn["eliminated"]) == outs
        elected = [step["elected"] for step in expected["tallyResults"] if "elected" in step]
        assert turn["elected"] == elected
    assert result.blank == report["summary"]["undervotes"]
