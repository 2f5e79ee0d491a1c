"""What everybody may download of a published poll: made once, then the same for all."""

from collections.abc import Hashable

from aiohttp import web

from kiosk.domain.assembly import Poll
from kiosk.pages.web.keys import KIOSK
from kiosk.prepared import Make, Prepared, give

PREPARED = web.AppKey("PREPARED", Prepared[bytes])


async def body_of(request: web.Request, poll: Poll, asked: Hashable, make: Make) -> bytes:
    """What ``make`` gives for this count of the poll; another count has another answer."""
    count = request.app[KIOSK].hall.sitting.results[poll.id]
    return await request.app[PREPARED].made((poll.id, asked), count, make)


async def give_open(
    request: web.Request, poll: Poll, asked: Hashable, make: Make
) -> web.StreamResponse:
    """Send it."""
    return await give(request, await body_of(request, poll, asked, make))
