"""Read files that somebody sent in a process of its own: pages answer while it lasts."""

import asyncio
import contextlib
import pickle
import sys
from asyncio.subprocess import DEVNULL, PIPE
from pathlib import Path

import kiosk
from kiosk.domain.errors import BadFile, Fault, Refused
from kiosk.formats.assembly_folder import Loaded
from kiosk.store.meeting_folder import Kept

WORKER = "kiosk.actions.loading.worker"
HOUSE = Path(kiosk.__file__).parents[1]  # where the worker finds the same program
WITHIN = 60.0  # seconds by the clock; the worker bounds its own work


async def read_apart(kept: Kept) -> Loaded:
    """The assembly in the files; raises BadFile with every fault, BadSetting.

    Files that take too much memory or time are a fault like any other.
    """
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-m", WORKER, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=HOUSE
    )
    try:
        async with asyncio.timeout(WITHIN):
            answered, _ = await worker.communicate(pickle.dumps(kept))
    except TimeoutError:
        answered = b""
    finally:
        with contextlib.suppress(ProcessLookupError):
            worker.kill()
        await worker.wait()
    if worker.returncode or not answered:
        remedy = "Look whether it is the right file, or make it smaller"
        raise BadFile((Fault(kept.main, 0, "It takes too much to read", remedy),))
    answer = pickle.loads(answered)  # noqa: S301 - our own program packed it
    if isinstance(answer, Refused):
        raise answer
    assert isinstance(answer, Loaded)
    return answer
