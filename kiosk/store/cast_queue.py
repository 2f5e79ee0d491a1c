"""Casts that wait for the writer: all that came while one commit ran share the next one."""

import asyncio
import math
from collections.abc import Awaitable, Callable

from kiosk.domain.errors import CannotSave, Refused, TooBusy
from kiosk.store.patience import Patience
from kiosk.store.poll_box import Cast, answer_all

LARGEST_BATCH = 512  # casts in one commit
ROUNDS = 4  # of the event loop: as many as a form takes from the network to the queue
SLOW = 0.008  # seconds of a commit from which on it is worth a while to wait for more casts
LOOKS = 8  # how often one looks for them
SHARE = 4  # that while is one part in so many of the last commit
LONGEST = 0.2  # seconds that a commit counts for there
LONGEST_QUEUE = 4096  # casts that may wait; beyond it people are asked to try again

Answers = list[Refused | None]
"""Why each cast was refused, or None: it is on disk."""


class CastQueue:
    """One batch at a time is saved, and everybody is answered, whatever ends it."""

    def __init__(self, save: Callable[[list[Cast]], Awaitable[Answers]]) -> None:
        self._save = save
        self._waiting: list[Cast] = []
        self._wake = asyncio.Event()
        self._closing = False
        self._ended = self._lasted = 0.0  # when the last commit ended; how long it took, seconds
        self._patience = Patience()
        self._expected = 0  # casts in it, and those that waited when it ended
        self._writer = asyncio.create_task(self._write_until_closed())

    def put(self, cast: Cast, *, within: float = math.inf) -> None:
        """Let a cast wait for its answer, for so many seconds. Raises TooBusy, CannotSave.

        After them the answer is StillSaving, and the cast goes its way.
        """
        if self._closing:
            raise CannotSave("the box is closed")
        if len(self._waiting) >= LONGEST_QUEUE:
            raise TooBusy
        self._waiting.append(cast)
        self._patience.wait(cast.done, within=within)
        self._wake.set()

    async def close(self) -> None:
        """Finish the casts that wait, and take no more."""
        self._closing = True
        self._wake.set()
        try:
            await asyncio.wait({self._writer})
        finally:
            self._writer.cancel()  # it has ended, unless whoever closes was cancelled

    async def _write_until_closed(self) -> None:
        try:
            while self._waiting or not self._closing:
                await self._wake.wait()
                self._wake.clear()
                if _now() - self._ended > self._lasted:  # the box was at rest
                    self._expected = 0
                while self._waiting:
                    await let_come_what_is_at_the_door()
                    await self._let_come_what_is_on_its_way()
                    await self._commit(self._next_batch())
        finally:
            self._closing = True  # whatever ended this: nothing waits for ever
            answer_all(self._waiting, [CannotSave("the box is closed")] * len(self._waiting))
            self._patience.end()

    def _next_batch(self) -> list[Cast]:
        """Casts that nothing else holds: what they say is forgotten with their commit."""
        batch = self._waiting[:LARGEST_BATCH]
        del self._waiting[:LARGEST_BATCH]
        return batch

    async def _commit(self, batch: list[Cast]) -> None:
        answers: Answers = [CannotSave("interrupted")] * len(batch)
        began = _now()
        try:
            answers = await self._save(batch)
        finally:
            self._ended, self._expected = _now(), len(batch) + len(self._waiting)
            self._lasted = self._ended - began
            answer_all(batch, answers)
            self._patience.forget_answered()

    async def _let_come_what_is_on_its_way(self) -> None:
        """On a slow card, wait a part of a commit for as many as were just answered.

        Else a hall falls into two halves, each of which waits for the other's commit. Whoever
        comes to a box at rest is not made to wait.
        """
        enough = min(self._expected, LARGEST_BATCH)
        if self._lasted >= SLOW:
            for _ in range(LOOKS):
                if len(self._waiting) >= enough:
                    break
                await asyncio.sleep(min(self._lasted, LONGEST) / SHARE / LOOKS)


def _now() -> float:
    return asyncio.get_running_loop().time()


async def let_come_what_is_at_the_door() -> None:
    """Forms that have arrived and are not read yet share the commit: waiting for them takes no
    time, a sync does. No timer: whoever comes later takes the next one.
    """
    for _ in range(ROUNDS):
        await asyncio.sleep(0)
