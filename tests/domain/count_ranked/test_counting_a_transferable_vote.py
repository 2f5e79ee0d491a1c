"""Scottish STV equals the declared and independent stage tables, Meek the reference count."""

import json
import time
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.count import RULES
from kiosk.domain.count.contract import Ballots, Contest, Result, Shape, merge
from kiosk.domain.count.settings import complete
from kiosk.domain.errors import LotNeeded
from kiosk.domain.text import plain
from kiosk.formats.ranked_blt import RankedFile, read

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "ballots"
BOTH = ("scottish-stv", "meek-stv")


def counted(
    rule: str,
    ballots: Ballots | Iterable[Marks],
    *,
    options: Iterable[str],
    seats: int,
    lot: Iterable[str] = (),
) -> Result:
    contest = Contest(
        options=tuple(Option(o, plain(o)) for o in options),
        shape=Shape.RANKING,
        seats=seats,
        lot=tuple(lot),
    )
    merged = ballots if isinstance(ballots, Ballots) else merge(ballots)
    return RULES[rule].count(contest, merged, complete(RULES[rule], {}))


def many(*lines: str) -> list[Marks]:
    """``3 abc``: so many ballots of that ranking."""
    split = [line.split(" ") for line in lines]
    return [
        in_order((option, at) for at, option in enumerate(ranking, start=1))
        for number, ranking in split
        for _ in range(int(number))
    ]


