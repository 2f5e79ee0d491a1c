"""The assembly in a record: everything that a recount and a result page must know of it."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated

from msgspec import Meta, Struct

from kiosk.domain.assembly import Assembly, Cards, Option, Poll, Question, Quorum, Trackers
from kiosk.domain.count.as_json import amount_json
from kiosk.domain.count.contract import Json
from kiosk.domain.sentence import Amount
from kiosk.domain.text import Text
from kiosk.sync.both_sides import BothSidesForm, both_sides_form, both_sides_of
from kiosk.sync.payload import payload_of, read_payload

Id = Annotated[str, Meta(min_length=1, max_length=100)]
Word = Annotated[str, Meta(max_length=100)]
Wording = Annotated[str, Meta(max_length=20_000)]
Versions = Annotated[tuple[tuple[Word, Wording], ...], Meta(max_length=60)]
Count = Annotated[int, Meta(ge=0, le=10**9)]
Number = int | Annotated[str, Meta(pattern=r"^[0-9]{1,30}/[0-9]{1,30}\Z")]


class OptionForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An option as JSON."""

    id: Id
    title: Versions
    detail: Versions
    cost: Number


class QuestionForm(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A question as JSON.

    ``kind_settings`` is left out where the kind has none, ``both_sides`` where it has none.
    """

    id: Id
    title: Versions
    detail: Versions
    kind: Word
    rule: Word
    settings: Annotated[tuple[tuple[Word, Word], ...], Meta(max_length=50)]
    kind_settings: Annotated[tuple[tuple[Word, Word], ...], Meta(max_length=50)] = ()
    options: Annotated[tuple[OptionForm, ...], Meta(max_length=5_000)]
    least: Count
    most: Count
    points: Count
    budget: Number
    within_budget: bool
    seats: Count
    both_sides: BothSidesForm | None = None


class PollForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A poll as JSON. ``needs`` is left out where no other poll comes first."""

    id: Id
    title: Versions
    questions: Annotated[tuple[QuestionForm, ...], Meta(max_length=200)]
    needs: Annotated[str, Meta(max_length=100)] = ""


class AssemblyForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An assembly as JSON, without its roster."""

    title: Versions
    place: Wording
    date: Word
    languages: Annotated[tuple[Word, ...], Meta(max_length=60)]
    currency: Word
    quorum: Count
    quorum_share: Number
    quorum_more_than: Number | None = None
    cards: Cards
    open_door: bool
    trackers: Trackers = Trackers.CLOSED
    sealed: bool = False
    publish_from: Count = 0
    polls: Annotated[tuple[PollForm, ...], Meta(max_length=500)]


def assembly_payload(assembly: Assembly) -> dict[str, Json]:
    """The payload of an "assembly" record. Nobody on the roster is in it."""
    more = assembly.quorum.more_than
    payload = payload_of(
        AssemblyForm(
            title=assembly.title.versions,
            place=assembly.place,
            date=assembly.date,
            languages=assembly.languages,
            currency=assembly.currency,
            quorum=assembly.quorum.number,
            quorum_share=amount_json(assembly.quorum.share),
            quorum_more_than=None if more is None else amount_json(more),
            cards=assembly.cards,
            open_door=assembly.open_door,
            trackers=assembly.trackers,
            sealed=assembly.sealed,
            publish_from=assembly.publish_from,
            polls=tuple(_poll_form(poll) for poll in assembly.polls),
        )
    )
    if more is None:
        del payload["quorum_more_than"]  # older programs know no such key
    if not assembly.publish_from:
        del payload["publish_from"]  # so did every meeting that an older program loaded
    return payload


def poll_payload(poll: Poll) -> dict[str, Json]:
    """A poll as it stands in the payload of its assembly."""
    return payload_of(_poll_form(poll))


def read_assembly_payload(payload: Mapping[str, Json]) -> Assembly:
    """The assembly in a payload; raises ValueError saying where it does not fit."""
    form = read_payload(payload, AssemblyForm)
    return Assembly(
        title=Text(form.title),
        place=form.place,
        date=form.date,
        languages=form.languages,
        currency=form.currency,
        quorum=_quorum(form),
        cards=form.cards,
        open_door=form.open_door,
        trackers=form.trackers,
        sealed=form.sealed,
        publish_from=form.publish_from,
        polls=tuple(_poll(poll) for poll in form.polls),
    )


def _quorum(form: AssemblyForm) -> Quorum:
    more = form.quorum_more_than
    return Quorum(
        form.quorum,
        Fraction(_amount(form.quorum_share)),
        None if more is None else Fraction(_amount(more)),
    )


def _poll_form(poll: Poll) -> PollForm:
    return PollForm(
        id=poll.id,
        title=poll.title.versions,
        questions=tuple(_question_form(question) for question in poll.questions),
        needs=poll.needs,
    )


def _question_form(question: Question) -> QuestionForm:
    return QuestionForm(
        id=question.id,
        title=question.title.versions,
        detail=question.detail.versions,
        kind=question.kind,
        rule=question.rule,
        settings=question.settings,
        kind_settings=question.kind_settings,
        options=tuple(
            OptionForm(
                id=option.id,
                title=option.title.versions,
                detail=option.detail.versions,
                cost=amount_json(option.cost),
            )
            for option in question.options
        ),
        least=question.least,
        most=question.most,
        points=question.points,
        budget=amount_json(question.budget),
        within_budget=question.within_budget,
        seats=question.seats,
        both_sides=both_sides_form(question.both_sides),
    )


def _poll(form: PollForm) -> Poll:
    questions = tuple(_question(entry) for entry in form.questions)
    return Poll(form.id, Text(form.title), questions, form.needs)


def _question(form: QuestionForm) -> Question:
    return Question(
        id=form.id,
        title=Text(form.title),
        detail=Text(form.detail),
        kind=form.kind,
        rule=form.rule,
        settings=form.settings,
        kind_settings=form.kind_settings,
        options=tuple(
            Option(entry.id, Text(entry.title), Text(entry.detail), _amount(entry.cost))
            for entry in form.options
        ),
        least=form.least,
        most=form.most,
        points=form.points,
        budget=_amount(form.budget),
        within_budget=form.within_budget,
        seats=form.seats,
        both_sides=both_sides_of(form.both_sides),
    )


def _amount(number: int | str) -> Amount:
    try:
        exact = Fraction(number)
    except ZeroDivisionError as fault:
        raise ValueError("a number is divided by zero") from fault
    return exact.numerator if exact.denominator == 1 else exact
