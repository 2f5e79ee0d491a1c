"""PINs of persons: the chair's door and the organiser's, in and out."""

from aiohttp import web

from kiosk.actions.tell_wrong_pin import tell_wrong_pin
from kiosk.domain.errors import TooManyTries, WrongPin
from kiosk.meeting.doors import SESSION_HOURS, Role
from kiosk.pages.views.chair import PinPage
from kiosk.pages.web.access import SESSION, place_of, role_in, session_bond
from kiosk.pages.web.answers import frame_of, go_to, page
from kiosk.pages.web.forms import form_of
from kiosk.pages.web.kiosk import KIOSK
from kiosk.pages.web.reader import reader_of

HOME = {Role.CHAIR: "/chair", Role.ORGANISER: "/organiser"}


def is_in(request: web.Request, role: Role) -> bool:
    """Whether the person gave the role's PIN."""
    return role_in(request) is role


def ask(
    request: web.Request, role: Role, *, wrong: bool = False, wait: int = 0, status: int = 200
) -> web.Response:
    """The page that asks for the PIN."""
    view = PinPage(
        onward=f"{HOME[role]}/enter",
        organiser=role is Role.ORGANISER,
        wrong=wrong,
        wait_seconds=wait,
    )
    reader = reader_of(request)
    frame = frame_of(reader, reader.phrases.gettext("PIN"), place=role.value)
    return page(reader, "pin.html", view, frame, status=status)


async def enter_chair(request: web.Request) -> web.StreamResponse:
    """Somebody typed the chair's PIN."""
    return await _enter(request, Role.CHAIR)


async def enter_organiser(request: web.Request) -> web.StreamResponse:
    """Somebody typed the organiser's PIN."""
    return await _enter(request, Role.ORGANISER)


async def _enter(request: web.Request, role: Role) -> web.StreamResponse:
    pin = str(form_of(request).get("pin", "")).strip()
    hall = request.app[KIOSK].hall
    place, bond = place_of(request), session_bond(request)
    try:
        token = await hall.doors.enter(role, pin, place=place, bond=bond)
    except WrongPin:
        await tell_wrong_pin(hall, role.value)
        return ask(request, role, wrong=True, status=403)
    except TooManyTries as wait:
        return ask(request, role, wait=wait.seconds, status=429)
    answer = go_to(reader_of(request), HOME[role])
    # Each role has its own path, so that one browser can hold both.
    answer.set_cookie(
        SESSION,
        token,
        path=HOME[role],
        max_age=SESSION_HOURS * 3600,
        httponly=True,
        samesite="Strict",
    )
    return answer


async def lock_chair(request: web.Request) -> web.StreamResponse:
    """The chair leaves the page."""
    return _lock(request, Role.CHAIR)


async def lock_organiser(request: web.Request) -> web.StreamResponse:
    """The organiser leaves the page."""
    return _lock(request, Role.ORGANISER)


def _lock(request: web.Request, role: Role) -> web.StreamResponse:
    request.app[KIOSK].hall.doors.leave(
        request.cookies.get(SESSION, ""), bond=session_bond(request)
    )
    answer = go_to(reader_of(request), HOME[role])
    answer.del_cookie(SESSION, path=HOME[role])
    return answer
