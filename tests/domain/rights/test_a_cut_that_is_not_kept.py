"""A cut that the assembly does not keep raises a floor, and the same ballots are counted again."""

from dataclasses import replace

import pytest
from given_cuts import HERE, counted, cuts_of, example, file

from kiosk.domain.assembly import Option
from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.domain.count.contract import Ballots, Contest, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.cuts import Cut
from kiosk.domain.no_roll_back import (
    MOST_ROUNDS,
    Clash,
    Recount,
    counted_again,
    to_ask,
    told_of_clash,
    with_floors,
)
from kiosk.domain.text import plain

CITY = BothSides(
    (
        Line("health", Side.SPENDING, 30, 0, 60),
        Line("roads", Side.SPENDING, 30, 0, 60),
        Line("tax", Side.REVENUE, 60, 40, 80),
    ),
    unit=1000,
)


def cut(line: str, amount: int, reference: int = 30, *, locked: bool = False) -> Cut:
    return Cut(
        line=line, right="life", last_year=30, reference=reference, amount=amount, wanted_less=0,
        locked=locked,
    )  # fmt: skip


def contest(both: BothSides) -> Contest:
    options = tuple(Option(line.id, plain(line.id)) for line in both.lines)
    return Contest(options=options, shape=Shape.AMOUNTS, both_sides=both)


def raised(ballots: Ballots, rejected: list[Cut], rule: str = "most-backed") -> Recount | Clash:
    before = RULES[rule].count(contest(CITY), ballots, {})
    return counted_again(contest(CITY), ballots, before, rejected)


def limits(both: BothSides) -> dict[str, tuple[int, int]]:
    return {line.id: (line.floor, line.ceiling) for line in both.lines}


@HERE
def test_the_worked_example_is_counted_again_as_it_says() -> None:
    before, ballots = example("17a-a-cut-to-a-right.json")
    expected = file("17b-recount-with-the-floor-raised.json")
    rights = {"health": "health", "roads": "general"}
    first = counted(before, ballots)

    rejected = to_ask(cuts_of(before, first, rights), kept=(), rounds=0)
    again = counted_again(before, ballots, first, rejected)

    assert isinstance(again, Recount)
    assert limits(again.both_sides) == {
        line["id"]: (line["floor"], line["ceiling"]) for line in expected["lines"]
    }
    found = again.result.budget
    wanted = expected["expected"]["most-backed"]
    assert found is not None
    assert {one.line: one.amount for one in found.lines} == wanted["amounts"]
    assert (found.spending, found.revenue) == (wanted["total_spending"], wanted["total_revenue"])
    assert found.distance == wanted["distance"]
    assert found.tied_totals == tuple(wanted["tied_totals"])
    assert found.line_between == tuple(wanted["line_between"])
    assert {
        one.line: {"more": one.more, "same": one.same, "less": one.less} for one in found.lines
    } == wanted["lines"]
    assert cuts_of(replace(before, both_sides=again.both_sides), again.result, rights) == ()


def test_only_the_rejected_cuts_raise_a_floor() -> None:
    assert limits(with_floors(CITY, [cut("health", 20)])) == {
        "health": (30, 60), "roads": (0, 60), "tax": (40, 80),
    }  # fmt: skip
    assert with_floors(CITY, []) == CITY


def test_a_reference_above_the_ceiling_raises_it_too() -> None:
    assert limits(with_floors(CITY, [cut("health", 20, 70)]))["health"] == (70, 70)


def test_a_line_is_counted_at_its_floor_where_the_floor_meets_the_ceiling() -> None:
    ballots = merge([(("health", 20), ("roads", 40), ("tax", 60))])

    again = raised(ballots, [cut("health", 20, 60)])

    assert isinstance(again, Recount)
    assert dict(again.result.scores) == {"health": 60, "roads": 0, "tax": 60}
    assert again.result.budget is not None
    health = again.result.budget.lines[0]
    assert (health.more, health.same, health.less) == (0, 0, 1)


@pytest.mark.parametrize(
    ("rule", "health", "roads", "tax"),
    [("most-backed", 60, 0, 60), ("average", 60, 0, 60), ("shares", 60, 10, 70)],
)
def test_the_recount_is_by_the_rule_of_the_count(
    rule: str, health: int, roads: int, tax: int
) -> None:
    ballots = merge([(("health", 30), ("roads", 10), ("tax", 40)), ()])

    again = raised(ballots, [cut("health", 20, 60)], rule)

    assert isinstance(again, Recount)
    assert again.result.rule == rule
    assert dict(again.result.scores) == {"health": health, "roads": roads, "tax": tax}


def test_all_rejected_cuts_are_raised_in_one_recount() -> None:
    ballots = merge([(("health", 20), ("roads", 25), ("tax", 45))])

    again = raised(ballots, [cut("health", 20), cut("roads", 25)])

    assert isinstance(again, Recount)
    assert dict(again.result.scores) == {"health": 30, "roads": 30, "tax": 60}


def test_where_no_budget_balances_the_floors_that_clash_are_named() -> None:
    ballots = merge([(("health", 20), ("roads", 40), ("tax", 60))])
    rejected = [cut("health", 20, 45), cut("roads", 40, 50)]

    clash = raised(ballots, rejected)

    assert clash == Clash(("health", "roads"), 15)
    told = told_of_clash(clash, CITY)
    assert dict(told[0].values).keys() == {"lines"}
    assert "15000" in str(told[1].values)


def test_floors_that_just_meet_leave_one_budget() -> None:
    ballots = merge([(("health", 20), ("roads", 40), ("tax", 60))])

    again = raised(ballots, [cut("health", 20, 40), cut("roads", 40, 40)])

    assert isinstance(again, Recount)
    assert dict(again.result.scores) == {"health": 40, "roads": 40, "tax": 80}


def test_each_cut_that_can_be_changed_is_asked_about() -> None:
    flagged = (cut("health", 20), cut("debt", 20, locked=True))

    assert to_ask(flagged, kept=(), rounds=0) == (cut("health", 20),)


@pytest.mark.parametrize(("amount", "asked"), [(19, True), (20, False), (21, False)])
def test_a_cut_that_was_kept_is_asked_about_again_only_where_it_is_deeper(
    amount: int, asked: bool
) -> None:
    again = cut("health", amount)

    assert to_ask((again,), kept=(cut("health", 20),), rounds=1) == ((again,) if asked else ())


def test_a_second_round_of_questions_is_the_last() -> None:
    assert MOST_ROUNDS == 2
    assert to_ask((cut("health", 20),), kept=(), rounds=1) != ()
    assert to_ask((cut("health", 20),), kept=(), rounds=2) == ()
