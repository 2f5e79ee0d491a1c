"""The chair runs the meeting: each step a form, each answer the page as it then stands."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from aiohttp import web

from kiosk.actions.call_help import answer_call
from kiosk.actions.counting.count_poll import count_soon, stop_count
from kiosk.actions.log.make_reports import is_printed
from kiosk.actions.run_poll import (
    close_poll,
    draw_lot,
    pause_poll,
    resume_poll,
)
from kiosk.actions.seal_box import open_or_seal
from kiosk.actions.show_scene import show_scene
from kiosk.domain.count.lot import read_lot
from kiosk.domain.errors import Refused, WrongKey
from kiosk.meeting.doors import Role
from kiosk.meeting.hall import Hall
from kiosk.pages.chair.cards import cards_typed
from kiosk.pages.chair.deed_form import DeedForm
from kiosk.pages.chair.key import (
    show_words,
    take_slip,
    tear_slip,
    unlock_box,
    why_wrong,
    words_typed,
)
from kiosk.pages.chair.needs import open_without_needs
from kiosk.pages.chair.publish import publish
from kiosk.pages.chair.sample import open_chosen
from kiosk.pages.chair.turnout import counted_as_present, turnout_of
from kiosk.pages.chair.view import chair_page
from kiosk.pages.views.chair import ChairClose
from kiosk.pages.web.access import must_be, place_of
from kiosk.pages.web.answers import frame_of, go_to, page, with_live
from kiosk.pages.web.forms import Form, form_of
from kiosk.pages.web.frame import Refresh
from kiosk.pages.web.kiosk import KIOSK
from kiosk.pages.web.pin import ask, is_in
from kiosk.pages.web.reader import Reader, reader_of
from kiosk.pages.web.refusal_words import words_of

LIVE = "/chair/live"
LOOK_AGAIN = 3  # seconds, without scripts, while a count goes on
LONGEST_LOT = 200  # letters of what the tellers drew

Act = Callable[[Hall, str], Awaitable[object]]

STEPS: dict[str, Act] = {
    "open": open_or_seal,
    "pause": pause_poll,
    "resume": resume_poll,
    "stop": stop_count,
}

DEEDS: dict[str, Callable[[Hall, str, DeedForm], Awaitable[object]]] = {
    "key": take_slip,
    "words": show_words,
    "unlock": unlock_box,
    "tear": tear_slip,
    "sample": open_chosen,
    "publish": publish,
    "needs": open_without_needs,
}


async def show(request: web.Request) -> web.StreamResponse:
    """The chair's page, or the page that asks for the PIN."""
    if not is_in(request, Role.CHAIR):
        return ask(request, Role.CHAIR)
    return await _page(reader_of(request), request.match_info.get("poll", ""))


async def _page(
    reader: Reader, poll_id: str, *, refused: str = "", typed: str = ""
) -> web.Response:
    view = await chair_page(reader, poll_id, refused=refused)
    if typed and view.poll and view.poll.key:
        key = replace(view.poll.key, typed=typed)
        view = replace(view, poll=replace(view.poll, key=key))
    frame = with_live(frame_of(reader, reader.phrases.gettext("Chair"), place="chair"), LIVE)
    if view.poll and view.poll.counting:
        frame = replace(frame, refresh=Refresh(seconds=LOOK_AGAIN))
    return page(reader, "chair.html", view, frame, status=409 if refused else 200)


async def step(request: web.Request) -> web.StreamResponse:
    """Open, pause or resume, or stop a count."""
    must_be(request, Role.CHAIR)
    poll_id = request.match_info["poll"]
    return await _act(reader_of(request), poll_id, STEPS[request.match_info["step"]])


async def _act(reader: Reader, poll_id: str, act: Act, *, typed: str = "") -> web.StreamResponse:
    """Do it, and show how the poll then stands. ``typed``: the words of a key, if any."""
    try:
        await act(reader.hall, poll_id)
    except Refused as refusal:
        said = words_of(refusal, reader.phrases)
        if typed and isinstance(refusal, WrongKey):
            said = why_wrong(typed, reader.phrases)
        return await _page(reader, poll_id, refused=said, typed=typed)
    return go_to(reader, f"/chair/poll/{poll_id}")


async def deed(request: web.Request) -> web.StreamResponse:
    """What is done with the key of a sealed box, or after the close: dice, publishing."""
    must_be(request, Role.CHAIR)
    do = DEEDS[request.match_info["deed"]]
    sent = DeedForm(form_of(request), place_of(request))
    return await _act(
        reader_of(request),
        request.match_info["poll"],
        lambda hall, poll_id: do(hall, poll_id, sent),
        typed=words_typed(sent.form),
    )


async def ask_close(request: web.Request) -> web.StreamResponse:
    """ "Close voting?", with those who have begun and not cast."""
    if not is_in(request, Role.CHAIR):
        return ask(request, Role.CHAIR)
    reader = reader_of(request)
    phrases, sitting = reader.phrases, reader.sitting
    poll = sitting.poll(request.match_info["poll"])
    view = ChairClose(
        id=poll.id,
        title=poll.title.in_language(reader.language),
        turnout=await turnout_of(sitting, poll.id),
        present=await counted_as_present(sitting, poll.id, phrases),
        cards_asked=not is_printed(sitting),
    )
    frame = frame_of(reader, phrases.gettext("Close voting?"), place="chair")
    return page(reader, "chair_close.html", view, frame)


async def close(request: web.Request) -> web.StreamResponse:
    """Close for good, and count."""
    must_be(request, Role.CHAIR)
    form = form_of(request)
    seed = _lot(form)
    left, void = cards_typed(form)
    return await _act(
        reader_of(request),
        request.match_info["poll"],
        lambda hall, poll_id: close_poll(hall, poll_id, seed=seed, left=left, void=void),
    )


async def count(request: web.Request) -> web.StreamResponse:
    """Count again: after a count that stopped, or with the lot that a tie needs."""
    must_be(request, Role.CHAIR)
    reader, poll_id = reader_of(request), request.match_info["poll"]
    seed = _lot(form_of(request))
    if seed:
        return await _act(reader, poll_id, lambda hall, poll: draw_lot(hall, poll, seed=seed))
    return await _act(reader, poll_id, count_soon)


def _lot(form: Form) -> str:
    return read_lot(form.get("lot", "")[:LONGEST_LOT])


async def projector(request: web.Request) -> web.StreamResponse:
    """Choose what the projector shows."""
    must_be(request, Role.CHAIR)
    form = form_of(request)
    poll_id = str(form.get("poll", ""))
    await show_scene(request.app[KIOSK].hall, str(form.get("scene", "")), poll_id=poll_id)
    return go_to(reader_of(request), f"/chair/poll/{poll_id}" if poll_id else "/chair")


async def answer_help(request: web.Request) -> web.StreamResponse:
    """Somebody goes to help, or is done."""
    must_be(request, Role.CHAIR)
    answer_call(request.app[KIOSK].hall, request.match_info["call"])
    return go_to(reader_of(request), "/chair")
