"""What is sent to the central server: bounded as it comes, and held until it is dealt with."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from kiosk.addresses import place_at
from kiosk.domain.errors import TooBusy
from kiosk.domain.record import Record
from kiosk.sync.batch import read_batch

MOST_READING = 128 * 2**20  # bytes of all batches that come in, wait for their turn or have it
MOST_DECODED = 2**30  # bytes that one batch may take as values; the largest honest one: 900 MB
BATCH_WITHIN = 120.0  # seconds until it is there and has its turn; a kiosk waits no longer either
WEIGHTS = {b"{": 184, b"[": 88, b'"': 28}
"""Bytes of a value that begins with that sign, about; what its text takes comes on top."""
NUMBERS = 10  # bytes that each sign of a text takes which is nothing but short numbers


class NotABatch(Exception):
    """What is sent is too long or too dense, does not come, or is none."""


@dataclass(eq=False, slots=True)
class Batch:
    """What one sender sent. ``weight``: about the bytes that it takes once it is decoded."""

    address: str
    within: asyncio.Timeout
    body: bytearray = field(default_factory=bytearray)
    weight: int = 0
    at_work: bool = False
    pushed_out: bool = False

    async def begin(self) -> tuple[Record, ...]:
        """It has its turn: nothing takes it away any more, and it is decoded.

        Raises NotABatch, and TooBusy if it was taken away just now.
        """
        if self.pushed_out:
            raise TooBusy
        self.within.reschedule(None)
        self.at_work = True
        try:
            return await asyncio.to_thread(read_batch, self.body)
        except ValueError as fault:
            raise NotABatch from fault

    def take(self, part: bytes) -> None:
        """More of it has come; raises NotABatch for what would fill the memory, and TooBusy."""
        if self.pushed_out:
            raise TooBusy
        self.body += part
        values = sum(part.count(sign) * WEIGHTS[sign] for sign in WEIGHTS)
        self.weight += max(NUMBERS * len(part), 2 * len(part) + values)
        if self.weight > MOST_DECODED:
            raise NotABatch

    def push_out(self) -> None:
        """Let it go at once: its task may have its turn only later."""
        self.body = bytearray()
        self.pushed_out = True
        self.within.reschedule(asyncio.get_running_loop().time())


class Incoming:
    """All batches that are being sent, wait, or are dealt with at this moment.

    A promise weighs nothing, for whoever promises much and sends little would keep others out.
    Where too much has come in all, the address that holds most loses its oldest batch that has
    no turn yet.
    """

    def __init__(self) -> None:
        """Nobody sends yet."""
        self._batches: list[Batch] = []  # in the order of their coming

    @property
    def held(self) -> int:
        """Bytes of all of them together."""
        return sum(len(batch.body) for batch in self._batches)

    @asynccontextmanager
    async def batch(self, request: web.Request, most: int) -> AsyncIterator[Batch]:
        """The batch, once it is whole; it is held until the block ends.

        Raises NotABatch where it is too long or does not come, TooBusy for a crowd: also in the
        block, until it has begun. A sender must say the length before.
        """
        length = request.content_length
        if length is None or length > most or "Content-Encoding" in request.headers:
            raise NotABatch
        within = asyncio.timeout(BATCH_WITHIN)
        batch = Batch(place_at(request.remote or ""), within)
        self._batches.append(batch)
        late: type[Exception] = NotABatch
        try:
            async with within:
                await self._read(request, batch)
                late = TooBusy  # it is whole, and waits
                yield batch
        except TimeoutError as fault:
            if not within.expired():
                raise
            raise (TooBusy if batch.pushed_out else late) from fault
        finally:
            self._batches.remove(batch)

    async def _read(self, request: web.Request, batch: Batch) -> None:
        try:
            while part := await request.content.readany():
                batch.take(part)
                self._push_out()
        except (web.RequestPayloadError, ConnectionError) as fault:
            raise NotABatch from fault
        if batch.pushed_out:
            raise TooBusy
        if len(batch.body) != request.content_length:
            raise NotABatch

    def _push_out(self) -> None:
        if self.held <= MOST_READING:
            return
        waiting = [batch for batch in self._batches if not batch.at_work and batch.body]
        held: Counter[str] = Counter()
        for batch in waiting:
            held[batch.address] += len(batch.body)
        most, _ = held.most_common(1)[0]
        next(one for one in waiting if one.address == most).push_out()
