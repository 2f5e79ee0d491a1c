"""Whose batch is dealt with next, so that no sender keeps the server for itself."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from kiosk.domain.errors import TooBusy

MOST = 2  # batches of one address at work; a kiosk sends one after the other
LONGEST = 16  # at work and waiting; whoever comes later is asked to send again
MOST_BESIDE = 64 * 2**20  # bytes that batches at work weigh, decoded, beside the heaviest of them


@dataclass(eq=False, slots=True)
class _Turn:
    address: str
    weight: int
    begun: asyncio.Future[None] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class Turns:
    """The batches at work and waiting, by the address that sent them.

    Only those at work are decoded: one of any weight, and others that weigh little beside it. The
    next turn is of the address that sent least, and of its oldest batch.
    """

    def __init__(self) -> None:
        """Nobody sends."""
        self._waiting: list[_Turn] = []  # in the order of their coming
        self._at_work: list[_Turn] = []

    @asynccontextmanager
    async def taken(self, address: str, weight: int = 0) -> AsyncIterator[None]:
        """Wait for a turn and hold it; raises TooBusy where too many wait there already.

        ``weight``: bytes that the batch takes once it is decoded.
        """
        if sum(one.address == address for one in (*self._waiting, *self._at_work)) >= LONGEST:
            raise TooBusy
        turn = _Turn(address, weight)
        self._waiting.append(turn)
        try:
            self._begin()
            await turn.begun
            yield
        finally:
            (self._at_work if turn in self._at_work else self._waiting).remove(turn)
            self._begin()

    def _begin(self) -> None:
        while (turn := self._next()) is not None:
            self._waiting.remove(turn)
            self._at_work.append(turn)
            turn.begun.set_result(None)

    def _next(self) -> _Turn | None:
        at_work = Counter(one.address for one in self._at_work)
        able = [one for one in self._waiting if at_work[one.address] < MOST]
        sent: Counter[str] = Counter()
        for one in (*self._at_work, *self._waiting):
            sent[one.address] += one.weight
        first = min(able, key=lambda one: sent[one.address], default=None)
        if first is None:
            return None
        weights = [first.weight, *(one.weight for one in self._at_work)]
        return first if sum(weights) - max(weights) <= MOST_BESIDE else None
