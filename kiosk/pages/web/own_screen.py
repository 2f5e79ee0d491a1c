"""The kiosk's own screen: its browser gets the secret once, and from then on is known by it."""

from dataclasses import replace

from aiohttp import web

from kiosk.domain.errors import NotFromHere
from kiosk.meeting.doors import Doors
from kiosk.pages.views.common import Link
from kiosk.pages.views.refusal import RefusalView
from kiosk.pages.web.access import is_on_this_machine, is_own_screen, own_cookie
from kiosk.pages.web.answers import frame_of, page
from kiosk.pages.web.kiosk import KIOSK
from kiosk.pages.web.reader import reader_of

A_YEAR = 365 * 24 * 3600


def own_address(kiosk: str, doors: Doors) -> str:
    """What makes the browser that opens it the own screen; ``/chair`` after it leads there."""
    return f"{kiosk}/own/{doors.own_screen}"


async def take_over(request: web.Request) -> web.Response:
    """The browser that knows the secret keeps it, and goes on to a page without it."""
    doors = request.app[KIOSK].hall.doors
    if not is_on_this_machine(request) or not doors.is_own_screen(request.match_info["secret"]):
        raise NotFromHere
    onward = f"/{request.match_info.get('page', 'own')}"
    reader = reader_of(request)
    phrases = reader.phrases
    view = RefusalView(
        heading=phrases.gettext("This is the kiosk’s own screen"),
        icon="check",
        links=(Link(phrases.gettext("Go on"), onward),),
    )
    frame = replace(frame_of(reader, view.heading, place="desk"), switches=())
    answer = page(reader, "refusal.html", view, frame)
    # Not a redirect: after a page from a file, or another site's link, a browser would follow it
    # without the cookie. A page of ours that goes on by itself is followed with it.
    answer.headers["Refresh"] = f"0; url={onward}"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.set_cookie(
        own_cookie(doors), doors.own_screen, max_age=A_YEAR, httponly=True, samesite="Strict"
    )
    return answer


async def show(request: web.Request) -> web.Response:
    """What this screen can be."""
    if not is_own_screen(request):
        raise NotFromHere
    reader = reader_of(request)
    phrases = reader.phrases
    view = RefusalView(
        heading=phrases.gettext("This is the kiosk’s own screen"),
        icon="check",
        links=(
            Link(phrases.gettext("Voting booth"), "/booth"),
            Link(phrases.gettext("Sign-in desk"), "/desk"),
            Link(phrases.gettext("Chair"), "/chair"),
            Link(phrases.gettext("Organiser"), "/organiser"),
            Link(phrases.gettext("Projector"), "/screen"),
        ),
    )
    return page(reader, "refusal.html", view, frame_of(reader, view.heading, place="desk"))
