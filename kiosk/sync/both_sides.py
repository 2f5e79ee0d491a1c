"""Both sides of a budget in the record of an assembly: every line with its limits and notes."""

from typing import Annotated

from msgspec import Meta, Struct

from kiosk.domain.both_sides import NO_SIDES, BothSides, Line, LineNotes, Side
from kiosk.domain.text import Text

Id = Annotated[str, Meta(min_length=1, max_length=100)]
Word = Annotated[str, Meta(max_length=1_000)]
Versions = Annotated[
    tuple[tuple[Word, Annotated[str, Meta(max_length=20_000)]], ...], Meta(max_length=60)
]
Units = Annotated[int, Meta(ge=-(2**53), le=2**53)]
Money = Annotated[int, Meta(ge=-(2**53), le=2**53)]


class NotesForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What people may want to know of a line, as JSON."""

    group: Versions = ()
    reason: Versions = ()
    who_pays: Versions = ()
    rights: Annotated[tuple[Word, ...], Meta(max_length=50)] = ()
    same_service: Money | None = None
    once: bool = False
    authority: Word = ""
    source: Word = ""


class LineForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line as JSON, in units; ``rest`` in money."""

    id: Id
    side: Side
    last_year: Units
    floor: Units
    ceiling: Units
    step: Annotated[int, Meta(ge=1, le=2**53)]
    rest: Money
    notes: NotesForm


class BothSidesForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Both sides as JSON."""

    unit: Annotated[int, Meta(ge=1, le=2**53)]
    opening: Units
    lines: Annotated[tuple[LineForm, ...], Meta(max_length=1_000)]


def both_sides_form(both: BothSides) -> BothSidesForm | None:
    """The form of a budget; None for questions that are about something else."""
    if both == NO_SIDES:
        return None
    return BothSidesForm(
        unit=both.unit,
        opening=both.opening,
        lines=tuple(
            LineForm(
                id=line.id,
                side=line.side,
                last_year=line.last_year,
                floor=line.floor,
                ceiling=line.ceiling,
                step=line.step,
                rest=line.rest,
                notes=_notes_form(line.notes),
            )
            for line in both.lines
        ),
    )


def both_sides_of(form: BothSidesForm | None) -> BothSides:
    """The budget of a form."""
    if form is None:
        return NO_SIDES
    lines = tuple(
        Line(
            id=one.id,
            side=one.side,
            last_year=one.last_year,
            floor=one.floor,
            ceiling=one.ceiling,
            step=one.step,
            rest=one.rest,
            notes=_notes(one.notes),
        )
        for one in form.lines
    )
    return BothSides(lines, opening=form.opening, unit=form.unit)


def _notes_form(notes: LineNotes) -> NotesForm:
    return NotesForm(
        group=notes.group.versions,
        reason=notes.reason.versions,
        who_pays=notes.who_pays.versions,
        rights=notes.rights,
        same_service=notes.same_service,
        once=notes.once,
        authority=notes.authority,
        source=notes.source,
    )


def _notes(form: NotesForm) -> LineNotes:
    return LineNotes(
        group=Text(form.group),
        reason=Text(form.reason),
        who_pays=Text(form.who_pays),
        rights=form.rights,
        same_service=form.same_service,
        once=form.once,
        authority=form.authority,
        source=form.source,
    )
