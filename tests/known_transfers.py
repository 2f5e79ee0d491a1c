"""Real transferable votes beside the project, and in what a count of ours differs from known ones.

Every function named ``_difference`` answers in words, empty where the two counts are equal.
"""

import json
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from typing import Any

from known_rankings import DATA, counted, known
from told_rounds import told_rounds

from kiosk.domain.count.contract import Result
from kiosk.formats.ranked_blt import RankedFile, read

WARDS = {
    "Anderston-City-2007": "",
    "edinburgh_2017_ward12": "",
    "edinburgh_2022_ward11": "",
    "eilean_siar_2022_ward4": "",
    "fife_2017_ward15": "",
    "glasgow_2017_ward11": "",
    "shetland_2022_ward3": "",
    "weak-defeat": "",
    "weak-surplus": "654321",  # the drawn lot of the expected count puts 5 out before 6
}
DECLARED = ("edinburgh_2017_ward12", "fife_2017_ward15", "glasgow_2017_ward11")
DROOP = {"scottish-stv": "scotland-fixed-p5-d5", "meek-stv": "meek-prf-o6-fixed-p9-d9"}
DROOP_FILES = ("42", "42t", "513", "M135")
DROOP_LOT = tuple(str(number) for number in range(25, 0, -1))
CLOSE = Fraction(5, 1000)  # half a unit of the two decimals that some councils declared
TIES = {"earlier stage": "earlier-stage", "LOT": "lot"}


@cache
def ward(name: str) -> RankedFile:
    path = DATA / f"{name}.blt"
    return read(path.read_text(encoding="utf-8-sig"), path.name)


def count_ward(rule: str, name: str, lot: Iterable[str] = ()) -> Result:
    ranked = ward(name)
    ids = [option.id for option in ranked.standing]
    return counted(rule, ranked.ballots, ids, {}, seats=ranked.seats, lot=lot)


def stage_difference(name: str, result: Result) -> str:
    """From the independent integer count, in any stage, decimal, tie or the order elected."""
    expected = known(name)
    stages = [
        {
            "stage": stage["stage"],
            "action": stage["action"],
            "option": stage["candidate"],
            "votes": stage["votes"],
            "non_transferable": stage["non_transferable_incl_rounding_loss"],
            "elected": stage["elected_at_end"],
        }
        for stage in expected["stages"]
    ]
    if list(result.winners) != expected["elected_in_order"]:
        return "others are elected, or in another order"
    if result.counted - result.blank != expected["valid"]:
        return "another number of valid papers"
    if [{key: stage[key] for key in stages[0]} for stage in told_rounds(result)] != stages:
        return "another stage"
    ties = [
        (tuple(map(str, tie["candidates"])), TIES[tie["by"]], (str(tie["chosen"]),))
        for tie in expected["ties"]
    ]
    ours = [(tie.options, tie.decided_by, tie.chosen) for tie in result.ties]
    return "" if ours == ties else "a tie was decided otherwise"


def declared_difference(name: str, result: Result) -> str:
    """From the council's own stage table; how many stages are equal, and how many nearly."""
    expected = known(name)
    declared = sorted(expected["official"]["stages"].items(), key=lambda stage: int(stage[0]))
    apart = []
    for (_, table), stage in zip(declared, told_rounds(result), strict=True):
        totals = {row["name"].partition(",")[0].casefold(): row["total"] for row in table}
        ours = {_family_name(expected["candidates"][o]): v for o, v in stage["votes"].items()}
        if totals.keys() != ours.keys():
            return "other candidates"
        apart.append(max(abs(Fraction(totals[who]) - Fraction(ours[who])) for who in totals))
    equal, close = sum(not each for each in apart), sum(each <= CLOSE for each in apart)
    told = f"equal in {equal} of {len(apart)} stages, within 0.005 in {close}"
    return "" if equal == len(apart) else told


def _family_name(name: str) -> str:
    """As the ballot files write it: ``Amy MCNEESE-MECHAN (SNP)``."""
    [family] = [word for word in name.partition(" (")[0].split() if word.isupper()]
    return family.casefold()


Decision = tuple[str, str, Fraction, dict[str, Fraction]]


def decision_difference(rule: str, name: str, result: Result) -> str:
    """From the reference count of Droop: each election and defeat decided on votes, who sits."""
    report = json.loads((DATA / f"expected/droop/{name}-{DROOP[rule]}.txt").read_text("utf-8"))
    end = report["actions"][-1]["cstate"]
    if {*result.winners} != {option for option, at in end.items() if at["state"] == "elected"}:
        return "others are elected"
    known_decisions = [*_reference_decisions(report)]
    ours = [*_our_decisions(result)]
    return "" if ours[: len(known_decisions)] == known_decisions else "another decision"


def _reference_decisions(report: dict[str, Any]) -> Iterator[Decision]:
    ids = {candidate["name"]: id_ for id_, candidate in report["cdict"].items()}
    for action in report["actions"]:
        if action["tag"] in {"elect", "defeat"} and "remaining" not in action["msg"]:
            votes = {id_: Fraction(state["vote"]) for id_, state in action["cstate"].items()}
            option = ids[action["msg"].rpartition(": ")[2]]
            yield action["tag"], option, Fraction(action["quota"]), votes


def _our_decisions(result: Result) -> Iterator[Decision]:
    rounds = told_rounds(result)
    for stage, following in zip(rounds, [*rounds[1:], None], strict=True):
        quota = Fraction(stage["quota"])
        votes = {option: Fraction(number) for option, number in stage["votes"].items()}
        for option in stage["elected"]:
            yield "elect", option, quota, votes
        if following and following["action"] == "exclusion":
            yield "defeat", following["option"], quota, votes
