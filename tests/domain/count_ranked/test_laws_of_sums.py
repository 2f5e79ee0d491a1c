"""Motions, proposals and sums equal slow counts, and names and the order of ballots are nothing."""

from random import Random

from given_a_show_of_hands import (
    MOTION,
    MOTIONS,
    PROPOSAL,
    PROPOSALS,
    SHAPES,
    SHEETS,
    decided,
    read_as,
    summed,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_sums import slow_consent, slow_motion, slow_seats

MANY = settings(max_examples=1000, deadline=None)


@MANY
@given(
    votes=st.lists(st.sampled_from([*MOTION, "yes", "yes", ""]), max_size=12),
    given=MOTIONS,
    present=st.integers(0, 12),
    members=st.integers(0, 16),
)
def test_a_motion_passes_exactly_where_the_slow_count_passes_it(
    votes: list[str], given: dict[str, str], present: int, members: int
) -> None:
    result = decided("majority", votes, given, present=present, members=members)

    passed = slow_motion(votes, given, present=present, members=members)
    assert result.passed is passed
    assert result.winners == (("yes",) if passed else ())
    assert len(result.reasons) == (not passed)
    assert (result.counted, result.blank) == (len(votes), votes.count(""))


@MANY
@given(
    votes=st.lists(st.sampled_from([*PROPOSAL, "agree", "agree", ""]), max_size=6),
    given=PROPOSALS,
)
def test_a_proposal_has_consent_exactly_where_the_slow_count_gives_it(
    votes: list[str], given: dict[str, str]
) -> None:
    result = decided("consent", votes, given)

    assert result.passed is slow_consent(votes, given)
    assert result.winners == (("agree",) if result.passed else ())
    assert dict(result.scores) == {option: votes.count(option) for option in PROPOSAL}


@MANY
@given(
    rule=st.sampled_from([*SHAPES]),
    sheets=SHEETS,
    seats=st.integers(1, 3),
    lot=st.permutations("abcd"),
    renamed=st.permutations("wxyz"),
    chance=st.randoms(use_true_random=False),
)
def test_seats_go_where_the_slow_count_puts_them_whatever_names_and_order(
    *,
    rule: str,
    sheets: list[dict[str, int]],
    seats: int,
    lot: list[str],
    renamed: list[str],
    chance: Random,
) -> None:
    sheets = read_as(rule, sheets)

    result = summed(rule, sheets, options="abcd", seats=seats, lot=lot)

    assert set(result.winners) == slow_seats(sheets, "abcd", seats=seats, lot=lot, rule=rule)
    scores = [dict(result.scores)[winner] for winner in result.winners]
    assert scores == sorted(scores, reverse=True)
    assert {option for option, _ in result.reasons} == set("abcd") - set(result.winners)

    shuffled = [*sheets]
    chance.shuffle(shuffled)
    assert summed(rule, shuffled, options="abcd", seats=seats, lot=lot) == result
    names = dict(zip("abcd", renamed, strict=True))
    other = summed(
        rule,
        [{names[o]: n for o, n in sheet.items()} for sheet in sheets],
        options=[names[o] for o in "abcd"],
        seats=seats,
        lot=[names[o] for o in lot],
    )
    assert set(other.winners) == {names[winner] for winner in result.winners}
