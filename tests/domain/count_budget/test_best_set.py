"""The best set that fits is found among all sets, and never by waiting forever."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.count.best_set import NoBestSetInTime, Thing, best_set

THINGS = st.builds(Thing, st.integers(1, 12), st.integers(1, 8))


@settings(max_examples=200, deadline=None)
@given(st.lists(THINGS, max_size=8), st.integers(0, 25))
def test_no_other_set_that_fits_is_worth_more(things: list[Thing], capacity: int) -> None:
    best = best_set(things, capacity)

    fitting = (
        group
        for size in range(len(things) + 1)
        for group in combinations(things, size)
        if sum(thing.weight for thing in group) <= capacity
    )
    most = max(sum(thing.value for thing in group) for group in fitting)
    assert sum(things[place].value for place in best) == most
    assert sum(things[place].weight for place in best) <= capacity


def test_a_search_that_would_take_too_long_is_refused() -> None:
    things = [Thing(2 * weight + 9, 2 * weight) for weight in range(500, 540)]

    with pytest.raises(NoBestSetInTime):
        best_set(things, 20_001, most_work=100)
