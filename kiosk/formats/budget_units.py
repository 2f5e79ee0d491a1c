"""From the rows of a budget to its two sides in units, with their limits and their balance."""

import math
from collections.abc import Sequence

from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.formats.budget_sheet import BudgetRow
from kiosk.formats.faults import Faults, shown
from kiosk.formats.totals import is_total

TENTH = 10  # of last year's amount: how far a line may go where no limit is written
LEAST_PRESSES = 2  # that even a small line can be changed by
MOST_FREE = 25  # lines that a person can decide on in five minutes
SAID = {Side.SPENDING: "money out", Side.REVENUE: "money in"}
MOST_GROUPS = 4  # on a side, so that all of them are seen at once


def both_sides(
    rows: Sequence[BudgetRow], *, unit: int, opening: int | None, faults: Faults
) -> BothSides:
    """The two sides; what is wrong is noted. ``unit``: 0 for the largest that fits all steps.

    ``opening``: money that is there without being raised; None where the meeting gives none, and
    then last year must balance.
    """
    sound = not faults.found  # sums of what could not be read would only be wrong in turn
    steps = [row.step for row in rows if not row.locked]
    if sound and not steps:
        faults.add(0, "Every line is locked", "Leave some lines that people can change")
    unit = unit or math.gcd(*steps) or 1
    lines = tuple(_line(row, unit, faults) for row in rows)
    spent, raised = (_last(rows, side) for side in (Side.SPENDING, Side.REVENUE))
    short = spent - raised - (opening or 0)
    if sound and short and opening is None:
        wrong = f"Last year does not balance: it is {_apart(short)}"
        faults.add(0, wrong, "Correct a line, or write opening = 0 if it shall start so")
    elif sound and short:
        faults.note(0, f"last year is {_apart(short)}, so every ballot starts so")
    rests = {side: sum(one.rest for one in lines if one.side is side) for side in Side}
    meeting = (opening or 0) + rests[Side.REVENUE] - rests[Side.SPENDING]
    if (away := meeting % unit) and not faults.found:
        wrong = f"Both sides can never meet: they stay {away} apart in units of {unit}"
        faults.add(0, wrong, "Correct a locked line, or write a smaller unit")
    both = BothSides(lines, opening=meeting // unit, unit=unit)
    _check_sums(rows, faults)
    if not faults.found:
        _check_limits(both, faults)
    _note_size(both, faults)
    return both


def _line(row: BudgetRow, unit: int, faults: Faults) -> Line:
    if row.locked:
        return _locked(row, unit, faults)
    if row.step % unit:
        remedy = f"Write a multiple of {unit}, or a smaller unit"
        faults.add(row.place, f"The step is {row.step}, the unit {unit}", remedy)
    span = row.step * max(LEAST_PRESSES, row.last_year // TENTH // row.step)
    lowest = row.last_year % unit  # so that steps from last year lead there
    floor = max(row.last_year - span, lowest) if row.floor is None else row.floor
    ceiling = row.last_year + span if row.ceiling is None else row.ceiling
    for name, amount in (("floor", floor), ("ceiling", ceiling)):
        if away := (amount - row.last_year) % unit:
            wrong = f"The {name} is {amount}, which no steps of {unit} from last year reach"
            faults.add(row.place, wrong, f"Write {amount - away} or {amount - away + unit}")
    if floor > ceiling:
        wrong = f"The floor {floor} is above the ceiling {ceiling}"
        faults.add(row.place, wrong, "Write the lower one as the floor")
    return Line(
        id=row.id,
        side=row.side,
        last_year=row.last_year // unit,
        floor=floor // unit,
        ceiling=ceiling // unit,
        step=max(1, row.step // unit),
        rest=lowest,
        notes=row.notes,
    )


def _locked(row: BudgetRow, unit: int, faults: Faults) -> Line:
    """A line with one amount: the one of its limits, or last year's."""
    amounts = {amount for amount in (row.floor, row.ceiling) if amount is not None}
    if len(amounts) > 1:
        wrong = f"The line is locked, but goes from {row.floor} to {row.ceiling}"
        faults.add(row.place, wrong, "Write one amount as both, or do not lock it")
    amount = min(amounts, default=row.last_year)
    rest = amount % unit  # its own amount counts to the last coin; last year's to the nearest unit
    last, now = (row.last_year - rest) // unit, amount // unit
    return Line(row.id, row.side, last, now, now, rest=rest, notes=row.notes)


def _last(rows: Sequence[BudgetRow], side: Side) -> int:
    return sum(row.last_year for row in rows if row.side is side)


def _apart(short: int) -> str:
    return f"{short} short" if short > 0 else f"{-short} left over"


def _check_sums(rows: Sequence[BudgetRow], faults: Faults) -> None:
    """A row that is the sum of others would be counted twice."""
    for row in rows:
        others = [other for other in rows if other.side is row.side and other is not row]
        whole = sum(other.last_year for other in others)
        children = [other for other in others if other.id.startswith(row.id)]
        below = sum(other.last_year for other in children)
        if len(children) > 1 and below == row.last_year:
            wrong = f"The line {shown(row.id)} is the sum of {len(children)} others"
            faults.add(row.place, wrong, "Keep it or them, not both")
        elif is_total(row.title.in_language("")):
            faults.add(row.place, "The line is a total", "Leave it out")
        elif len(others) > 1 and whole == row.last_year:
            faults.note(row.place, "the line is as much as all others of its side together")


def _check_limits(both: BothSides, faults: Faults) -> None:
    if both.least <= both.most:
        return
    out = both.floors(Side.SPENDING) > both.ceilings(Side.REVENUE) + both.opening
    low, high = (Side.SPENDING, Side.REVENUE) if out else (Side.REVENUE, Side.SPENDING)
    least, most = both.floors(low), both.ceilings(high)
    wrong = (
        f"No budget can balance: {SAID[low]} is at least {both.sum_in_money(low, least)},"
        f" {SAID[high]} at most {both.sum_in_money(high, most)}"
    )
    faults.add(0, wrong, f"Lower a floor of {SAID[low]}, or raise a ceiling of {SAID[high]}")


def _note_size(both: BothSides, faults: Faults) -> None:
    if len(both.free) > MOST_FREE:
        faults.note(0, f"{len(both.free)} lines can change; {MOST_FREE} are enough for one evening")
    for side in Side:
        groups = {line.notes.group for line in both.of(side) if not line.locked}
        if len(groups) > MOST_GROUPS:
            faults.note(0, f"{SAID[side]} has {len(groups)} groups; {MOST_GROUPS} are seen at once")
