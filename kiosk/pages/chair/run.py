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
from kiosk.pages.chair.key import (
    show_words,
    take_slip,
    tear_slip,
    unlock_box,
    why_wrong,
    words_typed,
)
from kiosk.pages.chair.publish import publish
from kiosk.pages.chair.sample import open_chosen
from kiosk.pages.chair.view import chair_page, counted_as_present, turnout_of
from kiosk.pages.views.chair import ChairClose
from kiosk.pages.web.access import must_be
from kiosk.pages.web.errors import trouble
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.frame import Refresh
from kiosk.pages.web.keys import KIOSK
from kiosk.pages.web.language import language_of
from kiosk.pages.web.show import frame_of, go_to, page, phrases_for, with_live
from kiosk.pages.web.sign_on import ask, is_in

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

DEEDS: dict[str, Callable[[web.Request], Awaitable[object]]] = {
    "key": take_slip,
    "words": show_words,
    "unlock": unlock_box,
    "tear": tear_slip,
    "sample": open_chosen,
    "publish": publish,
}


async def show(request: web.Request) -> web.StreamResponse:
    """The chair's page, or the page that asks for the PIN."""
    if not is_in(request, Role.CHAIR):
        return ask(request, Role.CHAIR)
    return await _page(request, request.match_info.get("poll", ""))


async def _page(
    request: web.Request, poll_id: str, *, refused: str = "", typed: str = ""
) -> web.Response:
    view = await chair_page(request, poll_id, refused=refused)
    if typed and view.poll and view.poll.key:
        key = replace(view.poll.key, typed=typed)
        view = replace(view, poll=replace(view.poll, key=key))
    frame = with_live(frame_of(request, phrases_for(request).gettext("Chair"), place="chair"), LIVE)
    if view.poll and view.poll.counting:
        frame = replace(frame, refresh=Refresh(seconds=LOOK_AGAIN))
    return page(request, "chair.html", view, frame, status=409 if refused else 200)


async def step(request: web.Request) -> web.StreamResponse:
    """Open, pause or resume, or stop a count."""
    must_be(request, Role.CHAIR)
    act = STEPS[request.match_info["step"]]
    return await _act(request, act)


async def _act(request: web.Request, act: Act) -> web.StreamResponse:
    poll_id = request.match_info["poll"]
    try:
        await act(request.app[KIOSK].hall, poll_id)
    except Refused as refusal:
        _, sentence = trouble(refusal)
        phrases = phrases_for(request)
        said = phrases.say(sentence, {}, str)
        typed = await words_typed(request)
        if typed and isinstance(refusal, WrongKey):
            said = why_wrong(typed, phrases)
        return await _page(request, poll_id, refused=said, typed=typed)
    return go_to(request, f"/chair/poll/{poll_id}")


async def deed(request: web.Request) -> web.StreamResponse:
    """What is done with the key of a sealed box, or after the close: dice, publishing."""
    must_be(request, Role.CHAIR)
    do = DEEDS[request.match_info["deed"]]
    return await _act(request, lambda _hall, _poll: do(request))


async def ask_close(request: web.Request) -> web.StreamResponse:
    """ "Close voting?", with those who have begun and not cast."""
    if not is_in(request, Role.CHAIR):
        return ask(request, Role.CHAIR)
    poll_id = request.match_info["poll"]
    poll = request.app[KIOSK].hall.sitting.poll(poll_id)
    view = ChairClose(
        id=poll_id,
        title=poll.title.in_language(language_of(request)),
        turnout=await turnout_of(request, poll_id),
        present=await counted_as_present(request, poll_id),
        cards_asked=not is_printed(request.app[KIOSK].hall.sitting),
    )
    frame = frame_of(request, phrases_for(request).gettext("Close voting?"), place="chair")
    return page(request, "chair_close.html", view, frame)


async def close(request: web.Request) -> web.StreamResponse:
    """Close for good, and count."""
    must_be(request, Role.CHAIR)
    seed = await _lot(request)
    left, void = cards_typed(form_of(request))
    return await _act(
        request,
        lambda hall, poll_id: close_poll(hall, poll_id, seed=seed, left=left, void=void),
    )


async def count(request: web.Request) -> web.StreamResponse:
    """Count again: after a count that stopped, or with the lot that a tie needs."""
    must_be(request, Role.CHAIR)
    seed = await _lot(request)
    if seed:
        return await _act(request, lambda hall, poll_id: draw_lot(hall, poll_id, seed=seed))
    return await _act(request, count_soon)


async def _lot(request: web.Request) -> str:
    typed = str(form_of(request).get("lot", ""))
    return read_lot(typed[:LONGEST_LOT])


async def projector(request: web.Request) -> web.StreamResponse:
    """Choose what the projector shows."""
    must_be(request, Role.CHAIR)
    form = form_of(request)
    poll_id = str(form.get("poll", ""))
    await show_scene(request.app[KIOSK].hall, str(form.get("scene", "")), poll_id=poll_id)
    return go_to(request, f"/chair/poll/{poll_id}" if poll_id else "/chair")


async def answer_help(request: web.Request) -> web.StreamResponse:
    """Somebody goes to help, or is done."""
    must_be(request, Role.CHAIR)
    answer_call(request.app[KIOSK].hall, request.match_info["call"])
    return go_to(request, "/chair")
