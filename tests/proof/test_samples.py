"""The tellers' dice choose the sample: the same dice the same places, every place as likely."""

from collections import Counter
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.errors import NotTenDice
from kiosk.proof.sample import chance, most_sampled, place_of, read_dice, sample

ROOT = bytes(range(32))


@given(st.text(max_size=20), st.integers(1, 400), st.data())
@settings(max_examples=60, deadline=None)
def test_a_sample_is_distinct_rising_places_of_the_box(dice, size, data):
    number = data.draw(st.integers(0, min(size, 20)))

    places = sample(dice, ROOT, size=size, number=number)

    assert len(places) == number
    assert list(places) == sorted(set(places))
    assert all(0 <= place < size for place in places)


def test_the_same_dice_choose_the_same_places_for_ever():
    assert sample("3 1 6 2 5", ROOT, size=100, number=5) == (9, 22, 38, 41, 94)
    assert sample(" 3 1\n6  2 5 ", ROOT, size=100, number=5) == (9, 22, 38, 41, 94)


def test_other_dice_or_another_root_choose_other_places():
    chosen = {
        sample("3 1 6", ROOT, size=10_000, number=5),
        sample("3 1 5", ROOT, size=10_000, number=5),
        sample("3 1 6", bytes(32), size=10_000, number=5),
    }

    assert len(chosen) == 3


def test_every_place_is_as_likely_as_any_other():
    met: Counter[int] = Counter()
    for throw in range(6_000):
        met.update(sample(str(throw), ROOT, size=6, number=2))

    # 2,000 times each is expected, with a standard deviation of 37.
    assert set(met) == set(range(6))
    assert all(abs(times - 2_000) < 5 * 37 for times in met.values())


def test_no_place_has_more_bytes_that_mean_it():
    meant = Counter(place_of(bytes([value]), 10) for value in range(256))

    assert meant == {None: 6} | dict.fromkeys(range(10), 25)


def test_at_most_ten_and_at_most_a_quarter_of_the_box_is_opened():
    assert [most_sampled(size) for size in (0, 3, 4, 11, 40, 41, 100_000)] == [
        0,
        0,
        1,
        2,
        10,
        10,
        10,
    ]


def test_more_places_than_there_are_cannot_be_chosen():
    with pytest.raises(ValueError, match="not that many"):
        sample("1", ROOT, size=3, number=4)


@pytest.mark.parametrize("size", [1, 2, 5, 8])
def test_the_chance_is_the_share_of_samples_that_meet_an_exchanged_ballot(size):
    for number in range(size + 1):
        samples = list(combinations(range(size), number))
        for exchanged in range(size + 1):
            meeting = sum(any(place < exchanged for place in one) for one in samples)

            assert chance(size=size, number=number, exchanged=exchanged) == Fraction(
                meeting, len(samples)
            )


@pytest.mark.parametrize("typed", ["4166235114", "4 1 6 6 2 3 5 1 1 4", " 4,1,6,6,2, 3;5-1.1 4 "])
def test_one_throw_has_one_text_however_it_was_typed(typed):
    assert read_dice(typed) == "4 1 6 6 2 3 5 1 1 4"


@given(st.text(max_size=24))
def test_nothing_but_ten_dice_is_read_as_dice(typed):
    try:
        read = read_dice(typed)
    except NotTenDice:
        return
    assert [one for one in typed if one in "123456"] == read.split()
    assert len(read.split()) == 10


@pytest.mark.parametrize("hidden", ["\u200b", "\u2060", "\u00a0", "\u0661", "7", "\n"])
def test_a_letter_that_nobody_sees_is_no_die(hidden):
    with pytest.raises(NotTenDice):
        read_dice(f"4166235114{hidden}")
