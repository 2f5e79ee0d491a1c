"""Whatever ends an opening half way, the poll can be gone on with, and every ballot counts."""

import asyncio
from pathlib import Path

import pytest
from journey import Running, given_a_quorum, start_kiosk

from kiosk.actions.sign_in import sign_in, sign_out
from kiosk.domain.errors import CannotSave
from kiosk.domain.lifecycle import State
from kiosk.store import polls

POLL = "young-voters"


async def state(running: Running) -> State:
    return await polls.state(running.kiosk.hall.sitting.roll.read, POLL)


async def votes(running: Running, code: str) -> int:
    status, _ = await running.post(f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))
    return status


async def test_the_box_takes_no_ballot_before_the_opening_is_in_the_log(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    sitting = demo.kiosk.hall.sitting

    async with sitting.roll.lock:  # the disk takes its time
        opening = asyncio.create_task(demo.step(POLL, "open"))
        await asyncio.sleep(0.3)
        early = (sitting.box.taking(POLL), await votes(demo, code), opening.done())
    status, _ = await opening

    assert early == (False, 409, False)
    assert (status, await state(demo)) == (200, State.OPEN)
    assert await votes(demo, code) == 200


async def test_a_box_that_cannot_be_started_leaves_a_paused_poll_to_resume(
    demo: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, *_ = await given_a_quorum(demo)
    box = demo.kiosk.hall.sitting.box

    async def disk_is_full(_poll: str) -> None:
        raise CannotSave

    with monkeypatch.context() as broken:
        broken.setattr(box, "start", disk_is_full)
        failed, _ = await demo.step(POLL, "open")
    paused = await state(demo)
    resumed, _ = await demo.step(POLL, "resume")

    assert (failed, paused, resumed) == (409, State.PAUSED, 200)
    assert await votes(demo, code) == 200


async def test_the_power_going_before_the_box_is_started_leaves_a_paused_poll_to_resume(
    demo: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, *_ = await given_a_quorum(demo)
    box = demo.kiosk.hall.sitting.box
    gone = asyncio.Event()

    async def power_goes(_poll: str) -> None:
        gone.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(box, "start", power_goes)
    opening = asyncio.create_task(demo.step(POLL, "open"))
    await gone.wait()
    again = await started_anew(demo)

    try:
        assert await state(again) is State.PAUSED
        resumed, _ = await again.step(POLL, "resume")
        assert resumed == 200
        assert await votes(again, code) == 200
        assert again.kiosk.hall.sitting.box.cast_number(POLL) == 1
    finally:
        await again.stop()
        await asyncio.gather(opening, return_exceptions=True)


async def started_anew(running: Running) -> Running:
    data: Path = running.data
    await running.stop()
    return await start_kiosk(data)


async def test_a_quorum_that_leaves_while_the_box_is_prepared_opens_nothing(
    demo: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    await given_a_quorum(demo)
    hall = demo.kiosk.hall
    prepare = hall.sitting.box.prepare

    async def slowly(poll: str, longest: int, *, key: bytes = b"") -> None:
        await prepare(poll, longest, key=key)
        await sign_out(hall, "101")

    with monkeypatch.context() as slow:
        slow.setattr(hall.sitting.box, "prepare", slowly)
        refused, _ = await demo.step(POLL, "open")
    left = await state(demo)
    await sign_in(hall, "101", token="back")
    status, _ = await demo.step(POLL, "open")

    assert (refused, left) == (409, State.DRAFT)
    assert (status, await state(demo)) == (200, State.OPEN)
