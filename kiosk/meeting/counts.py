"""The counts of a sitting that are under way, and how far each is."""

import asyncio
from dataclasses import dataclass, field

from kiosk.domain.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a count is: ballots read of all, and the question at work, from 1; 0: none yet."""

    ballots: int
    of: int
    question: int = 0
    questions: int = 1


@dataclass(slots=True)
class Count:
    """A count under way. ``since`` in seconds of the monotonic clock."""

    since: float
    progress: Progress
    task: asyncio.Task[None]


@dataclass(slots=True)
class Counts:
    """The counts of a sitting: at most one for each poll, and why the last one gave nothing."""

    under_way: dict[str, Count] = field(default_factory=dict)
    refused: dict[str, Refused] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)  # after a start: what is yet to be counted
    again: asyncio.Task[None] | None = None  # what counts these, one after the other

    def expected(self, poll_id: str) -> bool:
        """Whether the poll is being counted, or will be without anybody asking."""
        return poll_id in self.under_way or poll_id in self.waiting

    async def settle(self, poll_id: str, *, seconds: float) -> None:
        """Wait until the poll's count is over, but not longer."""
        if poll_id in self.under_way:
            await asyncio.wait({self.under_way[poll_id].task}, timeout=seconds)

    async def stop(self, poll_id: str) -> None:
        """End the poll's count, if there is one; nothing of it is kept."""
        if poll_id in self.under_way:
            await _ended(self.under_way[poll_id].task)

    async def close(self) -> None:
        """End every count."""
        if self.again:
            await _ended(self.again)
        for poll_id in tuple(self.under_way):
            await self.stop(poll_id)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait({task})
