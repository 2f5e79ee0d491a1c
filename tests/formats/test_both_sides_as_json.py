"""Both sides of a budget as JSON: read whole, or every fault is named with its remedy."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.domain.count.contract import Shape
from kiosk.domain.errors import BadFile
from kiosk.formats.ballot_files.json import LARGEST, read

README = Path(__file__).resolve().parents[2] / "README.md"


def budget(**changed: Any) -> dict[str, Any]:
    line = {"side": "spending", "last_year": 5, "floor": 0, "ceiling": 9}
    return {
        "format": "two-sided-count/1",
        "lines": [
            {"id": "roads", **line},
            {"id": "debt", **line, "floor": 3, "ceiling": 3},
            {"id": "tax", **line, "side": "revenue", "ceiling": 20},
        ],
        "ballots": [{"amounts": {"roads": 4, "tax": 7}}],
    } | changed


def with_line(number: int, **changed: Any) -> dict[str, Any]:
    whole = budget()
    whole["lines"][number] |= changed
    return whole


def faults(content: Any) -> list[str]:
    text = content if isinstance(content, str) else json.dumps(content)
    with pytest.raises(BadFile) as bad:
        read(text, "b.json")
    return [str(fault) for fault in bad.value.faults]


def test_lines_limits_lot_and_ballots_are_read() -> None:
    content = budget(
        name="City", unit=1000, opening=2, lot=["tax", "roads", "debt"], about="made up",
        expected={"average": {}}, checked_by=["hand"], compare="",
        ballots=[
            {"times": 3, "amounts": {"roads": 4, "tax": 5}},
            {"amounts": {"roads": 4, "debt": 3, "tax": 5}},
            {"changes": {"debt": -2, "tax": 1}},
            {"times": 2},
        ],
    )  # fmt: skip

    file = read(json.dumps(content), "b.json")

    assert (file.title, file.shapes, file.lot) == (
        "City", (Shape.AMOUNTS,), ("tax", "roads", "debt"),
    )  # fmt: skip
    assert file.both_sides == BothSides(
        (
            Line("roads", Side.SPENDING, 5, 0, 9),
            Line("debt", Side.SPENDING, 5, 3, 3),
            Line("tax", Side.REVENUE, 5, 0, 20),
        ),
        opening=2,
        unit=1000,
    )
    assert file.ballots.merged == (
        ((), 2),
        ((("roads", 4), ("tax", 5)), 4),
        ((("roads", 5), ("tax", 6)), 1),
    )


def test_the_readme_shows_a_file_that_is_read() -> None:
    [example] = re.findall(r"```json\n(.*?)```", README.read_text("utf-8"), re.DOTALL)

    assert read(example, "b.json").ballots.total == 4


def test_a_ballot_may_ask_for_more_than_a_limit_that_was_changed_after_it() -> None:
    low = with_line(0, floor=5)

    assert read(json.dumps(low), "b.json").ballots.merged == (((("roads", 4), ("tax", 7)), 1),)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "b.json: Expected `object`, got `array`. Write it as the README says."),
        ("{", "b.json: This is no JSON (Input data was truncated). Write it with a program."),
        (
            json.dumps(budget())[:-1] + ', "expected": ' + "[" * 100_000,
            "b.json: This is nested too deeply. Write it as the README says.",
        ),
        (
            budget(format="two-sided-count/2"),
            "b.json: The format 'two-sided-count/2' is not known. Write two-sided-count/1.",
        ),
        (
            budget(colour="red"),
            "b.json: Object contains unknown field `colour`. Write it as the README says.",
        ),
        (
            with_line(1, side="profit"),
            "b.json: Invalid enum value 'profit' - at `$.lines[1].side`."
            " Write it as the README says.",
        ),
        (
            with_line(1, floor=2.5),
            "b.json: Expected `int`, got `float` - at `$.lines[1].floor`."
            " Write it as the README says.",
        ),
        (
            with_line(1, last_year=LARGEST + 1),
            f"b.json: Expected `int` <= {LARGEST} - at `$.lines[1].last_year`."
            " Write it as the README says.",
        ),
        (
            with_line(0, id="debt"),
            "b.json: The line 'debt' is there twice. Give each its own id.",
        ),
        (
            with_line(0, floor=10),
            "b.json: The line 'roads' has its floor above its ceiling."
            " Write the lower amount as the floor.",
        ),
        (
            budget(lot=["road"]),
            "b.json: The lot names 'road', which is no line. Write roads.",
        ),
        (budget(lot=["tax", "tax"]), "b.json: The lot names 'tax' twice. Name each line once."),
        (
            with_line(2, ceiling=2),
            "b.json: No balanced budget: spending is at least 3, revenue at most 2."
            " Lower a floor of spending, or raise a ceiling of revenue.",
        ),
        (
            with_line(2, floor=13),
            "b.json: No balanced budget: revenue is at least 13, spending at most 12."
            " Lower a floor of revenue, or raise a ceiling of spending.",
        ),
        (
            budget(opening=-20),
            "b.json: No balanced budget: spending is at least 3, revenue at most 20"
            " (opening -20). Lower a floor of spending, or raise a ceiling of revenue.",
        ),
        (
            budget(ballots=[{"amounts": {"roads": 4, "tax": 7}}, {"amounts": {"tax": 7}}]),
            "b.json: Ballot 2 gives no amount for 'roads'. Give each line one.",
        ),
        (
            budget(ballots=[{"changes": {"taxes": 7}}]),
            "b.json: Ballot 1 names 'taxes', which is no line. Write tax.",
        ),
        (
            budget(ballots=[{"amounts": {"roads": 5, "tax": 7}}]),
            "b.json: Ballot 1 does not balance: 1 short. Correct it, or leave it out.",
        ),
        (
            budget(ballots=[{"amounts": {"roads": 1, "tax": 7}}]),
            "b.json: Ballot 1 does not balance: 3 left over. Correct it, or leave it out.",
        ),
        (
            budget(ballots=[{"amounts": {}, "changes": {}}]),
            "b.json: Ballot 1 has amounts and changes. Keep one of them.",
        ),
        (
            budget(ballots=[{"times": 0}]),
            "b.json: Expected `int` >= 1 - at `$.ballots[0].times`. Write it as the README says.",
        ),
    ],
    ids=lambda one: one if isinstance(one, str) and one.startswith("b.json") else "file",
)
def test_what_cannot_be_counted_is_named(content: Any, said: str) -> None:
    assert said in faults(content)


def test_every_faulty_ballot_is_named_at_once() -> None:
    short = [{"amounts": {"roads": 5, "tax": 7}}] * 3

    assert len(faults(budget(ballots=short))) == 3
