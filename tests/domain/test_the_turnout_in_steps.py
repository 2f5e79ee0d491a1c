"""How many have voted is told in steps, until the result is published."""

from itertools import pairwise

import pytest

from kiosk.domain.turnout import STEP, in_steps


@pytest.mark.parametrize(
    ("number", "is_told"),
    [(0, 0), (1, 0), (4, 0), (5, 5), (6, 5), (9, 5), (10, 10), (2_000, 2_000), (1_999, 1_995)],
)
def test_a_number_grows_by_whole_steps(number: int, is_told: int) -> None:
    assert in_steps(number) == is_told


def test_no_number_tells_more_than_there_are_and_none_tells_of_a_single_person() -> None:
    grown = [in_steps(number) for number in range(500)]

    assert all(number - STEP < is_told <= number for number, is_told in enumerate(grown))
    assert all(above - below in {0, STEP} for below, above in pairwise(grown))
