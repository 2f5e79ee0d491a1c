"""By what a phone is known again: a random name in a cookie, or its place and its browser."""

import secrets

from aiohttp import web

from kiosk.pages.web.access import session_bond

COOKIE = "kiosk_browser"
LONGEST = 64


def names_of(request: web.Request) -> tuple[str, ...]:
    """All that the browser is known by, the surest first: a cookie is its own, an address is not.

    What is kept with a name is kept with the first; who has a cookie by now may ask with both.
    """
    cookie = request.cookies.get(COOKIE, "")[:LONGEST]
    return tuple(filter(None, (cookie, session_bond(request))))


def give_name(request: web.Request, response: web.StreamResponse) -> None:
    """Let a browser with cookies be known again while it is open, by pages of votes only."""
    if COOKIE not in request.cookies:
        name = secrets.token_urlsafe(16)
        # As ``set_cookie`` writes it, in a tenth of its time: every phone's first pages have it.
        cookie = f"{COOKIE}={name}; HttpOnly; Path=/card; SameSite=Lax"
        response.headers.add("Set-Cookie", cookie)
