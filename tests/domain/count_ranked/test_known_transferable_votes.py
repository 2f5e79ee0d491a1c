"""Scottish STV equals the declared and independent stage tables, Meek the reference count."""

import json
import time
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from given_a_transferable_vote import BOTH, counted

from kiosk.domain.count.contract import Result
from kiosk.formats.ranked_blt import RankedFile, read

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "ballots"
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


def ward(name: str) -> RankedFile:
    path = DATA / f"{name}.blt"
    if not path.exists():
        pytest.skip(f"the public ballot data are not beside the project: {name}")
    return read(path.read_text(encoding="utf-8-sig"), path.name)


def count_ward(rule: str, name: str, lot: Iterable[str] = ()) -> Result:
    ranked = ward(name)
    ids = [option.id for option in ranked.standing]
    return counted(rule, ranked.ballots, options=ids, seats=ranked.seats, lot=lot)


@pytest.mark.parametrize("name", WARDS)
def test_every_stage_equals_the_independent_count_in_every_decimal(name: str) -> None:
    # given
    result = count_ward("scottish-stv", name, WARDS[name])
    expected = json.loads((DATA / "expected" / f"{name}.json").read_text())

    # then
    assert list(result.winners) == expected["elected_in_order"]
    assert result.counted - result.blank == expected["valid"]
    for stage, known in zip(result.rounds, expected["stages"], strict=True):
        assert (
            stage.items()
            >= {
                "stage": known["stage"],
                "action": known["action"],
                "option": known["candidate"],
                "votes": known["votes"],
                "non_transferable": known["non_transferable_incl_rounding_loss"],
                "elected": known["elected_at_end"],
            }.items()
        )
    ties = {"earlier stage": "earlier-stage", "LOT": "lot"}
    assert [(tie.options, tie.decided_by, tie.chosen) for tie in result.ties] == [
        (tuple(map(str, tie["candidates"])), ties[tie["by"]], (str(tie["chosen"]),))
        for tie in expected["ties"]
    ]


def test_leith_walk_is_counted_in_a_fraction_of_a_second() -> None:
    ranked = ward("edinburgh_2017_ward12")
    ids = [option.id for option in ranked.options]

    started = time.perf_counter()
    counted("scottish-stv", ranked.ballots, options=ids, seats=ranked.seats)
    assert time.perf_counter() - started < 0.3


@pytest.mark.parametrize("name", ["42", "42t", "513", "M135"])
def test_every_decision_equals_the_reference_meek_count(name: str) -> None:
    # given every election and defeat that the reference decided on votes
    path = DATA / f"expected/droop/{name}-meek-prf-o6-fixed-p9-d9.txt"
    result = count_ward("meek-stv", f"droop/{name}", [str(n) for n in range(25, 0, -1)])
    known = json.loads(path.read_text())
    ids = {candidate["name"]: id_ for id_, candidate in known["cdict"].items()}
    decisions = [
        (
            action["tag"],
            ids[action["msg"].rpartition(": ")[2]],
            action["quota"],
            {id_: state["vote"] for id_, state in action["cstate"].items()},
        )
        for action in known["actions"]
        if action["tag"] in {"elect", "defeat"} and "remaining" not in action["msg"]
    ]

    # when
    ours = []
    for stage, following in pairwise([*result.rounds, None]):
        ours += [("elect", o, stage["quota"], stage["votes"]) for o in stage["elected"]]
        if following and following["action"] == "exclusion":
            ours.append(("defeat", following["option"], stage["quota"], stage["votes"]))

    # then
    assert ours[: len(decisions)] == decisions
    assert set(result.rounds[0]["keep"]) == set(result.rounds[0]["elected"])
    end = known["actions"][-1]["cstate"]
    assert set(result.winners) == {o for o, at in end.items() if at["state"] == "elected"}


def test_meek_and_scotland_may_differ_and_both_say_so() -> None:
    scottish, meek = (count_ward(rule, "Anderston-City-2007") for rule in BOTH)

    assert scottish.winners == ("7", "3", "1", "8")
    assert meek.winners == ("7", "3", "8", "1")
