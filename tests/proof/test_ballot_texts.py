"""A ballot has exactly one text, a commitment binds it, and the text alone opens nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.ballot import Ballot, Choice, in_order
from kiosk.domain.count.contract import Json
from kiosk.proof.ballots import ballot_text, read_ballot_text
from kiosk.proof.canonical import canonical
from kiosk.proof.commitment import commitment

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5)
marks = st.dictionaries(names, st.integers(1, 99), max_size=4).map(lambda m: in_order(m.items()))
ballots = st.lists(st.builds(Choice, names, marks), max_size=3).map(lambda c: Ballot(tuple(c)))

OPENING = bytes(range(32))


@given(ballots)
@settings(max_examples=150, deadline=None)
def test_a_ballot_comes_back_from_its_text(ballot):
    assert read_ballot_text(ballot_text(ballot)) == ballot


@given(ballots)
@settings(max_examples=150, deadline=None)
def test_the_text_is_the_canonical_one(ballot):
    said: Json = [[one.question, [[*mark] for mark in one.marks]] for one in ballot.choices]

    assert ballot_text(ballot).encode() == canonical(said)


def test_every_sign_is_written_as_the_canonical_form_has_it():
    signs = "".join(map(chr, range(0x3000)))

    assert ballot_text(Ballot((Choice(signs),))).encode() == canonical([[signs, []]])


def test_the_text_is_plain_json():
    ballot = Ballot((Choice("board", (("ana", 1), ("ben", 2))), Choice("motion")))

    assert ballot_text(ballot) == '[["board",[["ana",1],["ben",2]]],["motion",[]]]'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[[]]",
        '[["q"]]',
        '[["q",[["a","1"]]]]',
        '[["q",[["a",true]]]]',
        '[["q",[["a",1.5]]]]',
        '[["q",[["b",1],["a",1]]]]',
        '[ ["q",[]]]',
        '[["q",[]],3]',
    ],
)
def test_another_text_is_no_ballot(text):
    with pytest.raises(ValueError, match="not a ballot"):
        read_ballot_text(text)


@given(ballots, ballots, st.binary(min_size=32, max_size=32))
@settings(max_examples=60, deadline=None)
def test_a_commitment_binds_the_poll_the_ballot_and_the_opening(ballot, other, opening):
    text = ballot_text(ballot).encode()
    bound = commitment("p1", text, opening)

    assert len(bound) == 32
    assert bound == commitment("p1", text, opening)
    assert bound != commitment("p2", text, opening)
    assert bound != commitment("p1", text, bytes(32)) or opening == bytes(32)
    assert (bound == commitment("p1", ballot_text(other).encode(), opening)) == (ballot == other)


def test_moving_a_letter_from_the_poll_to_the_ballot_changes_the_commitment():
    assert commitment("ab", b"c", OPENING) != commitment("a", b"bc", OPENING)


def test_a_short_opening_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        commitment("p1", b"[]", b"short")
