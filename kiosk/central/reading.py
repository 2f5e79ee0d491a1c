"""What is sent to the central server: bounded before a byte of it is read."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from aiohttp import web

from kiosk.addresses import place_at
from kiosk.domain.errors import TooBusy

MOST_READING = 128 * 2**20  # bytes of all batches that come in at one time
BATCH_WITHIN = 120.0  # seconds


@dataclass(eq=False, slots=True)
class _Batch:
    address: str
    within: asyncio.Timeout
    body: bytearray = field(default_factory=bytearray)
    pushed_out: bool = False


class Reading:
    """What has come of all batches that are being sent at this moment.

    A promise weighs nothing, for whoever promises much and sends little would keep others out.
    Where too much has come in all, the address that holds most loses its oldest batch.
    """

    def __init__(self) -> None:
        """Nobody sends yet."""
        self._batches: list[_Batch] = []  # in the order of their coming

    async def batch(self, request: web.Request, most: int) -> bytes:
        """The body; raises ValueError where it is too long or does not come, TooBusy for a crowd.

        A sender must say the length before.
        """
        length = request.content_length
        if length is None or length > most or "Content-Encoding" in request.headers:
            raise ValueError(length)
        within = asyncio.timeout(BATCH_WITHIN)
        batch = _Batch(place_at(request.remote or ""), within)
        self._batches.append(batch)
        try:
            async with within:
                while part := await request.content.readany():
                    batch.body += part
                    self._push_out()
        except (TimeoutError, web.RequestPayloadError, ConnectionError) as fault:
            if batch.pushed_out:
                raise TooBusy from fault
            raise ValueError(type(fault).__name__) from fault
        finally:
            self._batches.remove(batch)
        if len(batch.body) != length:
            raise ValueError(length)
        return bytes(batch.body)

    def _push_out(self) -> None:
        held: Counter[str] = Counter()
        for batch in self._batches:
            held[batch.address] += len(batch.body)
        if held.total() <= MOST_READING:
            return
        most, _ = held.most_common(1)[0]
        oldest = next(one for one in self._batches if one.address == most and one.body)
        oldest.body = bytearray()  # at once: its task may have its turn only later
        oldest.pushed_out = True
        oldest.within.reschedule(asyncio.get_running_loop().time())
