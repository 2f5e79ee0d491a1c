"""Public money is told for each person and each need of a place, from the city's figures."""

from fractions import Fraction

import pytest

from kiosk.domain.needs import Need
from kiosk.domain.places import LEAST_RECIPIENTS, PlaceFigures, PlaceMoney, by_place
from kiosk.domain.text import plain


def place(name: str, residents: int, amount: int, recipients: int | None = None) -> PlaceMoney:
    return PlaceMoney(
        place=name, residents=residents, amount=amount, year=2025, source="City budget",
        recipients=recipients,
    )  # fmt: skip


def need(name: str, where: str) -> Need:
    return Need(id=name, need=plain(name), right="water", place=where)


def test_each_place_is_told_for_each_head_and_each_need() -> None:
    north, south = place("North", 400, 1000), place("South", 300, 100)
    needs = [need("a", "north"), need("b", " North"), need("c", "South"), need("d", "all")]

    assert by_place([south, north], needs) == (
        PlaceFigures(south, 1, 100, Fraction(1, 3), 100),
        PlaceFigures(north, 2, 1000, Fraction(5, 2), 500),
    )


def test_where_nobody_lives_or_needs_anything_nothing_is_divided() -> None:
    empty = place("Park", 0, 50)

    assert by_place([empty], []) == (PlaceFigures(empty, 0, 50, None, None),)


@pytest.mark.parametrize(("recipients", "told"), [(0, False), (2, False), (3, True), (None, True)])
def test_money_that_very_few_received_is_not_told(recipients: int | None, told: bool) -> None:
    (one,) = by_place([place("North", 400, 1000, recipients)], [need("a", "North")])

    assert LEAST_RECIPIENTS == 3
    sums = (one.amount, one.per_head, one.per_need)
    assert sums == ((1000, Fraction(5, 2), 1000) if told else (None, None, None))
