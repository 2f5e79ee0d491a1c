"""Answering with a page: its frame, its language and the headers that every page has."""

from dataclasses import replace
from urllib.parse import quote

from aiohttp import web

from kiosk.pages.web.frame import Frame, Switch
from kiosk.pages.web.keys import KIOSK
from kiosk.pages.web.language import (
    chosen_in_address,
    in_language,
    keeping,
    language_of,
    offered,
    remember,
)
from kiosk.presentation.phrases import Phrases, own_name

PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
KEPT_IN_ADDRESSES = "/?&=%#+,;:@!$'()*[]~"
HTML_HEADERS = {**PAGE_HEADERS, "Content-Type": "text/html; charset=utf-8"}


def phrases_for(request: web.Request, language: str = "") -> Phrases:
    """The product's texts in the page's language."""
    return request.app[KIOSK].renderer.phrases(language or language_of(request))


def assembly_title(request: web.Request, language: str = "") -> str:
    """The assembly's title in the page's language."""
    title = request.app[KIOSK].hall.sitting.assembly.title
    return title.in_language(language or language_of(request))


def language_links(request: web.Request, path: str, language: str) -> tuple[Switch, ...]:
    """The other languages as links to this same page, which has that path."""
    return tuple(
        Switch(
            label=own_name(other), icon="language", language=other, address=in_language(path, other)
        )
        for other in offered(request)
        if other != language
    )


def language_steps(request: web.Request, language: str) -> tuple[Switch, ...]:
    """The other languages as buttons of the page's form, so that no choice is lost."""
    return tuple(
        Switch(label=own_name(other), icon="language", language=other, step=f"language:{other}")
        for other in offered(request)
        if other != language
    )


def frame_of(request: web.Request, title: str, *, place: str, language: str = "") -> Frame:
    """The usual frame of a page: language links, help, and the way home."""
    spoken = language or language_of(request)
    homes = {"phone": "/", "desk": "/desk", "chair": "/chair", "organiser": "/organiser"}
    home = homes.get(place, "")
    scans = {"booth": "/booth/scan", "desk": "/desk"}
    return Frame(
        title=title,
        language=spoken,
        place=place,
        assembly=assembly_title(request, spoken),
        home=keeping(request, home) if home else "",
        switches=language_links(request, request.path, spoken),
        help=keeping(request, "/help"),
        theme="auto" if place == "phone" else "paper",
        trial=bool(request.app[KIOSK].hall.sitting.trial_mark),
        scans=scans.get(place, ""),
        device_styles="" if place == "phone" else "/static/device.css",
    )


def page(
    request: web.Request, template: str, view: object, frame: Frame, *, status: int = 200
) -> web.Response:
    """The answer with that page."""
    body = request.app[KIOSK].renderer.render(template, view, frame).encode()
    return answer(request, body, language=frame.language, place=frame.place, status=status)


def answer(
    request: web.Request, body: bytes, *, language: str, place: str, status: int = 200
) -> web.Response:
    """The answer with a page that is drawn already, in that language and for that place."""
    response = web.Response(body=body, status=status, headers=HTML_HEADERS)
    if chosen_in_address(request) and place != "booth":
        remember(response, language)
    return response


def with_live(frame: Frame, address: str, *, look: str = "") -> Frame:
    """The frame of a page that looks again when something changes.

    ``look``: at what, where the page is an answer to a form or a refusal.
    """
    return replace(frame, live=address, look=look)


def go_to(request: web.Request, path: str) -> web.Response:
    """Where a form leads, with the chosen language."""
    return lead_to(keeping(request, path))


def lead_to(path: str) -> web.Response:
    """An answer that lets the browser get another page."""
    location = quote(path, safe=KEPT_IN_ADDRESSES)
    return web.Response(status=303, headers={"Location": location, "Cache-Control": "no-store"})
