"""Count in a process of its own, so that pages answer while a long count runs."""

import asyncio
import contextlib
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import kiosk
from kiosk.actions.counting_talk import (
    LENGTH_SIZE,
    PART,
    Done,
    Job,
    No,
    Progress,
    Promises,
    Texts,
    packed,
    refusal_of,
    unpacked,
)
from kiosk.domain.count.contract import Result
from kiosk.domain.errors import CountStopped, Refused

WORKER = "kiosk.actions.counting_worker"
HOUSE = Path(kiosk.__file__).parents[1]  # where the worker finds the same program

Box = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that a closed box yields; ``texts`` and ``commitments`` sorted."""

    results: dict[str, Result]
    root: bytes
    texts: tuple[tuple[str, int], ...]
    commitments: tuple[bytes, ...]
    trackers: frozenset[str]


async def count_apart(job: Job, box: Box, told: Callable[[Progress], None]) -> Counted:
    """Count the ballots and openings of a box; ``told`` hears how far it is.

    Raises what the rules raise, as LotNeeded, and CountStopped where the process ends before
    its result. Whoever is cancelled leaves no process behind.
    """
    try:
        worker = await asyncio.create_subprocess_exec(
            sys.executable, "-m", WORKER, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=HOUSE
        )
    except OSError as trouble:
        raise CountStopped from trouble
    assert worker.stdin
    assert worker.stdout
    feeding = asyncio.create_task(_feed(worker.stdin, job, box))
    try:
        return await _listen(worker.stdout, told)
    except asyncio.IncompleteReadError as trouble:
        raise CountStopped from trouble
    finally:
        feeding.cancel()
        worker.stdin.close()
        with contextlib.suppress(ProcessLookupError):
            worker.kill()
        await asyncio.gather(feeding, worker.wait(), return_exceptions=True)


async def _feed(pipe: asyncio.StreamWriter, job: Job, box: Box) -> None:
    pipe.write(packed(job))
    for at in range(0, len(box), PART):
        pipe.write(packed(box[at : at + PART]))
        await pipe.drain()  # a process that is gone breaks the pipe; its silence says the rest


async def _listen(pipe: asyncio.StreamReader, told: Callable[[Progress], None]) -> Counted:
    texts: list[tuple[str, int]] = []
    promises: list[bytes] = []
    words: set[str] = set()
    while True:
        length = int.from_bytes(await pipe.readexactly(LENGTH_SIZE), "big")
        match unpacked(await pipe.readexactly(length)):
            case Progress() as progress:
                told(progress)
            case Texts(part):
                texts += part
            case Promises(part):
                promises += [promise for promise, _ in part]
                words.update(tracker for _, tracker in part)
            case No() as no:
                raise refusal_of(no)
            case Done(results, root):
                return Counted(results, root, tuple(texts), tuple(promises), frozenset(words))
            case Job() | tuple():
                raise CountStopped  # only the kiosk speaks so
        await asyncio.sleep(0)  # many parts may have come at once: pages come between


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
