"""Answering with a page: its frame, its language and the headers that every page has."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote

from aiohttp import web

from kiosk.pages.web.at_once import AtOnce, Head
from kiosk.pages.web.frame import Frame, Switch
from kiosk.pages.web.language import in_language, remember
from kiosk.pages.web.reader import Reader
from kiosk.presentation.phrases import own_name

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
PAGE = Head(200, "OK", HTML_HEADERS)
LEADS_ON = Head(303, "See Other", {"Cache-Control": "no-store"})


def language_links(reader: Reader, path: str) -> tuple[Switch, ...]:
    """The other languages as links to this same page, which has that path."""
    return tuple(
        Switch(
            label=own_name(other), icon="language", language=other, address=in_language(path, other)
        )
        for other in reader.languages
        if other != reader.language
    )


def language_steps(reader: Reader) -> tuple[Switch, ...]:
    """The other languages as buttons of the page's form, so that no choice is lost."""
    return tuple(
        Switch(label=own_name(other), icon="language", language=other, step=f"language:{other}")
        for other in reader.languages
        if other != reader.language
    )


def frame_of(reader: Reader, title: str, *, place: str) -> Frame:
    """The usual frame of a page: language links, help, and the way home."""
    screens = {"desk": "/desk", "chair": "/chair", "organiser": "/organiser"}
    home = screens.get(place, "/" if place in {"phone", "help"} else "")
    scans = {"booth": "/booth/scan", "desk": "/desk"}
    return Frame(
        title=title,
        language=reader.language,
        place=place,
        assembly=reader.assembly_title,
        home=reader.keeping(home) if home else "",
        switches=language_links(reader, reader.path),
        help=reader.keeping(f"{screens.get(place, '')}/help"),
        theme="auto" if place == "phone" else "paper",
        trial=bool(reader.sitting.trial_mark),
        scans=scans.get(place, ""),
        device_styles="" if place == "phone" else "/static/device.css",
    )


def page(
    reader: Reader, template: str, view: object, frame: Frame, *, status: int = 200
) -> web.Response:
    """The answer with that page."""
    body = reader.kiosk.renderer.render(template, view, frame).encode()
    return answer(reader, body, place=frame.place, status=status)


def page_alike(
    reader: Reader,
    template: str,
    view: object,
    frame: Frame,
    *,
    written: Mapping[str, str] | None = None,
) -> web.Response:
    """A page that many people see alike one after the other: drawn once, and then kept.

    It is known by all that it is made of. ``written``: what is each one's own, by the stand-ins
    in view and frame.
    """
    renderer = reader.kiosk.renderer
    body = renderer.stencils.page(
        reader.sitting,
        (template, view, frame),
        lambda: renderer.render(template, view, frame).encode(),
        written=written or {},
    )
    return answer(reader, body, place=frame.place)


def answer(reader: Reader, body: bytes, *, place: str, status: int = 200) -> web.Response:
    """The answer with a page that is drawn already, in the reader's language and for that place."""
    if status == PAGE.status:
        response: web.Response = AtOnce(PAGE, body)
    else:
        response = web.Response(body=body, status=status, headers=HTML_HEADERS)
    if reader.chosen and place != "booth":
        remember(response, reader.language)
    return response


async def page_for_all(reader: Reader, template: str, view: object, frame: Frame) -> web.Response:
    """The answer with a page that many see alike: drawn once, off the loop, and then kept.

    A page is made of its view and its frame and of nothing else, and is known by both whole. So
    what belongs to one phone can be in no other's page.
    """

    async def draw() -> bytes:
        page = await asyncio.to_thread(reader.kiosk.renderer.render, template, view, frame)
        return page.encode()

    body = await reader.kiosk.drawn.pages.made((template, view, frame), None, draw)
    return answer(reader, body, place=frame.place)


def with_live(frame: Frame, address: str, *, look: str = "") -> Frame:
    """The frame of a page that looks again when something changes.

    ``look``: at what, where the page is an answer to a form or a refusal.
    """
    return replace(frame, live=address, look=look)


def go_to(reader: Reader, path: str) -> web.Response:
    """Where a form leads, with the chosen language."""
    return lead_to(reader.keeping(path))


def lead_to(path: str) -> web.Response:
    """An answer that lets the browser get another page."""
    return AtOnce(LEADS_ON, location=quote(path, safe=KEPT_IN_ADDRESSES))
