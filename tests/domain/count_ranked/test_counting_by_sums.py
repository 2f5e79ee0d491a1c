"""Plurality, approval and points seat the highest sums; only a tie at the edge needs the lot."""

from collections.abc import Iterable

import pytest

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.count.contract import Contest, Result, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import BadSetting, complete, spelled_out
from kiosk.domain.errors import LotNeeded
from kiosk.domain.text import plain

SHAPES = {"plurality": Shape.ONE, "approval": Shape.SOME, "points": Shape.POINTS}


def counted(
    rule: str, ballots: Iterable[Marks], *, options: str = "abcd", seats: int = 1, lot: str = ""
) -> Result:
    contest = Contest(
        options=tuple(Option(o, plain(o.upper())) for o in options),
        shape=SHAPES[rule],
        seats=seats,
        lot=tuple(lot),
    )
    return RULES[rule].count(contest, merge(ballots), complete(RULES[rule], {}))


def some(options: str) -> Marks:
    return in_order((option, 1) for option in options)


@pytest.mark.parametrize("rule", SHAPES)
def test_most_wins_whatever_the_order_of_the_ballot(rule: str) -> None:
    result = counted(rule, [some("c"), some("c"), some("a")])

    assert result.winners == ("c",)
    assert dict(result.scores) == {"a": 1, "b": 0, "c": 2, "d": 0}
    assert result.ties == ()


def test_points_are_added_up() -> None:
    result = counted("points", [in_order([("a", 7), ("b", 3)]), in_order([("b", 5)])])

    assert dict(result.scores) == {"a": 7, "b": 8, "c": 0, "d": 0}
    assert result.winners == ("b",)


def test_a_tie_at_the_edge_without_a_lot_refuses_and_names_the_tied() -> None:
    with pytest.raises(LotNeeded) as refusal:
        counted("approval", [some("abc"), some("a")], seats=2)

    assert refusal.value.options == ("b", "c")


def test_a_tie_at_the_edge_goes_to_the_lot_and_is_recorded() -> None:
    result = counted("approval", [some("abc"), some("a")], seats=2, lot="dcba")

    assert result.winners == ("a", "c")
    [tie] = result.ties
    assert (tie.options, tie.decided_by, tie.chosen) == (("b", "c"), "lot", ("c",))
    assert dict(result.reasons)["b"].wording.startswith("It was tied with")


def test_a_tie_that_changes_nothing_needs_no_lot() -> None:
    result = counted("approval", [some("ab"), some("c"), some("ab")], seats=2)

    assert set(result.winners) == {"a", "b"}
    assert result.ties == ()


def test_an_option_that_nobody_chose_takes_no_seat() -> None:
    result = counted("plurality", [some("b"), ()], seats=3)

    assert result.winners == ("b",)
    assert result.blank == 1
    assert {option for option, _ in result.reasons} == {"a", "c", "d"}
    assert counted("plurality", [()]).winners == ()


def test_a_loser_learns_how_many_more_it_needed() -> None:
    result = counted("plurality", [some("a")] * 5 + [some("b")] * 3)

    reason = dict(result.reasons)["b"]
    assert reason.number == 3
    assert reason.wording == "It needed %(number)s more to be ahead of %(option)s."


@pytest.mark.parametrize("apart", ["nobody", "a,B", "a,b,c,d", "a, b"])
def test_who_stands_apart_is_an_option_and_one_is_left_to_win(apart: str) -> None:
    options = tuple(Option(o, plain(o.upper())) for o in "abcd")

    with pytest.raises(BadSetting, match="The setting apart of plurality"):
        spelled_out(RULES["plurality"], {"apart": apart}, options)
