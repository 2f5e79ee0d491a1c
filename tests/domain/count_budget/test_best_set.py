"""The best set that fits is found among all sets, and never by waiting forever."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.count.budgets.best_set import NoBestSetInTime, Thing, best_set

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


@pytest.mark.parametrize(
    ("seed", "states"), [(0, 94), (1, 111), (2, 81), (3, 197), (4, 47), (5, 111)]
)
def test_of_sixty_things_only_some_states_are_looked_at(seed: int, states: int) -> None:
    chance = Random(seed)
    things = [Thing(chance.randint(1, 1000), chance.randint(1, 1000)) for _ in range(60)]
    capacity = sum(thing.weight for thing in things) // 3

    assert best_set(things, capacity, most_work=states)
    with pytest.raises(NoBestSetInTime):
        best_set(things, capacity, most_work=states - 1)


def test_weights_too_long_for_a_float_are_added_exactly() -> None:
    things = [Thing(1, 10**17 + 1), Thing(1, 1)]

    assert best_set(things, 10**17 + 2) == {0, 1}
    assert len(best_set(things, 10**17 + 1)) == 1
