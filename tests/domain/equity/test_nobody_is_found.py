"""No published table lets a program compute how few belong to a group.

``KIOSK_TEST_ROOMS`` says how many rooms are drawn (the release: 2000), ``KIOSK_TEST_SEED`` from
which number on. The attackers share nothing with the rule but its printed words: they try halls.
"""

import os
import random

import pytest
from attackers import all_halls, computed, explained, knows_the_rule, told
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.small_groups import LEAST, added_up, publish

ROOMS = int(os.environ.get("KIOSK_TEST_ROOMS", "150"))
SEED = int(os.environ.get("KIOSK_TEST_SEED", "1"))
RUNS = settings(max_examples=200, deadline=None)
NAMES = ("Oak", "Elm", "Ash", "Fir", "Yew", "Bay", "Fig", "Box", "No answer")
ROOM = st.lists(st.integers(0, 14), min_size=2, max_size=len(NAMES)).map(
    lambda numbers: dict(zip(NAMES, numbers, strict=False))
)


@RUNS
@given(ROOM, st.integers(3, 10))
def test_the_table_alone_gives_no_small_number_away(room: dict[str, int], least: int) -> None:
    assert computed(told(publish(room, least=least)), least) == {}


@RUNS
@given(ROOM, st.integers(3, 10))
def test_whoever_knows_the_rule_computes_no_small_number(room: dict[str, int], least: int) -> None:
    assert computed(knows_the_rule(publish(room, least=least), [*room]), least) == {}


@pytest.mark.parametrize(
    ("groups", "total", "least"),
    [
        *((2, total, least) for total in range(40) for least in (3, 4, 5, 6)),
        *((3, total, least) for total in range(30) for least in (3, 4, 5)),
        *((4, total, least) for total in range(18) for least in (3, 5)),
        *((5, total, 3) for total in range(13)),
    ],
)  # fmt: skip
def test_no_table_of_a_small_hall_has_one_explanation(groups: int, total: int, least: int) -> None:
    """Every hall of that size is tried, tables that are withheld among them."""
    for cells in explained(all_halls(NAMES[:groups], total), least).values():
        assert computed(cells, least) == {}


@RUNS
@given(ROOM, st.integers(3, 10))
def test_every_number_that_is_told_is_none_or_large_and_they_sum_up(
    room: dict[str, int], least: int
) -> None:
    published = publish(room, least=least)

    if published.shown is None:
        assert published.merged is None
        return
    assert all(people == room[group] for group, people in published.shown)
    assert all(people == 0 or people >= least for _, people in published.shown)
    assert any(people for _, people in published.shown)
    told_people = sum(people for _, people in published.shown)
    if (merged := published.merged) is not None:
        assert len(merged.groups) >= 2
        assert merged.people >= least
        assert merged.people == sum(room[group] for group in merged.groups)
        assert all(room[group] for group in merged.groups)
        told_people += merged.people
    assert told_people == published.total == sum(room.values())
    hidden = set(merged.groups) if merged else set()
    assert [group for group, _ in published.shown] == [each for each in room if each not in hidden]


@RUNS
@given(st.lists(ROOM, min_size=1, max_size=4))
def test_several_halls_are_one_table(halls: list[dict[str, int]]) -> None:
    together = added_up(halls)
    published = publish(together)

    assert published.total == sum(sum(hall.values()) for hall in halls)
    assert computed(told(published), LEAST) == {}
    assert computed(knows_the_rule(published, [*together]), LEAST) == {}


def a_room(draw: random.Random) -> tuple[list[dict[str, int]], int]:
    """One to three halls of up to 400 people; most groups of a city are uneven."""
    groups = [f"group {number}" for number in range(draw.randint(2, 14))]
    weights = [draw.choice((0, 1, 1, 3, 10, 30)) for _ in groups]
    weights[0] += not any(weights)
    halls = []
    for _ in range(draw.choice((1, 1, 1, 2, 3))):
        people = draw.choices(groups, weights, k=draw.choice((8, 20, 60, 60, 150, 400)))
        halls.append({group: people.count(group) for group in groups})
    return halls, draw.choice((3, 5, 5, 5, 10))


@pytest.mark.timeout(60 + ROOMS)
def test_in_no_room_that_chance_makes_can_a_small_number_be_computed() -> None:
    tables = merged = 0
    for seed in range(SEED, SEED + ROOMS):
        halls, least = a_room(random.Random(seed))
        room = added_up(halls)
        published = publish(room, least=least)
        assert computed(told(published), least) == {}, f"seed {seed}"
        assert computed(knows_the_rule(published, [*room]), least) == {}, f"seed {seed}"
        tables += published.shown is not None
        merged += published.merged is not None
    print(f"\n{ROOMS} rooms from seed {SEED}: {tables} tables, {merged} with merged groups")
