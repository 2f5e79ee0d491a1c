"""Refusing bodies that no handler reads: the answer goes out, and the line is soon closed."""

import asyncio
import contextlib

from aiohttp import web

from kiosk.read_form import UNREADABLE

LINGER = 1.0  # seconds in which the rest of a refused form may come, so that its answer is read
READ_ON = 20.0  # seconds for the rest of files that are too large: browsers send all, then read


def has_no_length(request: web.Request) -> bool:
    """Whether the body comes in pieces: it may have no end, and each byte may be a piece."""
    return "Transfer-Encoding" in request.headers


async def close_behind(request: web.Request, answer: web.StreamResponse) -> web.StreamResponse:
    """Send the answer and close the line: nothing more is read, however much comes."""
    answer.force_close()
    await answer.prepare(request)
    await answer.write_eof()
    request.protocol.force_close()
    return answer


async def read_on(request: web.Request) -> None:
    """Take in the rest and forget it, only for somebody who gave a PIN."""
    with contextlib.suppress(TimeoutError, *UNREADABLE):
        async with asyncio.timeout(READ_ON):
            while await request.content.readany():
                pass
