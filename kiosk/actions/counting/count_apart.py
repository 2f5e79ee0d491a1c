"""Count in a process of its own, so that pages answer while a long count runs."""

import asyncio
import contextlib
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import kiosk
from kiosk.actions.counting.talk import (
    LENGTH_SIZE,
    PART,
    Done,
    Job,
    No,
    Promises,
    Texts,
    packed,
    refusal_of,
    unpacked,
)
from kiosk.domain.count.contract import Result
from kiosk.domain.errors import CountStopped
from kiosk.meeting.counts import Progress

WORKER = "kiosk.actions.counting.worker"
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


async def count_apart(job: Job, box: Box, note: Callable[[Progress], None]) -> Counted:
    """Count the ballots and openings of a box; ``note`` hears how far it is.

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
        return await _listen(worker.stdout, note)
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


async def _listen(pipe: asyncio.StreamReader, note: Callable[[Progress], None]) -> Counted:
    texts: list[tuple[str, int]] = []
    promises: list[bytes] = []
    words: set[str] = set()
    while True:
        length = int.from_bytes(await pipe.readexactly(LENGTH_SIZE), "big")
        match unpacked(await pipe.readexactly(length)):
            case Progress() as progress:
                note(progress)
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
