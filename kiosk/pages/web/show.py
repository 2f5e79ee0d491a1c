"""Answering a request with a page."""

from aiohttp import web

from kiosk.pages.web import answers
from kiosk.pages.web.answers import HTML_HEADERS, PAGE_HEADERS, lead_to, with_live
from kiosk.pages.web.frame import Frame
from kiosk.pages.web.reader import reader_of
from kiosk.presentation.phrases import Phrases

__all__ = ["HTML_HEADERS", "PAGE_HEADERS", "lead_to", "with_live"]


def phrases_for(request: web.Request, language: str = "") -> Phrases:
    """The product's texts in the page's language."""
    return reader_of(request, language).phrases


def assembly_title(request: web.Request, language: str = "") -> str:
    """The assembly's title in the page's language."""
    return reader_of(request, language).assembly_title


def frame_of(request: web.Request, title: str, *, place: str, language: str = "") -> Frame:
    """The usual frame of a page: language links, help, and the way home."""
    return answers.frame_of(reader_of(request, language), title, place=place)


def page(
    request: web.Request, template: str, view: object, frame: Frame, *, status: int = 200
) -> web.Response:
    """The answer with that page."""
    return answers.page(reader_of(request, frame.language), template, view, frame, status=status)


def go_to(request: web.Request, path: str) -> web.Response:
    """Where a form leads, with the chosen language."""
    return answers.go_to(reader_of(request), path)
