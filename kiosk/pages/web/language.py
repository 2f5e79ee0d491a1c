"""Which language a page speaks: what the person chose, else what the device asks for."""

from functools import lru_cache
from urllib.parse import urlencode

from aiohttp import web
from babel import negotiate_locale

from kiosk.pages.web.kiosk import KIOSK

CHOSEN = "language"
COOKIE = "kiosk_language"
YEAR = 365 * 24 * 3600


def _offered(request: web.Request) -> tuple[str, ...]:
    """The languages of this assembly, its main one first."""
    return request.app[KIOSK].hall.sitting.assembly.languages


def chosen_in_address(request: web.Request) -> str:
    """The language that the address asks for; a phone without cookies carries it there."""
    asked = request.query.get(CHOSEN, "")
    return asked if asked in _offered(request) else ""


def language_of(request: web.Request, chosen: str = "") -> str:
    """The page's language. ``chosen``: in its address."""
    if chosen:
        return chosen
    languages = _offered(request)
    kept = request.cookies.get(COOKIE, "")
    if kept in languages:
        return kept
    return _negotiated(request.headers.get("Accept-Language", "")[:200], languages)


@lru_cache(maxsize=256)  # the devices of a hall ask for a few things only
def _negotiated(accepted: str, languages: tuple[str, ...]) -> str:
    wanted = [part.split(";")[0].strip() for part in accepted.split(",")]
    return negotiate_locale(wanted, languages, sep="-") or languages[0]


def in_language(path: str, language: str) -> str:
    """The path as it asks for a language."""
    base, mark, place = path.partition("#")
    joint = "&" if "?" in base else "?"
    return f"{base}{joint}{urlencode({CHOSEN: language})}{mark}{place}"


def remember(response: web.StreamResponse, language: str) -> None:
    """Let a browser with cookies keep the language."""
    response.set_cookie(COOKIE, language, max_age=YEAR, httponly=True, samesite="Lax")
