"""Real instant runoffs come out as declared, and round by round as published."""

import pytest
from known_rankings import ABSENT, DATA
from known_runoffs import (
    RCTAB,
    READINGS,
    burlington_difference,
    count_burlington,
    count_rctab,
    rctab_difference,
)
from told_rounds import told_rounds

pytestmark = pytest.mark.skipif(not DATA.exists(), reason=ABSENT)


@pytest.mark.parametrize("overvote", READINGS)
def test_burlington_2009_comes_out_as_published_under_each_reading(overvote: str) -> None:
    assert burlington_difference(overvote, count_burlington(overvote)) == ""


def test_burlington_2009_ends_with_4313_to_4061() -> None:
    last = told_rounds(count_burlington("exhaust-if-continuing"))[-1]

    assert sorted(last["votes"].values()) == [4061, 4313]


@pytest.mark.parametrize("folder", RCTAB)
def test_rounds_equal_the_reports_of_rctab(folder: str) -> None:
    assert rctab_difference(folder, count_rctab(folder)) == ""
