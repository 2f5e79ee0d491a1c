"""A tracker is everyday words bound to a commitment, and forgives how it is typed."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.errors import NoSuchTracker
from kiosk.proof.tracker import read_tracker, tracker
from kiosk.proof.words import WORDS

digests = st.binary(min_size=32, max_size=32)


def test_there_is_one_short_word_for_each_byte():
    assert len(set(WORDS)) == 256
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 7 for word in WORDS)


def test_no_word_begins_another_and_no_two_differ_in_one_letter_only():
    for one, other in itertools.combinations(WORDS, 2):
        assert not one.startswith(other)
        assert not other.startswith(one)
        same_length = len(one) == len(other)
        assert not (same_length and sum(map(str.__ne__, one, other)) < 2), (one, other)
        shorter, longer = sorted((one, other), key=len)
        cut = {longer[:at] + longer[at + 1 :] for at in range(len(longer))}
        assert shorter not in cut, (one, other)


def test_a_tracker_reads_as_two_words_a_number_and_two_words():
    commitment = bytes([0, 1, 2, 255, 207]) + bytes(27)

    assert tracker(commitment) == "acorn-album-07-amber-zipper"


@given(digests, st.sampled_from(["-", " ", "", "  ", " - ", "_", ". "]), st.booleans())
@settings(max_examples=100, deadline=None)
def test_spaces_hyphens_and_capitals_do_not_matter(commitment, gap, shouted):
    words = tracker(commitment)
    typed = " " + words.replace("-", gap) + " "

    assert read_tracker(typed.upper() if shouted else typed) == words


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "acorn",
        "acorn-album-07-amber",
        "acorn-album-7-amber-zipper",
        "acorn-album-007-amber-zipper",
        "acorn-07-album-amber-zipper",
        "acorn-album-07-amber-zippo",
        "acorn-album-xx-amber-zipper",
        "acorn-album-07-amber-zipper-acorn",
    ],
)
def test_other_words_are_no_tracker(typed):
    with pytest.raises(NoSuchTracker):
        read_tracker(typed)
