"""A second copy on another medium: pulled and put back while people vote, and enough alone."""

import asyncio
import shutil
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from journey import PIN, Running, given_a_quorum, load, start_kiosk, until
from test_preparing import PB, upload
from test_the_log_of_the_meeting import told

from kiosk.actions.background import keep_copy
from kiosk.actions.background.keep_copy import copy_state
from kiosk.domain.happening import Happening
from kiosk.shipped import demo_file
from kiosk.store import copy_folder, disk_room
from kiosk.store.copy_state import (
    CopyFailed,
    CopyForeign,
    CopyMissing,
    CopyWhole,
    NoCopyWanted,
)

POLL = "young-voters"
MISSING = "The second copy is missing."
FAILED = "The second copy cannot be written."
FOREIGN = "holds other votes."


@pytest.fixture(autouse=True)
def _looked_at_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep_copy, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(keep_copy, "LONGEST_WAIT", 0.2)


async def given_a_hall(folder: Path, stopping: AsyncExitStack) -> Running:
    """The demonstration's meeting, copied to an empty folder that is there."""
    copy = folder / "stick" / "copy"
    copy.mkdir(parents=True, exist_ok=True)
    if not (folder / "data").exists():
        await load(folder / "data", demo_file())
    return await started(folder, stopping)


async def started(folder: Path, stopping: AsyncExitStack) -> Running:
    running = await start_kiosk(folder / "data", copy=str(folder / "stick" / "copy"))
    stopping.push_async_callback(running.stop)
    return running


async def comes(running: Running, state: type) -> None:
    await until(lambda: isinstance(copy_state(running.kiosk.hall), state))


async def cast(running: Running, code: str) -> None:
    status, page = await running.post(
        f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast")
    )
    assert status == 200, page


async def chair_page(running: Running) -> str:
    await running.post("/chair/enter", ("pin", PIN))
    return (await running.get("/chair"))[1]


