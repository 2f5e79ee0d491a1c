"""What a budget pays of needs: by explicit amounts, one right each, and nothing counted twice."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.funding import (
    WORDS,
    NeedFunding,
    Payment,
    RightFunding,
    Status,
    by_need,
    by_right,
    overdrawn,
)
from kiosk.domain.needs import Need
from kiosk.domain.rights import GENERAL, RIGHTS
from kiosk.domain.sentence import Amount
from kiosk.domain.text import plain

FILE = Path(__file__).resolve().parents[4] / "shared/data/budgets/expected/32-gap-by-right.json"
HERE = pytest.mark.skipif(
    not FILE.exists(), reason="the examples of budgets are not beside the project"
)


def need(name: str, right: str, cost: Amount | None, also: tuple[str, ...] = ()) -> Need:
    return Need(id=name, need=plain(name), right=right, also=also, cost=cost)


def example() -> tuple[dict[str, Any], list[Need], list[Payment]]:
    content = json.loads(FILE.read_text("utf-8"))
    needs = [
        need(one["id"], one["right"], one["cost"], tuple(one["also"])) for one in content["needs"]
    ]
    payments = [
        Payment(one["id"], paid["line"], paid["amount"])
        for one in content["needs"]
        for paid in one["paid"]
    ]
    return content["expected"], needs, payments


@HERE
def test_each_need_of_the_worked_example_is_paid_as_it_says() -> None:
    expected, needs, payments = example()

    assert [
        {
            "id": one.need.id,
            "funded": one.funded,
            "over": one.over,
            "gap": one.gap,
            "status": one.status.replace("-", " "),
        }
        for one in by_need(needs, payments)
    ] == expected["needs"]


@HERE
def test_the_sums_by_right_of_the_worked_example_are_as_it_says() -> None:
    expected, needs, payments = example()
    sums = by_right(by_need(needs, payments))

    assert {
        one.right: {
            "cost": one.cost,
            "funded": one.funded,
            "gap": one.gap,
            "needs": one.needs,
            "funded_needs": one.funded_needs,
        }
        for one in sums
    } == expected["by_right"]
    assert sum(one.gap for one in sums) == expected["total_gap"]


def test_a_cost_that_nobody_knows_is_no_cost_of_nothing() -> None:
    pump, roof = need("pump", "water", None), need("roof", "water", 300)
    funding = by_need([pump, roof], [Payment("pump", "works", 80), Payment("roof", "works", 100)])

    assert funding[0] == NeedFunding(pump, 80, 0, None)
    assert [one.status for one in funding] == [Status.COST_NOT_KNOWN, Status.PART_FUNDED]
    assert by_right(funding) == (
        RightFunding(
            right="water",
            needs=2,
            funded_needs=0,
            cost_not_known=1,
            cost=300,
            funded=100,
            gap=200,
        ),
    )


def test_several_lines_pay_one_need_to_the_cent() -> None:
    roof = need("roof", "housing", Fraction(1001, 2))
    (one,) = by_need(
        [roof], [Payment("roof", "works", 500), Payment("roof", "parks", Fraction(1, 2))]
    )

    assert (one.funded, one.over, one.gap, one.status) == (Fraction(1001, 2), 0, 0, Status.FUNDED)


def test_needs_may_not_be_given_more_of_a_line_than_it_gets() -> None:
    payments = [
        Payment("a", "works", 60), Payment("b", "works", 41), Payment("a", "parks", 9),
        Payment("b", "gone", 1),
    ]  # fmt: skip

    assert overdrawn(payments, {"works": 100, "parks": 9}) == {"works": 1, "gone": 1}
    assert overdrawn(payments, {"works": 101, "parks": 9, "gone": 1}) == {}


def test_rights_stand_in_the_order_in_which_needs_name_them() -> None:
    needs = [need("a", "water", 1), need("b", "housing", 1), need("c", "water", 1)]

    assert [one.right for one in by_right(by_need(needs, []))] == ["water", "housing"]


def test_every_status_has_words_and_general_is_no_right() -> None:
    assert set(WORDS) == set(Status)
    assert list(RIGHTS)[:9] == [
        "health", "housing", "dignified-work", "education", "food", "social-security",
        "healthy-environment", "water", "taking-part",
    ]  # fmt: skip
    assert GENERAL not in RIGHTS
