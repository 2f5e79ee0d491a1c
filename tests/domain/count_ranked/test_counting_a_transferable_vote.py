"""A transferable vote reads papers, keeps its quota and breaks ties as its rules say."""

from collections import Counter
from fractions import Fraction

import pytest
from given_a_transferable_vote import BOTH, counted
from told_rounds import told_rounds

from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.count.contract import Ballots, Result
from kiosk.domain.count.rankings.stv_stage import decimal, short
from kiosk.domain.errors import LotNeeded


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


def test_the_quota_is_enough_for_one_more_than_all_others_could_reach() -> None:
    result = counted("scottish-stv", many("4 a", "3 b", "2 c"), options="abc", seats=2)

    # 9 ballots, 2 seats: 9 // 3 + 1 = 4, so a is elected at once and has no surplus
    assert told_rounds(result)[0]["elected"] == ["a"]
    assert [stage["action"] for stage in told_rounds(result)] == ["first preferences", "exclusion"]
    assert result.winners == ("a", "b")
    assert told(result) == {"c": "At stage 1 it had 1 fewer than b."}


def test_the_value_of_each_paper_is_truncated_before_it_is_multiplied() -> None:
    # given 7 papers of a at quota 4: each passes on 3/7 = 0.42857 (428571...), 7 times 2.99999
    result = counted("scottish-stv", many("7 ab", "3 c"), options="abcd", seats=2)

    assert told_rounds(result)[1]["votes"] == {
        "a": "4.00000",
        "b": "2.99999",
        "c": "3.00000",
        "d": "0.00000",
    }
    assert told_rounds(result)[1]["non_transferable"] == "0.00001"


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
    assert Fraction(told_rounds(result)[0]["votes"]["a"]) == 3


@pytest.mark.parametrize("rule", BOTH)
def test_as_many_options_as_seats_are_all_elected(rule: str) -> None:
    result = counted(rule, many("1 a"), options="ab", seats=2)

    assert set(result.winners) == {"a", "b"}
    assert len(told_rounds(result)) == 1
    assert result.reasons == ()


@pytest.mark.parametrize("rule", BOTH)
def test_nobody_is_elected_where_nobody_chose(rule: str) -> None:
    result = counted(rule, [(), ()], options="abc", seats=2)

    assert (result.winners, told_rounds(result), result.blank) == ((), [], 2)


@pytest.mark.parametrize("rule", BOTH)
def test_options_without_a_vote_go_out_without_a_lot(rule: str) -> None:
    result = counted(rule, many("5 a", "3 b", "2 c"), options="xabcy", seats=1, lot="")

    assert result.winners == ("a",)
    assert result.ties == ()


@pytest.mark.parametrize("rule", BOTH)
def test_options_without_a_vote_go_out_in_the_order_of_a_drawn_lot(rule: str) -> None:
    result = counted(rule, many("4 a", "3 b", "2 c"), options="xabcyz", seats=1, lot="zxyabc")

    assert [stage["option"] for stage in told_rounds(result)[:4]] == [None, "y", "x", "z"]
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
    assert told_rounds(result)[-1]["option"] == "c" or told_rounds(result)[1]["option"] == "c"
    assert result.ties[0].decided_by == "lot"
    assert told(result)["c"] == "It was tied with b, and the lot decided."


def test_equal_surpluses_go_by_the_lot_when_no_stage_differs() -> None:
    ballots = many("6 ac", "6 bd", "1 c", "2 d")

    with pytest.raises(LotNeeded):
        counted("scottish-stv", ballots, options="abcd", seats=3)
    result = counted("scottish-stv", ballots, options="abcd", seats=3, lot="badc")
    assert [stage["option"] for stage in told_rounds(result)[:2]] == [None, "b"]
    assert result.ties[0].chosen == ("b",)
    assert dict(result.ties[0].where.values) == {"stage": 2}


def test_merged_ballots_count_like_single_ones() -> None:
    ballots = many("7 abc", "5 bca", "4 cab")
    merged = Ballots(tuple(Counter(ballots).items()))

    for rule in BOTH:
        one, other = (
            counted(rule, b, options="abc", seats=2, lot="abc") for b in (ballots, merged)
        )
        assert one == other


def test_units_are_written_as_votes_with_all_their_decimals_or_only_those_needed() -> None:
    assert [decimal(units, 5) for units in (123456, 5, 0, -5)] == [
        "1.23456",
        "0.00005",
        "0.00000",
        "-0.00005",
    ]
    assert [short(units, 5) for units in (150000, 1000000, 0)] == ["1.5", "10", "0"]
