"""Who may have how much counted again at a time, so that nobody keeps the server for themselves."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kiosk.domain.errors import TooBusy

MOST = 2  # batches of one address at work; a kiosk sends one after the other
LONGEST = 16  # at work and waiting; whoever comes later is asked to send again


class Turns:
    """The batches at work and waiting, by the address that sent them."""

    def __init__(self) -> None:
        """Nobody sends."""
        self._sent: Counter[str] = Counter()
        self._turns: dict[str, asyncio.Semaphore] = {}

    @asynccontextmanager
    async def taken(self, address: str) -> AsyncIterator[None]:
        """Wait for a turn and hold it; raises TooBusy where too many wait there already."""
        if self._sent[address] >= LONGEST:
            raise TooBusy
        self._sent[address] += 1
        try:
            async with self._turns.setdefault(address, asyncio.Semaphore(MOST)):
                yield
        finally:
            self._sent[address] -= 1
            if not self._sent[address]:  # who sends nothing more is forgotten
                del self._sent[address], self._turns[address]
