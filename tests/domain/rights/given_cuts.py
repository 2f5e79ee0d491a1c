"""Budgets with cuts to rights, worked out beside the project or made here."""

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.both_sides import BothSides, Line, LineNotes, Side
from kiosk.domain.count.contract import Ballots, Contest, Result, Shape
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.two_sided.outcome import BudgetOutcome, LineOutcome
from kiosk.domain.cuts import Cut, cuts_in
from kiosk.formats.ballot_files.json import read

DATA = Path(__file__).resolve().parents[4] / "shared/data/budgets"
HERE = pytest.mark.skipif(
    not DATA.exists(), reason="the examples of budgets are not beside the project"
)


def file(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / "expected" / name).read_text("utf-8"))
    return content


def example(name: str) -> tuple[Contest, Ballots]:
    """The contest and the ballots of a worked example."""
    found = read((DATA / "expected" / name).read_text("utf-8"), name)
    contest = Contest(
        options=found.options, shape=Shape.AMOUNTS, both_sides=found.both_sides, lot=found.lot
    )
    return contest, found.ballots


def counted(contest: Contest, ballots: Ballots) -> Result:
    return RULES["most-backed"].count(contest, ballots, {})


def cuts_of(contest: Contest, result: Result, rights: dict[str, str]) -> tuple[Cut, ...]:
    assert result.budget is not None
    return cuts_in(tagged(contest.both_sides, rights), result.budget)


def tagged(
    both: BothSides, rights: Mapping[str, str], same_service: Mapping[str, int] | None = None
) -> BothSides:
    """The lines with their first right, and what the same service costs now, in money."""
    return replace(
        both,
        lines=tuple(
            replace(
                line,
                notes=LineNotes(
                    rights=(rights[line.id],) if line.id in rights else (),
                    same_service=(same_service or {}).get(line.id),
                ),
            )
            for line in both.lines
        ),
    )


def oakland() -> tuple[BothSides, dict[str, int], list[dict[str, str]]]:
    """The city's lines, next year's amounts, and the rows of its file."""
    with (DATA / "oakland-2015-16.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    both = BothSides(
        tuple(Line(row["id"], Side(row["side"]), int(row["last_year"]), 0, 10**10) for row in rows)
    )
    return both, {row["id"]: int(row["next_year"]) for row in rows}, rows


def outcome(amounts: dict[str, int], less: int = 0) -> BudgetOutcome:
    """A budget of these amounts; so many ballots asked for less of each line."""
    lines = tuple(
        LineOutcome(line=line, amount=amount, more=0, same=0, less=less)
        for line, amount in amounts.items()
    )
    return BudgetOutcome(lines=lines, spending=0, revenue=0, distance=0)
