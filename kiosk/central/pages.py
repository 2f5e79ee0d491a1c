"""The public pages: all assemblies, one assembly, one poll with its result, how to check it."""

import asyncio
from datetime import UTC, datetime
from urllib.parse import quote

from aiohttp import web

from kiosk.audit.cards import cards_said
from kiosk.audit.finding import Finding
from kiosk.central.published import Meeting, Outcome, cards_told, meeting, meetings, outcome
from kiosk.central.result_views import questions_shown
from kiosk.central.site import CENTRAL, Site
from kiosk.central.views import ListView, MeetingView, PlainView, PollLine, PollView, QuestionShown
from kiosk.domain.errors import FormTooLong, FormUnreadable, NoSuchTracker, NotAForm
from kiosk.domain.lifecycle import State
from kiosk.formats.form_fields import MOST_BYTES
from kiosk.presentation.phrases import Phrases
from kiosk.proof.signature import fingerprint_lines
from kiosk.proof.tracker import read_tracker, tracker
from kiosk.read_form import read_form

NO_FORM = "This is no form of this page. Open it again."


async def show_list(request: web.Request) -> web.Response:
    """All assemblies."""
    central = request.app[CENTRAL]
    phrases = central.phrases(request)
    views = tuple([meeting_view(found, phrases) async for found in meetings(central.store)])
    return central.page(request, "list.html", ListView(meetings=views))


async def show_assembly(request: web.Request) -> web.Response:
    """One assembly with its polls."""
    central = request.app[CENTRAL]
    view = meeting_view(await asked_meeting(request), central.phrases(request))
    return central.page(request, "assembly.html", view)


async def show_poll(request: web.Request) -> web.Response:
    """One poll with its result."""
    view = await _poll_view(request, typed="")
    return request.app[CENTRAL].page(request, "poll.html", view)


async def find_tracker(request: web.Request) -> web.Response:
    """The poll's page, saying whether the typed tracker's ballot is in the box.

    Sent as a form, so that the words stand in no address and no log.
    """
    fields = dict(await _form(request))
    view = await _poll_view(request, typed=fields.get("tracker", "")[:200])
    return request.app[CENTRAL].page(request, "poll.html", view)


async def _form(request: web.Request) -> list[tuple[str, str]]:
    try:
        return await read_form(request)
    except NotAForm:
        raise web.HTTPUnsupportedMediaType(text=NO_FORM) from None
    except FormTooLong:
        raise web.HTTPRequestEntityTooLarge(MOST_BYTES, text=NO_FORM) from None
    except FormUnreadable:
        raise web.HTTPBadRequest(text=NO_FORM) from None


async def show_check(request: web.Request) -> web.Response:
    """How anybody can check a result."""
    return request.app[CENTRAL].page(request, "check.html", PlainView())


async def asked_meeting(request: web.Request) -> Meeting:
    """The assembly in the request's address, else the answer 404."""
    place = request.match_info
    try:
        return await meeting(request.app[CENTRAL].store, place["device"], place["log"])
    except KeyError:
        raise web.HTTPNotFound from None


async def asked_outcome(request: web.Request) -> Outcome:
    """The result of the published poll in the request's address, else the answer 404."""
    try:
        return await _published(request.app[CENTRAL], await asked_meeting(request), _poll(request))
    except KeyError:
        raise web.HTTPNotFound from None


async def asked_closing(request: web.Request) -> str:
    """The digest of the record that closed the published poll in the address, else 404."""
    found, poll_id = await asked_meeting(request), _poll(request)
    try:
        if found.state(poll_id) is State.PUBLISHED:
            return found.closing(poll_id).digest
    except KeyError:
        pass
    raise web.HTTPNotFound


def meeting_view(found: Meeting, phrases: Phrases) -> MeetingView:
    """An assembly as its page shows it."""
    language = phrases.language
    address = found.address
    polls = tuple(
        PollLine(
            title=poll.title.in_language(language),
            address=f"{address}/polls/{quote(poll.id, safe='')}",
            published=found.state(poll.id) is State.PUBLISHED,
            closed=found.state(poll.id) is State.CLOSED,
            waiting=found.state(poll.id) is State.DRAFT,
        )
        for poll in found.assembly.polls
    )
    heard = datetime.fromtimestamp(found.entries[-1].received, UTC)
    return MeetingView(
        title=found.assembly.title.in_language(language),
        where=" · ".join(filter(None, (found.assembly.place, found.assembly.date))),
        address=address,
        fingerprint=fingerprint_lines(found.device),
        device=found.device,
        heard=f"{heard:%Y-%m-%d %H:%M} UTC",
        polls=polls,
        published=phrases.number(sum(1 for poll in polls if poll.published)),
    )


async def _poll_view(request: web.Request, *, typed: str) -> PollView:
    central, found = request.app[CENTRAL], await asked_meeting(request)
    phrases, poll_id = central.phrases(request), _poll(request)
    try:
        poll = found.assembly.poll(poll_id)
    except KeyError:
        raise web.HTTPNotFound from None
    address = f"{found.address}/polls/{quote(poll_id, safe='')}"
    title = poll.title.in_language(phrases.language)
    seen = meeting_view(found, phrases)
    try:
        counted = await _published(central, found, poll_id)
    except KeyError:
        return PollView(title=title, meeting=seen, address=address)
    closing = counted.closing
    told = await cards_told(central.store, found, poll_id)
    found_of_cards, cards = cards_said(found.assembly, closing, told, title)
    inside = _is_inside(closing.commitments, typed)
    return PollView(
        title=title,
        meeting=seen,
        address=address,
        published=True,
        ballots=phrases.number(closing.cards_spent),
        blank=phrases.number(counted.blank),
        present="" if closing.present is None else phrases.number(closing.present),
        members="" if closing.members is None else phrases.number(closing.members),
        seed=closing.seed,
        questions=await _drawn(central, counted, found.assembly.currency, phrases),
        root=closing.root,
        withheld=closing.withheld,
        beyond=phrases.say(cards, {}, str) if found_of_cards is Finding.WRONG else "",
        found=typed if typed and inside else "",
        not_found=typed if typed and not inside else "",
    )


def _poll(request: web.Request) -> str:
    return request.match_info["poll"]


async def _published(central: Site, found: Meeting, poll_id: str) -> Outcome:
    """A poll's result, counted here; raises KeyError where none is published."""
    if found.state(poll_id) is not State.PUBLISHED:
        raise KeyError(poll_id)
    body = await central.store.body(found.device, found.log, found.closing(poll_id).seq)
    return await asyncio.to_thread(outcome, found.assembly, poll_id, body)


async def _drawn(
    central: Site, counted: Outcome, currency: str, phrases: Phrases
) -> tuple[QuestionShown, ...]:
    """Drawn once in each language: of hundreds of projects it takes a tenth of a second."""

    async def make() -> tuple[QuestionShown, ...]:
        return await asyncio.to_thread(questions_shown, counted, currency, phrases)

    asked = (counted.closing.root, counted.poll.id, phrases.language)
    return await central.drawn.made(asked, counted, make)


def _is_inside(commitments: tuple[str, ...], typed: str) -> bool:
    try:
        wanted = read_tracker(typed)
    except NoSuchTracker:
        return False
    return any(tracker(bytes.fromhex(promise)) == wanted for promise in commitments)
