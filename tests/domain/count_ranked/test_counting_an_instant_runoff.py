"""Instant runoff reads ballots as its settings say, and breaks ties by earlier rounds or lot."""

import pytest
from given_an_instant_runoff import RULE, counted
from told_rounds import told_rounds

from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.count.settings import BadSetting, complete
from kiosk.domain.errors import LotNeeded
from kiosk.domain.sentence import Name


def ranked(text: str) -> Marks:
    """``a b=c - d``: places apart by spaces, shared ones by =, a place left out by -."""
    places = enumerate(text.split(), start=1)
    return in_order((o, n) for n, place in places for o in place.split("=") if o != "-")


def many(*lines: str) -> list[Marks]:
    """``3 a b``: so many ballots of that ranking."""
    split = [line.split(" ", 1) for line in lines]
    return [ranked(text) for number, text in split for _ in range(int(number))]


def test_the_last_goes_out_until_one_has_more_than_half() -> None:
    result = counted(many("4 a", "3 b", "2 c b"), options="abc")

    assert result.winners == ("b",)
    assert told_rounds(result) == [
        {
            "round": 1,
            "votes": {"a": 4, "b": 3, "c": 2},
            "exhausted": 0,
            "eliminated": ["c"],
            "elected": [],
            "needed": 5,
            "flows": [{"from": ["c"], "to": "b", "votes": 2}],
        },
        {
            "round": 2,
            "votes": {"a": 4, "b": 5},
            "exhausted": 0,
            "eliminated": [],
            "elected": ["b"],
            "needed": 5,
            "flows": [],
        },
    ]


def test_half_is_not_more_than_half() -> None:
    assert len(told_rounds(counted(many("2 a", "1 b", "1 c a"), options="abc", lot="abc"))) == 2


def test_blank_ballots_are_counted_apart_and_never_exhausted() -> None:
    result = counted([*many("2 a"), (), ()], options="ab")

    assert (result.counted, result.blank) == (4, 2)
    assert told_rounds(result)[0]["exhausted"] == 0


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

    last = told_rounds(counted(ballots, options="abc", overvote=overvote, lot="abc"))
    assert last[0]["votes"] == {"a": 5, "b": 2 + (overvote == "skip"), "c": 1}

    # and when nobody has more than half at once
    ballots = many("4 a", "2 b", "1 c c=b b", "1 a=b b", "1 d a")
    last = told_rounds(counted(ballots, options="abcd", overvote=overvote, lot="abcd"))[-1:]
    assert last[0]["votes"] == {"a": 5, "b": b} or last[0]["elected"] == ["a"]
    assert last[0]["exhausted"] == exhausted or last[0]["elected"] == ["a"]


def test_a_ballot_set_aside_never_comes_back() -> None:
    # given a=b unreadable in round 1; a goes out later, yet the ballot stays aside
    result = counted(many("2 a", "3 b", "4 c", "1 a=b"), options="abc")

    assert [turn["exhausted"] for turn in told_rounds(result)] == [1, 3]
    assert told_rounds(result)[-1]["votes"] == {"b": 3, "c": 4}


@pytest.mark.parametrize(("skips", "votes"), [("ignore", 3), ("2", 3), ("1", 2), ("0", 1)])
def test_more_places_left_out_than_allowed_set_a_ballot_aside(skips: str, votes: int) -> None:
    ballots = many("1 a", "1 - a", "1 - - a", "9 b")

    assert told_rounds(counted(ballots, options="ab", skips=skips))[0]["votes"] == {
        "a": votes,
        "b": 9,
    }


def test_a_gap_counts_only_when_the_ballot_must_be_read_past_it() -> None:
    ballots = many("3 a - - b", "4 b", "5 c")

    result = counted(ballots, options="abc", skips="1")
    assert [turn["exhausted"] for turn in told_rounds(result)] == [0, 3]


def test_an_option_named_again_is_ignored_or_ends_the_ballot() -> None:
    ballots = many("2 a a b", "3 b", "4 c")

    assert counted(ballots, options="abc").winners == ("b",)
    assert counted(ballots, options="abc", duplicates="exhaust").winners == ("c",)


def test_a_place_of_somebody_who_does_not_stand_is_passed_over() -> None:
    assert told_rounds(counted(many("2 w a", "1 b"), options="ab", skips="0"))[0]["votes"] == {
        "a": 2,
        "b": 1,
    }


def test_a_hostile_place_number_costs_nothing() -> None:
    result = counted([(("a", 1), ("b", 10**18))], options="ab", skips="3")

    assert result.winners == ("a",)


def test_a_tie_for_last_is_settled_by_the_latest_earlier_round_that_differs() -> None:
    # given b 3, c 2 in round 1 and level in round 2
    result = counted(many("5 a", "3 b", "2 c", "1 d c"), options="abcd")

    assert told_rounds(result)[1]["eliminated"] == ["c"]
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
    assert [turn["eliminated"] for turn in told_rounds(result)] == [["x", "y"], ["c"], []]
    # with a lot they go one by one, and nothing else differs
    drawn = counted(ballots, options="xabcy", lot="xyabc")
    assert [turn["eliminated"] for turn in told_rounds(drawn)] == [["y"], ["x"], ["c"], []]
    assert told_rounds(drawn)[2]["votes"] == told_rounds(result)[1]["votes"]
    assert drawn.winners == result.winners == ("b",)
    assert drawn.ties == result.ties == ()


def test_a_batch_that_a_later_tie_would_look_back_on_is_not_made() -> None:
    # given b and d, together fewer than a or c; but a and c end level, and the order in which
    # b and d went decides who had more before
    ballots = many("3 a", "3 c", "1 b c", "1 d b a")

    for batch in ("no", "yes"):
        result = counted(ballots, options="abcd", lot="acdb", batch=batch)
        assert result.winners == ("c",)
        assert [turn["eliminated"] for turn in told_rounds(result)] == [["b"], ["d"], []]


def test_a_tie_between_the_last_two_goes_to_the_earlier_round_then_to_the_lot() -> None:
    assert counted(many("3 a", "2 b", "1 c b"), options="abc").winners == ("a",)
    with pytest.raises(LotNeeded):
        counted(many("3 a", "3 b"), options="ab")
    assert counted(many("3 a", "3 b"), options="ab", lot="ba").winners == ("b",)


def test_batch_elimination_shortens_the_count_and_keeps_the_winner() -> None:
    ballots = many("40 a", "30 b", "9 c b", "8 d b", "6 e b")

    whole, short = (counted(ballots, options="abcde", batch=b) for b in ("no", "yes"))
    assert len(told_rounds(whole)) == 4
    assert [turn["eliminated"] for turn in told_rounds(short)] == [["e", "d", "c"], []]
    assert short.winners == whole.winners == ("b",)
    assert told_rounds(short)[-1] == {**told_rounds(whole)[-1], "round": 2}


def test_every_loser_learns_how_many_votes_it_needed() -> None:
    result = counted(many("4 a", "3 b", "1 c b"), options="abc", lot="abc")

    reasons = dict(result.reasons)
    assert set(reasons) == {"b", "c"} if result.winners == ("a",) else {"a", "c"}
    assert reasons["c"].number == 3
    assert dict(reasons["c"].values)["option"] == Name("b")


@pytest.mark.parametrize("given", [{"overvote": "perhaps"}, {"skips": "-1"}, {"seats": "2"}])
def test_a_setting_that_does_not_exist_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(BadSetting):
        complete(RULE, given)
