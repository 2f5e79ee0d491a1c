"""A new screen types the code that the organiser offers, and may be desk or booth from then on."""

from aiohttp import web

from kiosk.actions.log.keep_event import keep_event_if_possible
from kiosk.actions.tell_wrong_pin import tell_wrong_pin
from kiosk.domain.errors import TooManyTries, WrongPin
from kiosk.domain.happening import Happening
from kiosk.pages.views.organiser import PairPage
from kiosk.pages.web.access import SCREEN, place_of
from kiosk.pages.web.answers import frame_of, go_to, page
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.reader import Reader, reader_of

YEAR = 365 * 24 * 3600


async def show(request: web.Request) -> web.Response:
    """A new screen types the code."""
    return _pair(reader_of(request), PairPage())


def _pair(reader: Reader, view: PairPage, *, status: int = 200) -> web.Response:
    frame = frame_of(reader, reader.phrases.gettext("Pair this screen"), place="desk")
    return page(reader, "pair.html", view, frame, status=status)


async def pair(request: web.Request) -> web.StreamResponse:
    """The code was typed."""
    reader = reader_of(request)
    hall = reader.hall
    try:
        code = str(form_of(request).get("code", ""))
        token = await hall.doors.pair(code, place=place_of(request))
    except WrongPin:
        await tell_wrong_pin(hall, "screen")
        return _pair(reader, PairPage(wrong=True), status=403)
    except TooManyTries as wait:
        return _pair(reader, PairPage(wait_seconds=wait.seconds), status=429)
    await keep_event_if_possible(hall, Happening.SCREEN_PAIRED)
    answer = go_to(reader, "/desk")
    answer.set_cookie(SCREEN, token, max_age=YEAR, httponly=True, samesite="Strict")
    return answer
