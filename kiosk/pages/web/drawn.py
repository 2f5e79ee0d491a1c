"""What everybody may see is drawn once for all that it shows, off the loop, and then kept."""

import asyncio
from dataclasses import dataclass, field

from aiohttp import web

from kiosk.pages.web.frame import Frame
from kiosk.pages.web.keys import KIOSK
from kiosk.pages.web.show import answer
from kiosk.prepared import Prepared
from kiosk.presentation.views.result import QuestionResult

MOST_BYTES = 16 * 2**20  # of all pages that are kept
AT_LEAST = 2**14  # bytes that a page counts for: small ones are bounded in number
MOST_RESULTS = 48  # polls in a language, on a phone or the projector, whose results are kept


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pages by all that they show, and the results on them with their charts by their count."""

    pages: Prepared[bytes] = field(
        default_factory=lambda: Prepared(MOST_BYTES, lambda page: max(len(page), AT_LEAST))
    )
    results: Prepared[tuple[QuestionResult, ...]] = field(
        default_factory=lambda: Prepared(MOST_RESULTS, lambda _: 1)
    )


DRAWN = web.AppKey("DRAWN", Drawn)


async def page_for_all(
    request: web.Request, template: str, view: object, frame: Frame
) -> web.Response:
    """The answer with a page that many see alike.

    A page is made of its view and its frame and of nothing else, and is known by both whole. So
    what belongs to one phone can be in no other's page.
    """
    renderer = request.app[KIOSK].renderer

    async def draw() -> bytes:
        page = await asyncio.to_thread(renderer.render, template, view, frame)
        return page.encode()

    body = await request.app[DRAWN].pages.made((template, view, frame), None, draw)
    return answer(request, body, language=frame.language, place=frame.place)
