"""Instant runoff reads ballots as its settings say, and real elections come out as declared."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.count import RULES
from kiosk.domain.count.contract import Ballots, Contest, Result, Shape, merge
from kiosk.domain.count.settings import BadSetting, complete
from kiosk.domain.errors import LotNeeded
from kiosk.domain.text import plain

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "ballots"
RULE = RULES["irv"]


def counted(
    ballots: Iterable[Marks], *, options: Iterable[str], lot: Iterable[str] = (), **given: str
) -> Result:
    contest = Contest(
        options=tuple(Option(o, plain(o)) for o in options), shape=Shape.RANKING, lot=tuple(lot)
    )
    return RULE.count(contest, merge(ballots), complete(RULE, given))


def ranked(text: str) -> Marks:
    """``a b=c - d``: places apart by spaces, shared ones by =, a place left out by -."""
    places = enumerate(text.split(), start=1)
    return in_order((o, n) for n, place in places for o in place.split("=") if o != "-")


def many(*lines: str) -> list[Marks]:
    """``3 a b``: so many ballots of that ranking."""
    split = [line.split(" ", 1) for line in lines]
    return [ranked(text) for number, text in split for _ in range(int(number))]


def of_data(name: str) -> Path:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the public ballot data are not beside the project: {name}")
    return path


def test_the_last_goes_out_until_one_has_more_than_half() -> None:
    result = counted(many("4 a", "3 b", "2 c b"), options="abc")

    assert result.winners == ("b",)
    assert result.rounds == (
        {
            "round": 1,
            "votes": {"a": 4, "b": 3, "c": 2},
            "exhausted": 0,
            "eliminated": ["c"],
            "elected": [],
        },
        {"round": 2, "votes": {"a": 4, "b": 5}, "exhausted": 0, "eliminated": [], "elected": ["b"]},
    )


def test_half_is_not_more_than_half() -> None:
    assert len(counted(many("2 a", "1 b", "1 c a"), options="abc", lot="abc").rounds) == 2


def test_blank_ballots_are_counted_apart_and_never_exhausted() -> None:
    result = counted([*many("2 a"), (), ()], options="ab")

    assert (result.counted, result.blank) == (4, 2)
    assert result.rounds[0]["exhausted"] == 0


def test_nobody_wins_where_nobody_chose() -> None:
    assert counted([(), ()], options="ab").winners == ()


@pytest.mark.parametrize(
    ("overvote", "exhausted", "b"),
    [("exhaust", 2, 2), ("exhaust-if-continuing", 1, 3), ("skip", 0, 4)],
)
def test_a_shared_place_is_read_as_the_overvote_setting_says(
    overvote: str, exhausted: int, b: int
) -> None:
    # given c out after round 1; then "c=b" has one continuing option and "a=b b" two
    ballots = many("5 a", "2 b", "1 c c=b b", "1 a=b b")

    last = counted(ballots, options="abc", overvote=overvote, lot="abc").rounds
    assert last[0]["votes"] == {"a": 5, "b": 2 + (overvote == "skip"), "c": 1}

    # and when nobody has more than half at once
    ballots = many("4 a", "2 b", "1 c c=b b", "1 a=b b", "1 d a")
    last = counted(ballots, options="abcd", overvote=overvote, lot="abcd").rounds[-1:]
    assert last[0]["votes"] == {"a": 5, "b": b} or last[0]["elected"] == ["a"]
    assert last[0]["exhausted"] == exhausted or last[0]["elected"] == ["a"]


def test_a_ballot_set_aside_never_comes_back() -> None:
    # given a=b unreadable in round 1; a goes out later, yet the ballot stays aside
    result = counted(many("2 a", "3 b", "4 c", "1 a=b"), options="abc")

    assert [turn["exhausted"] for turn in result.rounds] == [1, 3]
    assert result.rounds[-1]["votes"] == {"b": 3, "c": 4}


@pytest.mark.parametrize(("skips", "votes"), [("ignore", 3), ("2", 3), ("1", 2), ("0", 1)])
def test_more_places_left_out_than_allowed_set_a_ballot_aside(skips: str, votes: int) -> None:
    ballots = many("1 a", "1 - a", "1 - - a", "9 b")

    assert counted(ballots, options="ab", skips=skips).rounds[0]["votes"] == {"a": votes, "b": 9}


def test_a_gap_counts_only_when_the_ballot_must_be_read_past_it() -> None:
    ballots = many("3 a - - b", "4 b", "5 c")

    result = counted(ballots, options="abc", skips="1")
    assert [turn["exhausted"] for turn in result.rounds] == [0, 3]


def test_an_option_named_again_is_ignored_or_ends_the_ballot() -> None:
    ballots = many("2 a a b", "3 b", "4 c")

    assert counted(ballots, options="abc").winners == ("b",)
    assert counted(ballots, options="abc", duplicates="exhaust").winners == ("c",)


def test_a_place_of_somebody_who_does_not_stand_is_passed_over() -> None:
    assert counted(many("2 w a", "1 b"), options="ab", skips="0").rounds[0]["votes"] == {
        "a": 2,
        "b": 1,
    }


def test_a_hostile_place_number_costs_nothing() -> None:
    result = counted([(("a", 1), ("b", 10**18))], options="ab", skips="3")

    assert result.winners == ("a",)


def test_a_tie_for_last_is_settled_by_the_latest_earlier_round_that_differs() -> None:
    # given b 3, c 2 in round 1 and level in round 2
    result = counted(many("5 a", "3 b", "2 c", "1 d c"), options="abcd")

    assert result.rounds[1]["eliminated"] == ["c"]
    [tie] = result.ties
    assert (tie.options, tie.decided_by, tie.chosen) == (("b", "c"), "earlier-round", ("c",))
    assert dict(tie.where.values) == {"round": 2}


def test_a_tie_that_matters_needs_the_lot() -> None:
    ballots = many("3 a", "2 b c", "2 c b")

    with pytest.raises(LotNeeded) as refusal:
        counted(ballots, options="abc")
    assert refusal.value.options == ("b", "c")
    assert counted(ballots, options="abc", lot="cba").winners == ("c",)
    assert counted(ballots, options="abc", lot="cba").ties[0].decided_by == "lot"


def test_options_without_a_vote_go_out_without_a_lot() -> None:
    ballots = many("4 a", "3 b", "2 c b")

    result = counted(ballots, options="xabcy")
    assert [turn["eliminated"] for turn in result.rounds] == [["x", "y"], ["c"], []]
    # with a lot they go one by one, and nothing else differs
    drawn = counted(ballots, options="xabcy", lot="xyabc")
    assert [turn["eliminated"] for turn in drawn.rounds] == [["y"], ["x"], ["c"], []]
    assert drawn.rounds[2]["votes"] == result.rounds[1]["votes"]
    assert drawn.winners == result.winners == ("b",)
    assert drawn.ties == result.ties == ()


def test_a_batch_that_a_later_tie_would_look_back_on_is_not_made() -> None:
    # given b and d, together fewer than a or c; but a and c end level, and the order in which
    # b and d went decides who had more before
    ballots = many("3 a", "3 c", "1 b c", "1 d b a")

    for batch in ("no", "yes"):
        result = counted(ballots, options="abcd", lot="acdb", batch=batch)
        assert result.winners == ("c",)
        assert [turn["eliminated"] for turn in result.rounds] == [["b"], ["d"], []]


def test_a_tie_between_the_last_two_goes_to_the_earlier_round_then_to_the_lot() -> None:
    assert counted(many("3 a", "2 b", "1 c b"), options="abc").winners == ("a",)
    with pytest.raises(LotNeeded):
        counted(many("3 a", "3 b"), options="ab")
    assert counted(many("3 a", "3 b"), options="ab", lot="ba").winners == ("b",)


def test_batch_elimination_shortens_the_count_and_keeps_the_winner() -> None:
    ballots = many("40 a", "30 b", "9 c b", "8 d b", "6 e b")

    whole, short = (counted(ballots, options="abcde", batch=b) for b in ("no", "yes"))
    assert len(whole.rounds) == 4
    assert [turn["eliminated"] for turn in short.rounds] == [["e", "d", "c"], []]
    assert short.winners == whole.winners == ("b",)
    assert short.rounds[-1] == {**whole.rounds[-1], "round": 2}


def test_every_loser_learns_how_many_votes_it_needed() -> None:
    result = counted(many("4 a", "3 b", "1 c b"), options="abc", lot="abc")

    reasons = dict(result.reasons)
    assert set(reasons) == {"b", "c"} if result.winners == ("a",) else {"a", "c"}
    assert (reasons["c"].number, dict(reasons["c"].values)["option"].option) == (3, "b")


@pytest.mark.parametrize("given", [{"overvote": "perhaps"}, {"skips": "-1"}, {"seats": "2"}])
def test_a_setting_that_does_not_exist_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(BadSetting):
        complete(RULE, given)


# Real elections


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


RCTAB_OVERVOTE = {
    "exhaustImmediately": "exhaust",
    "alwaysSkipToNextRank": "skip",
    "exhaustIfMultipleContinuing": "exhaust-if-continuing",
}


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


# The slow count


def slow(
    ballots: list[list[str]], options: str, lot: list[str], overvote: str
) -> tuple[list[dict[str, int]], str]:
    """Instant runoff read from the first place of every single ballot in every round."""
    standing, dead, history = list(options), set[int](), list[dict[str, int]]()
    while True:
        tally = dict.fromkeys(standing, 0)
        for index, ballot in enumerate(ballots):
            if index in dead:
                continue
            for place in ballot:
                here = [option for option in place if option in standing]
                if overvote == "skip" and len(place) > 1:
                    continue
                if (overvote == "exhaust" and len(place) > 1) or len(here) > 1:
                    dead.add(index)
                    break
                if here:
                    tally[here[0]] += 1
                    break
            else:
                dead.add(index)
        history.append(tally)
        if not any(tally.values()):
            return history, ""
        best = max(standing, key=lambda o: tally[o])
        if tally[best] * 2 > sum(tally.values()):
            return history, best

        def strength(option: str) -> tuple[int, ...]:
            return (*(past[option] for past in reversed(history)), -lot.index(option))

        standing.sort(key=strength)
        if len(standing) == 2:
            return history, standing[1]
        del standing[0]


PLACES = st.lists(
    st.sampled_from(["a", "b", "c", "d", "e", "ab", "cd", "ae"]), max_size=4, unique=True
)


@settings(max_examples=400, deadline=None)
@given(
    ballots=st.lists(PLACES, max_size=9),
    lot=st.permutations("abcde"),
    overvote=st.sampled_from(["exhaust-if-continuing", "exhaust", "skip"]),
)
def test_the_slow_count_agrees_in_every_round(
    ballots: list[list[str]], lot: list[str], overvote: str
) -> None:
    marks = [
        in_order((option, at) for at, place in enumerate(ballot, start=1) for option in place)
        for ballot in ballots
    ]

    result = counted(marks, options="abcde", lot=lot, overvote=overvote)

    history, winner = slow([b for b in ballots if b], "abcde", lot, overvote)
    assert result.winners == ((winner,) if winner else ())
    if winner:
        assert [turn["votes"] for turn in result.rounds] == history
    for turn in result.rounds:
        assert sum(turn["votes"].values()) + turn["exhausted"] == result.counted - result.blank


@settings(max_examples=200, deadline=None)
@given(
    ballots=st.lists(st.permutations("abcd"), min_size=1, max_size=9),
    lot=st.permutations("abcd"),
    renamed=st.permutations("wxyz"),
)
def test_neither_names_nor_batches_change_the_winner(
    ballots: list[list[str]], lot: list[str], renamed: list[str]
) -> None:
    def votes(names: dict[str, str], **given: str) -> Result:
        return counted(
            [in_order((names[o], at) for at, o in enumerate(b, start=1)) for b in ballots],
            options=[names[o] for o in "abcd"],
            lot=[names[o] for o in lot],
            **given,
        )

    same = votes({o: o for o in "abcd"})
    names = dict(zip("abcd", renamed, strict=True))
    assert votes(names).winners == tuple(names[o] for o in same.winners)
    assert votes({o: o for o in "abcd"}, batch="yes").winners == same.winners
