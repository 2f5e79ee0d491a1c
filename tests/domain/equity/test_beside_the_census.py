"""The room is compared with the residents only where the numbers are large enough."""

import pytest

from kiosk.domain.census import Census, Comparison, Standing, compared
from kiosk.domain.small_groups import publish

CITY = Census((("North", 500), ("South", 300), ("West", 150), ("Hill", 50)), 2020, "Census Bureau")


def room(**people: int) -> tuple[Comparison, ...]:
    return compared(publish({name.capitalize(): number for name, number in people.items()}), CITY)


def test_whole_percents_of_the_room_stand_beside_those_of_the_city() -> None:
    north, south, west = room(north=20, south=30, west=10, hill=0)

    assert north == Comparison("North", 20, 33, 50, Standing.FEWER)
    assert south == Comparison("South", 30, 50, 30, Standing.MORE)
    assert west == Comparison("West", 10, 17, 15, Standing.AS_MANY)


def test_a_group_of_which_few_were_to_be_expected_is_not_compared() -> None:
    assert "Hill" not in {one.group for one in room(north=20, south=30, west=10, hill=0)}
    assert "Hill" in {one.group for one in room(north=45, south=30, west=25, hill=0)}


def test_that_nobody_came_is_compared_where_many_live() -> None:
    nobody = room(north=40, south=30, west=0, hill=0)[2]

    assert nobody == Comparison("West", 0, 0, 15, Standing.FEWER)


def test_merged_groups_are_not_compared() -> None:
    assert {one.group for one in room(north=40, south=30, west=3, hill=9)} == {"North", "South"}


def test_who_did_not_answer_is_left_out_of_what_was_to_be_expected() -> None:
    counts = {"North": 20, "South": 12, "West": 8, "No answer": 40}

    assert compared(publish(counts), CITY)[0] == Comparison("North", 20, 50, 50, Standing.AS_MANY)


@pytest.mark.parametrize(
    ("north", "standing"),
    [(44, Standing.FEWER), (45, Standing.AS_MANY), (55, Standing.AS_MANY), (56, Standing.MORE)],
)
def test_a_tenth_more_or_less_is_about_as_many(north: int, standing: Standing) -> None:
    south = 100 - north - 20

    assert room(north=north, south=south, west=15, hill=5)[0].standing is standing


def test_one_person_more_or_less_is_about_as_many() -> None:
    few = {one.group: one.standing for one in room(north=10, south=5, west=5, hill=0)}

    assert few == {"North": Standing.AS_MANY, "South": Standing.AS_MANY}


def test_where_there_are_too_few_answers_nothing_is_compared() -> None:
    assert room(north=4, south=2) == ()


def test_a_census_of_nobody_compares_nothing() -> None:
    assert compared(publish({"North": 20, "South": 20}), Census((("North", 0),), 2020, "x")) == ()
