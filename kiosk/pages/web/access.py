"""Who is asking: the kiosk's own screen, a paired screen, a person with a PIN, or a phone."""

import hashlib
from functools import lru_cache
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from kiosk.actions.recognise_card import recognise_card
from kiosk.addresses import is_home, place_at, read_address
from kiosk.config import ANYWHERE
from kiosk.domain.errors import NotAllowedHere, NotFromHere
from kiosk.meeting.booth import Booth
from kiosk.meeting.doors import OWN_SCREEN, Doors, Role
from kiosk.pages.web.kiosk import KIOSK, Demo

SESSION = "kiosk_session"
SCREEN = "kiosk_screen"
A_NUMBER = "192.0.2.1"  # stands for every address of digits


def place_of(request: web.Request) -> str:
    """Where a request comes from, to be patient with each place by itself. Never logged."""
    if is_own_screen(request):
        return OWN_SCREEN
    return place_at(request.remote or "")


def session_bond(request: web.Request) -> str:
    """What a session holds to besides its cookie: the place, and what the browser calls itself."""
    return f"{place_of(request)} {request.headers.get('User-Agent', '')[:500]}"


def role_in(request: web.Request) -> Role | None:
    """Whose PIN was given, in this browser."""
    token = request.cookies.get(SESSION, "")
    return request.app[KIOSK].hall.doors.role_of(token, bond=session_bond(request))


def is_from_officials(request: web.Request) -> bool:
    """Whether desk, booth, chair and organiser may be opened from there at all."""
    config = request.app[KIOSK].config
    if config.officials == ANYWHERE or is_own_screen(request):
        return True
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    address = read_address(request.remote or "")
    return address is not None and any(address in one for one in config.official_networks)


def officials_only(handler: Handler) -> Handler:
    """The page for officials: others learn only how it opens. Raises NotFromHere for them."""

    async def guarded(request: web.Request) -> web.StreamResponse:
        if not is_from_officials(request):
            raise NotFromHere
        return await handler(request)

    return guarded


def is_on_this_machine(request: web.Request) -> bool:
    """Whether the request comes from this very machine.

    That alone says little: a server on it may hand on what phones send, and need not say so.
    """
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    return is_home(request.remote or "")


def own_cookie(doors: Doors) -> str:
    """Its name: browsers keep cookies of all ports together, and two kiosks may run here."""
    return _own_cookie(doors.own_screen)


@lru_cache(maxsize=8)  # a kiosk has one
def _own_cookie(secret: str) -> str:
    return f"kiosk_own_{hashlib.sha256(secret.encode()).hexdigest()[:8]}"


def is_own_screen(request: web.Request) -> bool:
    """Whether this is the browser to which the kiosk handed its secret, on this machine."""
    doors = request.app[KIOSK].hall.doors
    secret = request.cookies.get(own_cookie(doors))
    return secret is not None and is_on_this_machine(request) and doors.is_own_screen(secret)


def screen_of(request: web.Request) -> str:
    """The paired screen's name, empty for the kiosk's own; raises NotAllowedHere for a phone."""
    token = request.cookies.get(SCREEN, "")
    if token and request.app[KIOSK].hall.doors.is_paired(token, place=place_of(request)):
        return token
    if is_own_screen(request):
        return ""
    raise NotAllowedHere


def booth_of(request: web.Request) -> Booth:
    """This touch screen; raises NotAllowedHere for a phone."""
    return request.app[KIOSK].booths.at(screen_of(request))


def demo_of(request: web.Request) -> Demo:
    """The virtual devices; raises NotAllowedHere on a real kiosk or from another machine."""
    demo = request.app[KIOSK].demo
    if demo is None or not is_own_screen(request):
        raise NotAllowedHere
    return demo


def must_be(request: web.Request, role: Role) -> None:
    """Raises NotAllowedHere unless the person gave that role's PIN."""
    if role_in(request) is not role:
        raise NotAllowedHere


async def card_in(request: web.Request, typed: str) -> str:
    """The card of a code typed or in an address; raises as recognise_card does."""
    return await recognise_card(request.app[KIOSK].hall, typed, place=place_of(request))


def must_be_ours(request: web.Request) -> None:
    """Raises NotAllowedHere for a form that another site makes a browser send."""
    if (
        _is_foreign(request.headers.get("Origin", ""), request.host)
        or request.headers.get("Sec-Fetch-Site", "") == "cross-site"
    ):
        raise NotAllowedHere


def _is_foreign(origin: str, host: str) -> bool:
    try:
        return bool(origin) and urlsplit(origin).netloc != host
    except ValueError:
        return True  # rubbish, such as "http://["


def is_known_host(request: web.Request) -> bool:
    """Whether the address bar shows one of our own names, not one that points here by a trick."""
    host = _host_in(request.host)
    return host == A_NUMBER or host in {"localhost", request.app[KIOSK].host}


@lru_cache(maxsize=64)  # a hall uses one or two
def _host_in(name: str) -> str:
    """The host without its port; A_NUMBER for any address of digits, empty for rubbish."""
    try:
        host = urlsplit(f"//{name}").hostname or ""
    except ValueError:
        return ""
    return host if read_address(host) is None else A_NUMBER