def told(result: Result) -> dict[str, str]:
    return {
        option: sentence.wording % {k: getattr(v, "option", v) for k, v in sentence.values}
        for option, sentence in result.reasons
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


# The Scottish Order

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


@pytest.mark.parametrize("name", WARDS)
def test_every_stage_equals_the_independent_count_in_every_decimal(name: str) -> None:
    # given
    result = count_ward("scottish-stv", name, WARDS[name])
    expected = json.loads((DATA / "expected" / f"{name}.json").read_text())

    # then
    assert list(result.winners) == expected["elected_in_order"]
    assert result.counted - result.blank == expected["valid"]
    for stage, known in zip(result.rounds, expected["stages"], strict=True):
        assert stage == {
            "stage": known["stage"],
            "action": known["action"],
            "option": known["candidate"],
            "votes": known["votes"],
            "non_transferable": known["non_transferable_incl_rounding_loss"],
            "elected": known["elected_at_end"],
        }
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


def test_the_quota_is_enough_for_one_more_than_all_others_could_reach() -> None:
    result = counted("scottish-stv", many("4 a", "3 b", "2 c"), options="abc", seats=2)

    # 9 ballots, 2 seats: 9 // 3 + 1 = 4, so a is elected at once and has no surplus
    assert result.rounds[0]["elected"] == ["a"]
    assert [stage["action"] for stage in result.rounds] == ["first preferences", "exclusion"]
    assert result.winners == ("a", "b")
    assert told(result) == {"c": "At stage 1 it had 1 fewer than b."}


def test_the_value_of_each_paper_is_truncated_before_it_is_multiplied() -> None:
    # given 7 papers of a at quota 4: each passes on 3/7 = 0.42857 (428571...), 7 times 2.99999
    result = counted("scottish-stv", many("7 ab", "3 c"), options="abcd", seats=2)

    assert result.rounds[1]["votes"] == {
        "a": "4.00000",
        "b": "2.99999",
        "c": "3.00000",
        "d": "0.00000",
    }
    assert result.rounds[1]["non_transferable"] == "0.00001"


@pytest.mark.parametrize("rule", BOTH)
def test_a_gap_or_a_shared_place_ends_a_paper_and_no_first_preference_voids_it(rule: str) -> None:
    ballots = [
        in_order([("a", 1), ("b", 3)]),  # reads a
        in_order([("a", 1), ("b", 2), ("c", 2)]),  # reads a
        in_order([("b", 2)]),  # void
        in_order([("a", 1), ("b", 1)]),  # void
        (),
        in_order([("w", 1), ("a", 2)]),  # w does not stand: reads a
    ]

    result = counted(rule, ballots, options="abc", seats=1)

    assert result.winners == ("a",)
    assert (result.counted, result.blank, result.rejected) == (4, 1, 2)
    assert Fraction(result.rounds[0]["votes"]["a"]) == 3


@pytest.mark.parametrize("rule", BOTH)
def test_as_many_options_as_seats_are_all_elected(rule: str) -> None:
    result = counted(rule, many("1 a"), options="ab", seats=2)

    assert set(result.winners) == {"a", "b"}
    assert len(result.rounds) == 1
    assert result.reasons == ()


@pytest.mark.parametrize("rule", BOTH)
def test_nobody_is_elected_where_nobody_chose(rule: str) -> None:
    result = counted(rule, [(), ()], options="abc", seats=2)

    assert (result.winners, result.rounds, result.blank) == ((), (), 2)


@pytest.mark.parametrize("rule", BOTH)
def test_options_without_a_vote_go_out_without_a_lot(rule: str) -> None:
    result = counted(rule, many("5 a", "3 b", "2 c"), options="xabcy", seats=1, lot="")

    assert result.winners == ("a",)
    assert result.ties == ()


@pytest.mark.parametrize("rule", BOTH)
def test_options_without_a_vote_go_out_in_the_order_of_a_drawn_lot(rule: str) -> None:
    result = counted(rule, many("4 a", "3 b", "2 c"), options="xabcyz", seats=1, lot="zxyabc")

    assert [stage["option"] for stage in result.rounds[:4]] == [None, "y", "x", "z"]
    assert result.ties == ()


def test_the_last_continuing_option_is_not_put_at_the_mercy_of_a_lot() -> None:
    # given b alone with votes for the last seat, while x and y have none
    result = counted("scottish-stv", many("6 a", "2 b"), options="xaby", seats=2)

    assert result.winners == ("a", "b")


@pytest.mark.parametrize("rule", BOTH)
def test_options_without_a_vote_need_a_lot_if_one_of_them_is_elected(rule: str) -> None:
    with pytest.raises(LotNeeded) as refusal:
        counted(rule, many("5 a"), options="abc", seats=2)
    assert refusal.value.options == ("b", "c")
    assert counted(rule, many("5 a"), options="abc", seats=2, lot="cab").winners == ("a", "c")


@pytest.mark.parametrize("rule", BOTH)
def test_a_tie_for_last_that_matters_is_decided_by_the_lot_and_told(rule: str) -> None:
    ballots = many("4 a", "2 bd", "2 cd", "3 d")

    with pytest.raises(LotNeeded):
        counted(rule, ballots, options="abcd", seats=2)
    result = counted(rule, ballots, options="abcd", seats=2, lot="abcd")
    assert result.rounds[-1]["option"] == "c" or result.rounds[1]["option"] == "c"
    assert result.ties[0].decided_by == "lot"
    assert told(result)["c"] == "It was tied with b, and the lot decided."


def test_equal_surpluses_go_by_the_lot_when_no_stage_differs() -> None:
    ballots = many("6 ac", "6 bd", "1 c", "2 d")

    with pytest.raises(LotNeeded):
        counted("scottish-stv", ballots, options="abcd", seats=3)
    result = counted("scottish-stv", ballots, options="abcd", seats=3, lot="badc")
    assert [stage["option"] for stage in result.rounds[:2]] == [None, "b"]
    assert result.ties[0].chosen == ("b",)
    assert dict(result.ties[0].where.values) == {"stage": 2}


# Meek


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


# The slow counts


def slow_scottish(
    ballots: list[list[str]], options: str, seats: int, lot: list[str]
) -> tuple[list[dict[str, Fraction]], list[str]]:
    """One paper at a time, values as fractions cut to five decimals."""
    papers: list[dict[str, Any]] = [{"prefs": b, "value": Fraction(1), "at": b[0]} for b in ballots]
    quota = len(papers) // (seats + 1) + 1
    hopeful, elected, pending = set(options), list[str](), set[str]()
    fixed = dict.fromkeys(options, Fraction(0))
    history: list[dict[str, Fraction]] = []

    def move(holder: str, ratio: Fraction | None) -> None:
        for paper in papers:
            if paper["at"] != holder:
                continue
            rest = paper["prefs"][paper["prefs"].index(holder) + 1 :]
            paper["at"] = next((o for o in rest if o in hopeful), None)
            if ratio is not None:
                paper["value"] = Fraction(int(paper["value"] * ratio * 100_000), 100_000)

    def best(group: set[str]) -> str:
        return max(group, key=lambda o: (*(h[o] for h in reversed(history)), -lot.index(o)))

    def worst(group: set[str]) -> str:
        return max(group, key=lambda o: (*(-h[o] for h in reversed(history)), lot.index(o)))

    while True:
        votes = dict(fixed)
        for paper in papers:
            if paper["at"]:
                votes[paper["at"]] += paper["value"]
        history.append(votes)
        now = sorted((o for o in hopeful if votes[o] >= quota), key=lambda o: -votes[o])
        elected += now
        hopeful -= set(now)
        pending |= {o for o in now if votes[o] > quota}
        if len(hopeful) <= seats - len(elected):
            elected += sorted(hopeful, key=lambda o: -votes[o])
            hopeful = set()
        if len(elected) >= seats or not hopeful:
            return history, elected
        if pending:
            holder = best(pending)
            pending.remove(holder)
            fixed[holder] = Fraction(quota)
            move(holder, (votes[holder] - quota) / votes[holder])
        else:
            holder = worst(hopeful)
            hopeful.remove(holder)
            move(holder, None)


def slow_meek(ballots: list[list[str]], options: str, seats: int, lot: list[str]) -> list[str]:
    """The reference rule read aloud: every ballot shared on its own, in fractions."""

    def up(number: Fraction) -> Fraction:
        return Fraction(-(-number * 10**9 // 1), 10**9)

    keep = dict.fromkeys(options, Fraction(1))
    hopeful, elected = set(options), list[str]()
    while len(elected) < seats and len(elected) + len(hopeful) > seats:
        before: Fraction | None = None
        while True:
            votes = dict.fromkeys(options, Fraction(0))
            for ballot in ballots:
                weight = Fraction(1)
                for option in ballot:
                    part = up(weight * keep[option])
                    votes[option] += part
                    weight -= part
            quota = Fraction(sum(votes.values()) * 10**9 // (seats + 1) + 1, 10**9)
            now = [option for option in hopeful if votes[option] >= quota]
            elected += now
            hopeful -= set(now)
            surplus = max(Fraction(0), sum((votes[o] - quota for o in elected), Fraction(0)))
            if now or surplus < Fraction(1, 10**6) or (before is not None and surplus >= before):
                break
            before = surplus
            for option in elected:
                keep[option] = up(up(keep[option] * quota) / votes[option])
        if not now:
            least = min(votes[option] for option in hopeful)
            tied = [option for option in hopeful if votes[option] <= least + surplus]
            out = max(tied, key=lot.index)
            hopeful.remove(out)
            keep[out] = Fraction(0)
    if len(elected) < seats:
        elected += hopeful
    return elected


SOME_BALLOTS = st.lists(
    st.permutations("abcde").flatmap(
        lambda order: st.integers(1, 5).map(lambda length: list(order)[:length])
    ),
    min_size=1,
    max_size=12,
)


def marks_of(ballots: list[list[str]]) -> list[Marks]:
    return [in_order((o, at) for at, o in enumerate(b, start=1)) for b in ballots]


@settings(max_examples=300, deadline=None)
@given(ballots=SOME_BALLOTS, seats=st.integers(1, 3), lot=st.permutations("abcde"))
def test_the_slow_scottish_count_agrees_at_every_stage(
    ballots: list[list[str]], seats: int, lot: list[str]
) -> None:
    result = counted("scottish-stv", marks_of(ballots), options="abcde", seats=seats, lot=lot)

    history, elected = slow_scottish(ballots, "abcde", seats, lot)
    votes = [{o: Fraction(n) for o, n in stage["votes"].items()} for stage in result.rounds]
    assert votes == history
    assert set(result.winners) == set(elected)


@settings(max_examples=300, deadline=None)
@given(ballots=SOME_BALLOTS, seats=st.integers(1, 3), lot=st.permutations("abcde"))
def test_the_slow_meek_count_elects_the_same(
    ballots: list[list[str]], seats: int, lot: list[str]
) -> None:
    result = counted("meek-stv", marks_of(ballots), options="abcde", seats=seats, lot=lot)

    assert set(result.winners) == set(slow_meek(ballots, "abcde", seats, lot))


@settings(max_examples=200, deadline=None)
@given(
    ballots=SOME_BALLOTS,
    seats=st.integers(1, 3),
    lot=st.permutations("abcde"),
    renamed=st.permutations("vwxyz"),
    rule=st.sampled_from(BOTH),
)
def test_votes_add_up_and_names_do_not_matter(
    *, ballots: list[list[str]], seats: int, lot: list[str], renamed: list[str], rule: str
) -> None:
    result = counted(rule, marks_of(ballots), options="abcde", seats=seats, lot=lot)

    for stage in result.rounds:
        held = sum(Fraction(votes) for votes in stage["votes"].values())
        assert held + Fraction(stage["non_transferable"]) == len(ballots)
        assert Fraction(stage["non_transferable"]) >= 0
    assert len(result.winners) == seats
    assert {option for option, _ in result.reasons} == set("abcde") - set(result.winners)

    names = dict(zip("abcde", renamed, strict=True))
    other = counted(
        rule,
        marks_of([[names[o] for o in ballot] for ballot in ballots]),
        options=[names[o] for o in "abcde"],
        seats=seats,
        lot=[names[o] for o in lot],
    )
    assert other.winners == tuple(names[o] for o in result.winners)


def test_merged_ballots_count_like_single_ones() -> None:
    ballots = many("7 abc", "5 bca", "4 cab")
    merged = Ballots(tuple(Counter(ballots).items()))

    for rule in BOTH:
        one, other = (
            counted(rule, b, options="abc", seats=2, lot="abc") for b in (ballots, merged)
        )
        assert one == other
