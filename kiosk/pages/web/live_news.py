"""The event streams that tell open pages to look again."""

import asyncio
import contextlib

from aiohttp import web

from kiosk.live import Audience
from kiosk.meeting.doors import Role
from kiosk.pages.web.access import must_be, screen_of
from kiosk.pages.web.kiosk import KIOSK

HEARTBEAT = 15  # seconds; a broken line shows at the next one
WATCHED = 2  # seconds between two of a page that says when it hears nothing any more
BETWEEN = 0.3  # seconds between two news for the chair: a hall that votes is a few news a second
HEADERS = {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
}


async def hall(request: web.Request) -> web.StreamResponse:
    """For phones: the agenda changed."""
    return await _stream(request, Audience.HALL)


async def screen(request: web.Request) -> web.StreamResponse:
    """For the projector: agenda, turnout, attendance, scene."""
    return await _stream(request, Audience.SCREEN, heartbeat=WATCHED)


async def booth(request: web.Request) -> web.StreamResponse:
    """For a touch screen: a button was pressed."""
    screen_of(request)
    return await _stream(request, Audience.BOOTH)


async def desk(request: web.Request) -> web.StreamResponse:
    """For the sign-in desk: attendance."""
    screen_of(request)
    return await _stream(request, Audience.DESK)


async def chair(request: web.Request) -> web.StreamResponse:
    """For the chair: everything."""
    must_be(request, Role.CHAIR)
    return await _stream(request, Audience.CHAIR, pause=BETWEEN, heartbeat=WATCHED)


async def _stream(
    request: web.Request, audience: Audience, *, pause: float = 0, heartbeat: float = HEARTBEAT
) -> web.StreamResponse:
    """News as they come. ``pause``: seconds after each, in which others become one."""
    response = web.StreamResponse(headers=HEADERS)
    await response.prepare(request)
    await response.write(b"retry: 2000\n\n")
    with (
        request.app[KIOSK].hall.hub.listening(audience) as news,
        contextlib.suppress(ConnectionError, StopAsyncIteration),
    ):
        waiting = asyncio.ensure_future(anext(news))
        try:
            while True:
                done, _ = await asyncio.wait({waiting}, timeout=heartbeat)
                if not done:
                    await response.write(b"event: here\ndata: .\n\n")
                    continue
                await response.write(f"data: {waiting.result().value}\n\n".encode())
                await asyncio.sleep(pause)
                waiting = asyncio.ensure_future(anext(news))
        finally:
            waiting.cancel()
    return response
