"""What is sent to the central server: bounded before a byte of it is read."""

import asyncio

from aiohttp import web

from kiosk.domain.errors import TooBusy
from kiosk.formats.form_fields import KIND, MOST_BYTES, is_utf8, read_fields

MOST_READING = 128 * 2**20  # bytes of all batches that come in at one time
BATCH_WITHIN = 120.0  # seconds

NO_FORM = "This is no form of this page. Open it again."


class Reading:
    """How much is promised by all who send a batch at this moment."""

    def __init__(self) -> None:
        """Nobody sends yet."""
        self._promised = 0

    async def batch(self, request: web.Request, most: int) -> bytes:
        """The body; raises ValueError where it is too long or does not come, TooBusy for a crowd.

        A sender must say the length before: a crowd could else promise nothing and send all.
        """
        length = request.content_length
        if length is None or length > most or "Content-Encoding" in request.headers:
            raise ValueError(length)
        if self._promised + length > MOST_READING:
            raise TooBusy
        self._promised += length
        try:
            async with asyncio.timeout(BATCH_WITHIN):
                return await request.content.readexactly(length)
        except (TimeoutError, asyncio.IncompleteReadError, web.RequestPayloadError) as fault:
            raise ValueError(type(fault).__name__) from fault
        finally:
            self._promised -= length


async def read_form(request: web.Request) -> list[tuple[str, str]]:
    """The fields of a form; answers 400, 413 or 415 where it is none."""
    if not request.can_read_body:
        return []
    packed = "Content-Encoding" in request.headers
    if request.content_type != KIND or packed or not is_utf8(request.charset):
        raise web.HTTPUnsupportedMediaType(text=NO_FORM)
    length = request.content_length or 0
    body = bytearray()
    while length <= MOST_BYTES and (part := await request.content.readany()):
        body += part
        length = len(body)
    if length > MOST_BYTES:
        raise web.HTTPRequestEntityTooLarge(MOST_BYTES, length)
    try:
        return read_fields(bytes(body))
    except ValueError:
        raise web.HTTPBadRequest(text="This form cannot be read. Open the page again.") from None
