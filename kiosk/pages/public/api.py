"""The public interface for other programs: JSON, no names; ballots only when published."""

import asyncio
from collections.abc import Mapping
from fractions import Fraction

from aiohttp import web
from msgspec import UNSET, convert, to_builtins

from kiosk.actions.attendance import attendance
from kiosk.actions.background.tell_turnout import turnout
from kiosk.actions.log.read_closing import read_closing
from kiosk.actions.sign_in import sign_in, sign_in_anyone
from kiosk.actions.take_card import take_card
from kiosk.actions.votes_beyond import votes_beyond
from kiosk.domain.assembly import Poll, Question
from kiosk.domain.cards import spoken
from kiosk.domain.count.as_json import amount_json, outcome_json
from kiosk.domain.count.contract import Result
from kiosk.domain.errors import AlreadyPresent, NoSuchPerson
from kiosk.domain.lifecycle import State
from kiosk.formats.rounds_json import rounds_json
from kiosk.meeting.hall import Sitting
from kiosk.pages.public.api_answers import (
    ArrivalAnswer,
    AssemblyAnswer,
    CountedAnswer,
    OptionAnswer,
    PollAnswer,
    QuestionAnswer,
    ResultAnswer,
)
from kiosk.pages.public.open_data import body_of
from kiosk.pages.public.results import published_poll
from kiosk.pages.web.access import screen_of
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.kiosk import KIOSK
from kiosk.pages.web.reader import reader_of
from kiosk.prepared import as_json, give, listed_json
from kiosk.presentation.names import names_in
from kiosk.presentation.phrases import Phrases
from kiosk.store import polls
from kiosk.sync.both_sides import both_sides_form
from kiosk.sync.closing import Closing
from kiosk.sync.payload import payload_of


async def assembly(request: web.Request) -> web.Response:
    """The agenda: polls, their questions, options and states."""
    sitting = request.app[KIOSK].hall.sitting
    states = await polls.states(sitting.roll.read)
    here = await attendance(request.app[KIOSK].hall)
    return web.json_response(
        to_builtins(
            AssemblyAnswer(
                title=dict(sitting.assembly.title.versions),
                place=sitting.assembly.place,
                date=sitting.assembly.date,
                languages=list(sitting.assembly.languages),
                currency=sitting.assembly.currency,
                open_door=sitting.assembly.open_door,
                present=here.present,
                quorum=here.needed,
                polls=[
                    PollAnswer(
                        id=poll.id,
                        title=dict(poll.title.versions),
                        state=states[poll.id].value,
                        turnout=_turnout(sitting, poll.id, states[poll.id]),
                        questions=[_question(question) for question in poll.questions],
                    )
                    for poll in sitting.assembly.polls
                ],
            )
        )
    )


def _turnout(sitting: Sitting, poll_id: str, state: State) -> int | None:
    if state is State.DRAFT:
        return 0
    cast = turnout(sitting, poll_id, state)
    return cast if cast or state is State.PUBLISHED else None


def _question(question: Question) -> QuestionAnswer:
    return QuestionAnswer(
        id=question.id,
        title=dict(question.title.versions),
        kind=question.kind,
        rule=question.rule,
        settings=dict(question.settings),
        kind_settings=dict(question.kind_settings),
        both_sides=both_sides_form(question.both_sides),
        seats=question.seats,
        most=question.most,
        budget=amount_json(Fraction(question.budget)),
        options=[
            OptionAnswer(
                id=option.id,
                title=dict(option.title.versions),
                cost=amount_json(Fraction(option.cost)),
            )
            for option in question.options
        ],
    )


async def result(request: web.Request) -> web.StreamResponse:
    """The results of a published poll, with explanations; raises ResultNotReady, CountUnderWay."""
    reader = reader_of(request)
    phrases, sitting = reader.phrases, reader.sitting
    poll = await published_poll(sitting, request.match_info["poll"])
    found = sitting.results[poll.id]

    async def make() -> bytes:
        beyond = await votes_beyond(sitting, poll.id)
        return await asyncio.to_thread(_result, poll, found, phrases, beyond=beyond)

    asked = ("result", phrases.language)
    return await give(request, await body_of(reader.kiosk, poll, asked, make))


def _result(poll: Poll, found: Mapping[str, Result], phrases: Phrases, *, beyond: int) -> bytes:
    answer = ResultAnswer(
        poll=poll.id,
        questions={one.id: _counted(one, found[one.id], phrases) for one in poll.questions},
        votes_beyond_cards=beyond or UNSET,
    )
    return as_json(to_builtins(answer))


def _counted(question: Question, counted: Result, phrases: Phrases) -> CountedAnswer:
    names = names_in(question, phrases)
    said = [phrases.say(one, names, phrases.number) for one in counted.explanation]
    told = {**outcome_json(counted), "rounds": rounds_json(counted), "explanation": said}
    return convert(told, CountedAnswer)


async def ballots(request: web.Request) -> web.StreamResponse:
    """Every ballot of a published poll, equal ones merged, sorted.

    Where few voted and a pattern could be looked for, each question stands for itself, and those
    that have patterns of their own are only in the result. Raises ResultNotReady, CountUnderWay.
    """
    kiosk = request.app[KIOSK]
    sitting = kiosk.hall.sitting
    poll = await published_poll(sitting, request.match_info["poll"])

    async def make() -> bytes:
        return await asyncio.to_thread(_ballots, poll, await read_closing(sitting, poll.id))

    return await give(request, await body_of(kiosk, poll, "ballots", make))


def _ballots(poll: Poll, closing: Closing) -> bytes:
    if closing.withheld:
        apart = {"questions": dict(closing.tallies)}
        tables = {"tables": payload_of(closing.wishes)} if closing.wishes else {}
        return as_json({"poll": poll.id, "withheld": True, **apart, **tables})
    found = (f"[{text}, {n}]" for text, n in closing.ballots)
    return listed_json({"poll": poll.id}, "ballots", found)


async def arrive(request: web.Request) -> web.Response:
    """Sign somebody in from a program at the desk: fields ``number`` and ``once``."""
    screen_of(request)
    form = form_of(request)
    hall = request.app[KIOSK].hall
    token = str(form.get("once", ""))
    if hall.sitting.assembly.open_door:
        signed = await sign_in_anyone(hall, token=token)
    else:
        try:
            signed = await sign_in(hall, str(form.get("number", "")), token=token)
        except NoSuchPerson:  # reads as at the desk, so that nobody learns who is on the list
            raise AlreadyPresent from None
    await take_card(hall, signed.ticket)  # the program that asked has it
    answer = ArrivalAnswer(card=signed.code, spoken=spoken(signed.code), back=signed.back)
    return web.json_response(to_builtins(answer), status=201)
