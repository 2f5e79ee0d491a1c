"""Budgets of both sides as JSON, format ``two-sided-count/1``: lines, limits, lot and ballots."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.domain.count.contract import Ballots, Shape
from kiosk.domain.errors import BadFile, Fault
from kiosk.domain.text import plain
from kiosk.formats.ballot_file import BallotFile, BallotFormat
from kiosk.formats.faults import Faults, nearest, shown

FORM = "two-sided-count/1"
LARGEST = 10**15  # units: more than any city's money in cents
Units = Annotated[int, Meta(ge=-LARGEST, le=LARGEST)]
Number = Annotated[int, Meta(ge=1, le=10**9)]
Id = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"^[^,\x00-\x1f]+$")]


class LineForm(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the budget, in units."""

    id: Id
    side: Side
    last_year: Units
    floor: Units
    ceiling: Units


class BallotForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """So many equal ballots: all amounts, or what they change since last year; neither: blank."""

    times: Number = 1
    amounts: dict[str, Units] | None = None
    changes: dict[str, Units] | None = None


class FileForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file. What it expects of a count, and who checked that, is not for the count."""

    format: str
    name: str = ""
    about: str = ""
    unit: Annotated[int, Meta(ge=1, le=LARGEST)] = 1
    opening: Units = 0
    lines: Annotated[list[LineForm], Meta(min_length=1, max_length=1000)]
    lot: list[str] = []
    ballots: list[BallotForm]
    expected: Any = None
    compare: str = ""
    checked_by: list[str] = []


def read(text: str, name: str) -> BallotFile:
    """The lines with the wishes of the ballots; raises BadFile."""
    try:
        form = msgspec.json.decode(text.removeprefix("\ufeff"), type=FileForm)
    except msgspec.ValidationError as wrong:
        raise _bad(name, str(wrong), "Write it as the README says") from None
    except msgspec.DecodeError as wrong:
        raise _bad(name, f"This is no JSON ({wrong})", "Write it with a program") from None
    except RecursionError:
        raise _bad(name, "This is nested too deeply", "Write it as the README says") from None
    faults = Faults(name)
    if form.format != FORM:
        faults.add(0, f"The format {shown(form.format)} is not known", f"Write {FORM}")
    both = BothSides(
        tuple(Line(one.id, one.side, one.last_year, one.floor, one.ceiling) for one in form.lines),
        opening=form.opening,
        unit=form.unit,
    )
    _check_lines(both, form.lot, faults)
    faults.refuse_any()
    _check_limits(both, faults)
    merged = _ballots(form.ballots, both, faults)
    faults.refuse_any()
    return BallotFile(
        name=name,
        title=form.name,
        options=tuple(Option(line.id, plain(line.id)) for line in both.lines),
        ballots=Ballots(tuple(sorted(merged.items()))),
        shapes=(Shape.AMOUNTS,),
        both_sides=both,
        lot=tuple(form.lot),
    )


def _check_lines(both: BothSides, lot: list[str], faults: Faults) -> None:
    ids = [line.id for line in both.lines]
    for line in both.lines:
        if ids.count(line.id) > 1:
            faults.add(0, f"The line {shown(line.id)} is there twice", "Give each its own id")
        if line.floor > line.ceiling:
            wrong = f"The line {shown(line.id)} has its floor above its ceiling"
            faults.add(0, wrong, "Write the lower amount as the floor")
    for line_id in lot:
        if line_id not in ids:
            wrong = f"The lot names {shown(line_id)}, which is no line"
            faults.add(0, wrong, nearest(line_id, ids))
        elif lot.count(line_id) > 1:
            faults.add(0, f"The lot names {shown(line_id)} twice", "Name each line once")


def _check_limits(both: BothSides, faults: Faults) -> None:
    if both.least <= both.most:
        return
    least, most = both.floors(Side.SPENDING), both.ceilings(Side.REVENUE)
    if least > most + both.opening:
        wrong = f"No balanced budget: spending is at least {least}, revenue at most {most}"
        remedy = "Lower a floor of spending, or raise a ceiling of revenue"
    else:
        least, most = both.floors(Side.REVENUE), both.ceilings(Side.SPENDING)
        wrong = f"No balanced budget: revenue is at least {least}, spending at most {most}"
        remedy = "Lower a floor of revenue, or raise a ceiling of spending"
    opening = f" (opening {both.opening})" if both.opening else ""
    faults.add(0, wrong + opening, remedy)


def _ballots(forms: list[BallotForm], both: BothSides, faults: Faults) -> dict[Marks, int]:
    merged: dict[Marks, int] = {}
    pairs: dict[tuple[str, int], tuple[str, int]] = {}  # kept once: budgets repeat their amounts
    for number, form in enumerate(forms, start=1):
        amounts = _amounts(form, both, number, faults)
        if amounts is None:
            continue
        marks = in_order(
            pairs.setdefault(pair, pair)
            for line in both.lines
            if not line.locked and amounts
            for pair in [(line.id, amounts[line.id])]
        )
        merged[marks] = merged.get(marks, 0) + form.times
    return merged


def _amounts(
    form: BallotForm, both: BothSides, number: int, faults: Faults
) -> dict[str, int] | None:
    """What the ballot gives to each line; empty: blank. None where it is faulty."""
    which = f"Ballot {number}"
    given = form.amounts if form.amounts is not None else form.changes
    if form.amounts is not None and form.changes is not None:
        faults.add(0, f"{which} has amounts and changes", "Keep one of them")
        return None
    if given is None:
        return {}
    ids = {line.id for line in both.lines}
    if unknown := next((one for one in given if one not in ids), None):
        faults.add(0, f"{which} names {shown(unknown)}, which is no line", nearest(unknown, ids))
        return None
    if form.changes is not None:
        amounts = {line.id: line.last_year + form.changes.get(line.id, 0) for line in both.lines}
    else:
        amounts = {line.id: line.floor for line in both.lines if line.locked} | given
    if missing := next((one.id for one in both.lines if one.id not in amounts), None):
        faults.add(0, f"{which} gives no amount for {shown(missing)}", "Give each line one")
        return None
    gap = both.gap(amounts)
    if gap:
        state = f"{-gap} short" if gap < 0 else f"{gap} left over"
        faults.add(0, f"{which} does not balance: {state}", "Correct it, or leave it out")
        return None
    return amounts


def _bad(name: str, wrong: str, remedy: str) -> BadFile:
    return BadFile((Fault(name, 0, wrong, remedy),))


FORMAT = BallotFormat(name=".json", read=read)
