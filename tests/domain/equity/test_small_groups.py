"""Who was in the room is told, and nobody is: small groups are merged as the rule says."""

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.small_groups import LEAST, Merged, Published, added_up, publish

FILE = Path(__file__).resolve().parents[4] / "shared/data/budgets/expected"
FILE /= "30-who-was-in-the-room.json"
CASES = json.loads(FILE.read_text("utf-8"))["cases"] if FILE.exists() else []


@pytest.mark.skipif(not CASES, reason="the examples of budgets are not beside the project")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_worked_example_is_published_as_it_says(case: dict[str, Any]) -> None:
    published = publish(dict(case["groups"]), least=case["least"])

    expected = case["expected"]
    if expected == "withheld":
        assert (published.shown, published.merged) == (None, None)
        return
    assert published.shown == tuple(map(tuple, expected["shown"]))
    other = expected["other"] and Merged(
        tuple(expected["other"]["groups"]), expected["other"]["count"]
    )
    assert published.merged == other
    assert published.total == expected["total"]


def wards(*people: int) -> dict[str, int]:
    return {f"Ward {number}": each for number, each in enumerate(people, start=1)}


@pytest.mark.parametrize(
    ("people", "merged"),
    [
        ((9, 8, 7, 11, 6, 5, 14), None),
        ((9, 8, 3, 11, 6, 9, 14), ((3, 5), 9)),
        ((9, 8, 3, 11, 2, 13, 14), ((3, 5), 5)),
        ((9, 10, 3, 11, 1, 12, 14), ((1, 3, 5), 13)),
        ((9, 8, 0, 11, 6, 12, 14), None),
        ((9, 7, 3, 11, 7, 9, 14), ((2, 3), 10)),
        ((20, 15, 12, 2), ((3, 4), 14)),
    ],
)
def test_small_groups_are_merged(
    people: tuple[int, ...], merged: tuple[tuple[int, ...], int] | None
) -> None:
    published = publish(wards(*people))

    named = Merged(tuple(f"Ward {one}" for one in merged[0]), merged[1]) if merged else None
    assert (published.merged, published.least, published.total) == (named, LEAST, sum(people))
    hidden = set(named.groups) if named else set()
    assert published.shown == tuple(
        each for each in wards(*people).items() if each[0] not in hidden
    )


@pytest.mark.parametrize(
    "people",
    [(2, 1, 3, 0, 2, 4, 1), (3, 20), (4, 4), (1,), (0, 0, 4), (0, 0), (1, 1, 1, 1, 1), ()],
)
def test_where_no_group_is_left_there_are_too_few_answers(people: tuple[int, ...]) -> None:
    assert publish(wards(*people)) == Published(sum(people), LEAST, None)


@pytest.mark.parametrize(
    ("people", "merged"),
    [
        ((1, 1, 1, 1, 1, 9, 20), (1, 1, 1, 1, 1, 9)),  # five people in five groups: one each
        ((4, 4, 4, 6, 20), (4, 4, 4, 6)),  # twelve in three: four each, or one large one
        ((4, 4, 4, 9, 20), (4, 4, 4)),  # nine, two and one are published so, too
        ((4, 4, 5, 20), (4, 4, 5)),  # three would have made the third of five join
        ((4, 4, 6, 20), (4, 4)),  # three and five are published so, too
        ((7, 7, 4, 20), (7, 7, 4)),  # only the first of two sevens joins, so it is no other
        ((7, 7, 3, 20), (7, 3)),  # four and six are published so, too
        ((5, 5, 4, 20), (5, 5, 4)),
        ((5, 5, 3, 20), (5, 5, 3)),  # eight would else be four and four
        ((5, 5, 2, 20), (5, 2)),
        ((17, 17, 1, 1, 1, 1, 40), (17, 17, 1, 1, 1, 1)),
        ((17, 17, 1, 1, 1, 40), (17, 1, 1, 1)),
        ((4,) * 6 + (30, 40), (4,) * 6 + (30,)),  # six of four: no one large one explains it
    ],
)
def test_whoever_knows_the_rule_still_cannot_tell(
    people: tuple[int, ...], merged: tuple[int, ...]
) -> None:
    published = publish(wards(*people))

    assert published.merged is not None
    assert tuple(wards(*people)[group] for group in published.merged.groups) == merged


@pytest.mark.parametrize("least", [-1, 0, 1, 2])
def test_fewer_than_three_may_never_be_the_least(least: int) -> None:
    with pytest.raises(ValueError, match="least is"):
        publish(wards(9, 9), least=least)


def test_a_least_number_of_three_shows_three() -> None:
    published = publish(wards(3, 4, 5), least=3)

    assert published.shown == tuple(wards(3, 4, 5).items())


def test_halls_are_added_up_before_anything_is_merged() -> None:
    together = added_up([{"Oak": 3, "Elm": 2, "No answer": 1}, {"Elm": 9, "Ash": 7, "Oak": 4}])

    assert together == {"Oak": 7, "Elm": 11, "No answer": 1, "Ash": 7}
    assert list(together) == ["Oak", "Elm", "No answer", "Ash"]
    assert publish(together).merged == Merged(("Oak", "No answer"), 8)


@pytest.mark.parametrize(
    ("people", "of", "percent"), [(9, 60, 15), (1, 8, 13), (5, 8, 63), (0, 7, 0), (7, 7, 100)]
)
def test_percents_are_whole_with_halves_upwards(people: int, of: int, percent: int) -> None:
    assert Published(of, LEAST, ()).percent(people) == percent


def test_nobody_is_no_percent_of_nobody() -> None:
    assert Published(0, LEAST, None).percent(0) == 0
