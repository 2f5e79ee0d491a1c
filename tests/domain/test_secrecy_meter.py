"""The secrecy meter: no number that fewer than five people share; the sheet says the mode."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.assembly import Assembly, Cards, Poll, Question, Trackers
from kiosk.domain.secrecy import (
    Circumstances,
    K,
    opening_sheet,
    shown,
    small_groups,
    too_few_to_vote,
)
from kiosk.domain.text import plain

MEETING = Assembly(title=plain("Oak Street"), polls=())


def sheet(assembly: Assembly, *, copies: int = 0) -> str:
    found = opening_sheet(Circumstances(assembly=assembly, copies=copies))
    return " ".join(sentence.wording for sentence in found)


@given(st.integers(0, 10_000))
@settings(max_examples=200, deadline=None)
def test_a_number_is_shown_only_where_it_tells_of_nobody_or_of_enough(number: int) -> None:
    told = shown(number)

    assert told in {None, number}
    assert (told is None) == (1 <= number < K)


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 12), max_size=8))
@settings(max_examples=200, deadline=None)
def test_every_group_that_is_too_small_is_named_and_no_other(groups: dict[str, int]) -> None:
    small = small_groups(groups)

    assert list(small) == sorted(small)
    assert all(0 < groups[one] < K for one in small)
    assert all(not 0 < groups[one] < K for one in set(groups) - set(small))


def test_four_voters_are_too_few_and_five_are_not() -> None:
    assert [too_few_to_vote(number) for number in (0, 4, 5)] == [True, True, False]


def test_every_mode_has_a_sheet_of_five_to_nine_lines() -> None:
    for cards in Cards:
        for trackers in Trackers:
            for sealed in (False, True):
                mode = replace(MEETING, cards=cards, trackers=trackers, sealed=sealed)
                lines = opening_sheet(Circumstances(assembly=mode, copies=1))
                assert 5 <= len(lines) <= 9
                assert len(set(lines)) == len(lines)


@pytest.mark.parametrize(
    ("mode", "says"),
    [
        (MEETING, "The box cannot know who has which."),
        (replace(MEETING, cards=Cards.PRINTED), "Whoever runs it could note who got which."),
        (replace(MEETING, open_door=True, cards=Cards.PRINTED), "There is no list of names."),
        (replace(MEETING, trackers=Trackers.OPEN), "So people can prove how they voted"),
        (MEETING, "not what it says."),
        (replace(MEETING, sealed=True), "Then their key is torn up."),
        (MEETING, "Ballots are not sealed."),
    ],
)
def test_the_sheet_says_what_the_mode_costs(mode: Assembly, says: str) -> None:
    assert says in sheet(mode)


def test_the_sheet_says_whether_there_is_a_second_copy() -> None:
    assert "There is no second copy" in sheet(MEETING)
    assert "A second copy of the box is kept" in sheet(MEETING, copies=1)


def voting(*polls: str) -> Assembly:
    """A meeting whose polls ask questions of these kinds, each poll's divided by a plus."""
    return replace(
        MEETING,
        polls=tuple(
            Poll(
                f"p{at}",
                plain("A"),
                tuple(
                    Question(id=kind, title=plain("Q"), kind=kind, rule="approval", options=())
                    for kind in kinds.split("+")
                ),
            )
            for at, kinds in enumerate(polls)
        ),
    )


@pytest.mark.parametrize(
    ("polls", "says"),
    [
        (("yes_no", "choose_one"), None),
        (("rank",), "votes no ballot is opened."),
        (("points", "budget"), "votes no ballot is opened."),
        (("yes_no+choose_one",), "votes no ballot is opened."),
        (("yes_no", "rank"), "only votes with one single choice are opened."),
    ],
)
def test_the_sheet_promises_no_opening_where_few_vote(
    polls: tuple[str, ...], says: str | None
) -> None:
    told = sheet(voting(*polls))

    assert ("Below %(number)s" in told) == (says is not None)
    assert says is None or says in told


def test_the_sheet_promises_no_receipt_that_shows_a_small_meetings_ballot() -> None:
    mode = replace(voting("budget"), trackers=Trackers.OPEN)

    assert "they show no ballot that could be recognised." in sheet(mode)


def test_the_sheet_says_that_whole_ballots_are_published_however_few_vote() -> None:
    mode = replace(voting("rank"), publish_from=0)

    assert "They can give voters away." in sheet(mode)
    assert "They can give voters away." not in sheet(voting("rank"))
    assert "They can give voters away." not in sheet(replace(voting("yes_no"), publish_from=0))


@pytest.mark.parametrize("sealed", [True, False])
def test_the_sheet_says_that_the_slip_of_a_small_meeting_is_kept(sealed: bool) -> None:
    mode = replace(voting("rank"), sealed=sealed)

    assert "signed record holds no ballot that could be recognised." in sheet(mode)
    assert ("Then the slip is kept" in sheet(mode)) == sealed