async def test_the_copy_alone_goes_on_where_the_meeting_stood(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    hall = await given_a_hall(tmp_path, stopping)
    await comes(hall, CopyWhole)
    codes = await given_a_quorum(hall)
    await hall.chair(POLL, "open")
    for code in codes[:7]:
        await cast(hall, code)
    await hall.stop()
    shutil.rmtree(tmp_path / "data")

    again = await start_kiosk(tmp_path / "stick" / "copy")
    stopping.push_async_callback(again.stop)

    box = again.kiosk.hall.sitting.box
    assert (box.cards_number, box.cast_number(POLL), box.taking(POLL)) == (15, 7, True)
    assert all(box.has_spent(POLL, code) for code in codes[:7])
    for code in codes[7:]:
        await cast(again, code)
    status, page = await again.chair(POLL, "close")
    assert status == 200, page
    await until(lambda: POLL in again.kiosk.hall.sitting.results, seconds=30)
    assert again.kiosk.hall.key.public == hall.kiosk.hall.key.public


async def test_a_stick_that_is_pulled_while_people_vote_costs_no_vote_and_comes_back_whole(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    hall = await given_a_hall(tmp_path, stopping)
    await comes(hall, CopyWhole)
    codes = await given_a_quorum(hall)
    await hall.chair(POLL, "open")
    before = await chair_page(hall)

    casts = [asyncio.create_task(cast(hall, code)) for code in codes[:8]]
    (tmp_path / "stick").rename(tmp_path / "pocket")
    await asyncio.gather(*casts)
    await comes(hall, CopyMissing)
    await cast(hall, codes[8])
    while_gone = await chair_page(hall)
    (tmp_path / "pocket").rename(tmp_path / "stick")
    await comes(hall, CopyWhole)
    after = await chair_page(hall)
    await cast(hall, codes[9])

    assert [MISSING in page for page in (before, while_gone, after)] == [False, True, False]
    copied = await copy_of(tmp_path, stopping)
    assert copied.kiosk.hall.sitting.box.cast_number(POLL) == 10
    await until_told(hall, Happening.COPY_LOST, Happening.COPY_BACK)


async def test_a_copy_that_was_lost_before_a_restart_is_told_when_it_is_back(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    hall = await given_a_hall(tmp_path, stopping)
    await comes(hall, CopyWhole)
    (tmp_path / "stick").rename(tmp_path / "pocket")
    await until_told(hall, Happening.COPY_LOST)
    await hall.stop()

    hall = await start_kiosk(tmp_path / "data", copy=str(tmp_path / "stick" / "copy"))
    stopping.push_async_callback(hall.stop)
    await comes(hall, CopyMissing)
    (tmp_path / "pocket").rename(tmp_path / "stick")

    await until_told(hall, Happening.COPY_LOST, Happening.COPY_BACK)


async def copy_of(folder: Path, stopping: AsyncExitStack) -> Running:
    """A kiosk that has nothing but what lies on the stick at this moment."""
    shutil.copytree(folder / "stick" / "copy", folder / "elsewhere")
    running = await start_kiosk(folder / "elsewhere")
    stopping.push_async_callback(running.stop)
    return running


async def until_told(running: Running, *happened: Happening) -> None:
    for _ in range(100):
        found = await told(running)
        if [one for one in found if one in happened] == list(happened):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(found)


async def test_the_chairs_page_tells_a_loss_by_itself(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    hall = await given_a_hall(tmp_path, stopping)
    await comes(hall, CopyWhole)
    await hall.post("/chair/enter", ("pin", PIN))

    async with hall.browser.get(f"{hall.url}/chair/live") as stream:
        (tmp_path / "stick").rename(tmp_path / "pocket")
        async with asyncio.timeout(5):
            async for line in stream.content:
                # Other news may come first: an open page looks again at each.
                if line.startswith(b"data") and MISSING in (page := (await hall.get("/chair"))[1]):
                    break

    warning = page[: page.index(MISSING)].rsplit("<p", 1)[1]
    assert 'role="alert"' in warning


async def test_a_full_stick_is_told_and_the_hall_votes_on(
    tmp_path: Path, stopping: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copy_folder, "need_room", lambda at: disk_room.need_room(at, reserve=2**40))
    hall = await given_a_hall(tmp_path, stopping)
    codes = await given_a_quorum(hall)

    await comes(hall, CopyFailed)
    await hall.chair(POLL, "open")
    await cast(hall, codes[0])

    assert FAILED in await chair_page(hall)
    assert not (tmp_path / "stick" / "copy" / "current").exists()


async def test_a_kiosk_that_lost_its_data_does_not_overwrite_what_is_left_of_them(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    hall = await given_a_hall(tmp_path, stopping)
    await comes(hall, CopyWhole)
    await given_a_quorum(hall)
    await hall.stop()
    key = (tmp_path / "data" / "device.key").read_bytes()
    shutil.rmtree(tmp_path / "data")
    await load(tmp_path / "data", demo_file())

    empty = await started(tmp_path, stopping)
    await comes(empty, CopyForeign)
    assert FOREIGN in await chair_page(empty)
    await empty.stop()
    (tmp_path / "data" / "device.key").write_bytes(key)  # even with its own key

    empty = await started(tmp_path, stopping)
    await comes(empty, CopyForeign)
    assert (await copy_of(tmp_path, stopping)).kiosk.hall.sitting.box.cards_number == 15


async def test_nothing_of_a_trial_is_copied(tmp_path: Path, stopping: AsyncExitStack) -> None:
    hall = await given_a_hall(tmp_path, stopping)
    await comes(hall, CopyWhole)
    await hall.post("/organiser/enter", ("pin", PIN))

    await hall.post("/organiser/trial")
    await hall.card("101")
    await comes(hall, NoCopyWanted)
    in_trial = await chair_page(hall)
    await hall.post("/organiser/trial/end")
    await comes(hall, CopyWhole)
    await hall.card("101")

    assert MISSING not in in_trial
    assert not list((tmp_path / "stick").rglob("trial"))
    assert (await copy_of(tmp_path, stopping)).kiosk.hall.sitting.box.cards_number == 1
    assert Happening.COPY_LOST not in await told(hall)


async def test_another_meeting_and_new_pins_are_copied_too(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    hall = await given_a_hall(tmp_path, stopping)
    await comes(hall, CopyWhole)
    await hall.post("/organiser/enter", ("pin", PIN))

    status, page = await upload(hall, small__pb=PB)
    assert status == 200, page
    await hall.post("/organiser/pin", ("who", "chair"), ("pin", "135791"), ("again", "135791"))
    doors = tmp_path / "stick" / "copy" / "doors.json"
    kept = hall.kiosk.hall.doors.file
    await until(lambda: doors.exists() and doors.read_bytes() == kept.read_bytes())
    await comes(hall, CopyWhole)
    await until(lambda: "current" in {one.name for one in doors.parent.iterdir()})

    copied = await copy_of(tmp_path, stopping)
    assert copied.kiosk.hall.sitting.assembly == hall.kiosk.hall.sitting.assembly
    _, page = await hall.get("/organiser")
    assert "The second copy" in page
