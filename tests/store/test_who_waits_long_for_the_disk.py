"""Who waits too long is told so in time, the cast goes its way, and nobody's fault is another's."""

import asyncio
import gc
import weakref
from typing import Any

import pytest

from kiosk.domain.errors import Refused, StillSaving
from kiosk.store.cast_queue import Answers, CastQueue
from kiosk.store.poll_box import Cast

SHORT, LONG = 0.05, 0.4  # seconds
FOREVER = 60.0


class Disk:
    """Takes casts and is done with them when it is let go."""

    def __init__(self) -> None:
        self.ready = asyncio.Event()
        self.saved: list[Cast] = []

    async def save(self, casts: list[Cast]) -> Answers:
        await self.ready.wait()
        self.saved += casts
        return [None] * len(casts)


def a_cast(told: list[Refused | None] | None = None) -> Cast:
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    heard = told.append if told is not None else lambda _: None
    return Cast("motion", b"A", b"", b"", done, heard)


async def test_each_is_told_in_its_own_time_and_the_cast_goes_its_way() -> None:
    disk = Disk()
    told: list[Refused | None] = []
    queue = CastQueue(disk.save)
    clock = asyncio.get_running_loop().time
    began = clock()
    patient, hasty, later = a_cast(told), a_cast(told), a_cast(told)
    queue.put(patient, within=LONG)
    queue.put(hasty, within=SHORT)  # one that came later, and waits less
    await asyncio.sleep(0.01)  # they are in a commit, and the third one waits for the next
    queue.put(later, within=SHORT)

    for one, within in ((hasty, SHORT), (later, SHORT), (patient, LONG)):
        with pytest.raises(StillSaving):
            await asyncio.wait_for(one.done, 5)
        assert clock() - began >= within * 0.95
        assert one is patient or clock() - began < LONG
    assert not told
    disk.ready.set()
    await queue.close()

    assert told == [None, None, None]
    assert disk.saved == [patient, hasty, later]


async def test_who_is_answered_in_time_is_told_nothing_else() -> None:
    disk = Disk()
    disk.ready.set()
    queue = CastQueue(disk.save)
    first, second = a_cast(), a_cast()
    queue.put(first, within=SHORT)
    await first.done
    disk.ready.clear()
    queue.put(second, within=LONG)
    await asyncio.sleep(2 * SHORT)

    assert not second.done.done()
    disk.ready.set()
    await second.done
    await queue.close()


async def test_an_answer_is_forgotten_with_its_commit() -> None:
    disk = Disk()
    disk.ready.set()
    queue = CastQueue(disk.save)

    async def cast() -> "weakref.ref[asyncio.Future[None]]":
        one = a_cast()
        queue.put(one, within=FOREVER)
        await one.done
        return weakref.ref(one.done)

    kept = await cast()
    await asyncio.sleep(0.01)
    disk.saved.clear()
    gc.collect()

    assert kept() is None
    await queue.close()


async def test_a_fault_in_what_one_is_told_leaves_all_others_answered() -> None:
    faults: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, fault: faults.append(fault))
    disk = Disk()
    told: list[Refused | None] = []
    queue = CastQueue(disk.save)
    broken, well = a_cast(), a_cast(told)

    def fail(_: Refused | None) -> None:
        raise LookupError

    broken.answered = fail
    queue.put(broken)
    queue.put(well)
    disk.ready.set()
    await asyncio.gather(broken.done, well.done)

    assert told == [None]
    assert [type(fault["exception"]) for fault in faults] == [LookupError]
    again = a_cast()
    queue.put(again)
    await asyncio.wait_for(again.done, 5)
    await queue.close()
