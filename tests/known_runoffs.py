"""Real instant runoffs beside the project, and in what a count of ours differs from known ones.

Every function named ``_difference`` answers in words, empty where the two counts are equal.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from known_rankings import DATA, counted, known
from python_calamine import CalamineWorkbook
from told_rounds import told_rounds

from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.count.contract import Ballots, Result

BURLINGTON = "00005-00000002"
BURLINGTON_NAMES = (
    *("Bob Kiss", "Andy Montroll", "James Simpson"),
    *("Dan Smith", "Kurt Wright", "Write-In"),
)
READINGS = {
    "exhaust-if-continuing": "overvote_exhaust_if_multiple_continuing",
    "exhaust": "overvote_exhaust",
    "skip": "overvote_skip",
}
RCTAB = {
    "duplicate_test": (),
    "test_set_1_exhaust_at_overvote": (),
    "test_set_3_skipped_choice_exhaust": (),
    "tiebreak_previous_round_counts_then_random_test": ("Sneezy", "Dopey", "Grumpy"),
    "2013_minneapolis_mayor": (),
}
RCTAB_OVERVOTE = {
    "exhaustImmediately": "exhaust",
    "alwaysSkipToNextRank": "skip",
    "exhaustIfMultipleContinuing": "exhaust-if-continuing",
}


@cache
def burlington() -> Ballots:
    merged: Counter[Marks] = Counter()
    for line in (DATA / f"{BURLINGTON}.toi").read_text("utf-8").splitlines():
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


def count_burlington(overvote: str) -> Result:
    ids = [str(number) for number, _ in enumerate(BURLINGTON_NAMES, start=1)]
    return counted("irv", burlington(), ids, {"overvote": overvote})


def burlington_difference(overvote: str, result: Result) -> str:
    """From the published rounds under one reading of overvotes."""
    expected = known(BURLINGTON)[READINGS[overvote]]
    title = {str(number): name for number, name in enumerate(BURLINGTON_NAMES, start=1)}
    rounds = [
        ({title[option]: number for option, number in turn["votes"].items()}, turn["exhausted"])
        for turn in told_rounds(result)
    ]
    if [title[winner] for winner in result.winners] != [expected["winner"]]:
        return "another winner"
    published = [(turn["tally"], turn["exhausted"]) for turn in expected["rounds"]]
    return "" if rounds == published else "another round"


@dataclass(frozen=True, slots=True)
class Regression:
    """One of RCTab's regression elections: ballots, candidates, settings of ours, its rounds."""

    ballots: Ballots
    names: tuple[str, ...]
    given: dict[str, str]
    rounds: list[dict[str, Any]]
    undervotes: int


@cache
def rctab(folder: str) -> Regression:
    """Undeclared write-ins do not stand, which is what round 1 of RCTab makes of them."""
    place = DATA / "rctab" / folder
    config = json.loads((place / f"{folder}_config.json").read_text("utf-8"))
    report = json.loads((place / f"{folder}_expected_detailed_report.json").read_text("utf-8"))
    rules = config["rules"]
    path = place / config["cvrFileSources"][0]["filePath"]
    rows = CalamineWorkbook.from_path(path.with_suffix(".xlsx")).get_sheet_by_index(0).to_python()
    names = tuple(candidate["name"] for candidate in config["candidates"])
    results = report["results"]
    return Regression(
        ballots=_cast_vote_records(rows[1:], names, int(rules["maxRankingsAllowed"])),
        names=names,
        given={
            "overvote": RCTAB_OVERVOTE[rules["overvoteRule"]],
            "skips": rules["maxSkippedRanksAllowed"],
            "duplicates": "exhaust" if rules["exhaustOnDuplicateCandidate"] else "ignore",
            "batch": "yes" if rules["batchElimination"] else "no",
        },
        rounds=results[1:] if "Undeclared Write-ins" in results[0]["tally"] else results,
        undervotes=report["summary"]["undervotes"],
    )


def _cast_vote_records(rows: list[Any], names: Iterable[str], places: int) -> Ballots:
    short = {name.removeprefix("Candidate ").removesuffix(" Name"): name for name in names}
    merged: Counter[Marks] = Counter()
    for row in rows:
        marks = []
        for place, cell in enumerate(row[1 : 1 + places], start=1):
            word = str(cell).strip()
            if word == "overvote":
                marks += [("one", place), ("another", place)]
            elif word not in {"", "undervote"}:
                marks.append((short.get(word, word), place))
        merged[in_order(marks)] += 1
    return Ballots(tuple(sorted(merged.items())))


def count_rctab(folder: str) -> Result:
    regression = rctab(folder)
    return counted("irv", regression.ballots, regression.names, regression.given, lot=RCTAB[folder])


def rctab_difference(folder: str, result: Result) -> str:
    """From RCTab's report: votes, exhausted ballots, who went out and who won, in each round."""
    regression = rctab(folder)
    reported = [
        {
            "votes": {name: int(number) for name, number in turn["tally"].items()},
            "exhausted": sum(map(int, turn["inactiveBallots"].values())),
            "eliminated": {
                step["eliminated"] for step in turn["tallyResults"] if "eliminated" in step
            },
            "elected": [step["elected"] for step in turn["tallyResults"] if "elected" in step],
        }
        for turn in regression.rounds
    ]
    ours = [
        {
            "votes": turn["votes"],
            "exhausted": turn["exhausted"],
            "eliminated": {*turn["eliminated"]},
            "elected": turn["elected"],
        }
        for turn in told_rounds(result)
    ]
    if ours != reported:
        return "another round"
    return "" if result.blank == regression.undervotes else "another number of blank ballots"
