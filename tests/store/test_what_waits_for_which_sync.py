"""Answers wait for the one sync that makes them safe; what follows goes on behind them."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from copied_box import NAME, OPEN, close_all, reopened

from kiosk.domain.errors import CannotSave
from kiosk.store import box_writer
from kiosk.store.box import FEW, Box
from kiosk.store.box_writer import BoxWriter
from kiosk.store.copy_folder import BOX
from kiosk.store.database import open_box

OPENING = bytes(32)
ADD_CARD = "INSERT INTO card (key, body) VALUES (?, ?)"
HERD = range(2 * FEW)
LATE = 2 * FEW


@pytest.fixture(autouse=True)
async def _closed_however_it_ends() -> AsyncIterator[None]:
    yield
    await close_all()


async def given_a_box(data: Path) -> Box:
    (data / NAME).mkdir(parents=True)
    box = await reopened(data)
    await box.prepare("motion", longest=40)
    await box.add_cards([f"card {number}" for number in range(3 * FEW)])
    await box.start("motion")
    return box


async def cast(box: Box, number: int) -> None:
    await box.cast("motion", f"card {number}", text=b"yes %d" % number, opening=OPENING)


async def herd(box: Box) -> list[BaseException | None]:
    casts = (cast(box, number) for number in HERD)
    return await asyncio.gather(*casts, return_exceptions=True)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Nothing is brought from the log into the file before this is set."""
    go_on = asyncio.Event()
    go_on.set()
    settle = BoxWriter.settle

    async def wait(self: BoxWriter) -> None:
        await go_on.wait()
        await settle(self)

    monkeypatch.setattr(BoxWriter, "settle", wait)
    return go_on


async def test_a_herd_is_answered_before_its_ballots_are_in_the_file_itself(
    tmp_path: Path, held: asyncio.Event
) -> None:
    box = await given_a_box(tmp_path)
    file = tmp_path / NAME / BOX
    before = file.read_bytes()

    held.clear()
    await asyncio.wait_for(herd(box), timeout=5)

    assert file.read_bytes() == before
    held.set()
    await cast(box, LATE)
    assert box.cast_number("motion") == len(HERD) + 1


async def test_the_next_cast_waits_until_the_log_is_empty(
    tmp_path: Path, held: asyncio.Event
) -> None:
    box = await given_a_box(tmp_path)
    held.clear()
    await herd(box)

    late = asyncio.create_task(cast(box, LATE))
    await asyncio.sleep(0.1)

    assert not late.done()
    held.set()
    await late


async def test_no_commit_begins_beside_another_one_in_the_log(
    tmp_path: Path, held: asyncio.Event
) -> None:
    file = await open_box(tmp_path / BOX)
    OPEN.append(file)
    held.clear()
    await file.write_all([(ADD_CARD, ((b"k" * 16, b"c" * 32),))])

    second = asyncio.create_task(file.write_all([(ADD_CARD, ((b"l" * 16, b"d" * 32),))]))
    await asyncio.sleep(0.1)

    assert not second.done()
    held.set()
    await second


async def test_whoever_casts_nearly_alone_is_answered_when_no_log_tells_the_ballot_from_others(
    tmp_path: Path, held: asyncio.Event
) -> None:
    box = await given_a_box(tmp_path)
    held.clear()

    alone = asyncio.create_task(cast(box, LATE))
    await asyncio.sleep(0.1)

    assert not alone.done()
    held.set()
    await alone
    assert (tmp_path / NAME / f"{BOX}-wal").stat().st_size == 0


async def test_a_log_that_cannot_be_synced_leaves_nothing_and_no_card_is_spent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = await given_a_box(tmp_path)

    def fail(_: Path) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as failing:
        failing.setattr(box_writer, "sync_file", fail)
        answers = await herd(box)

    assert {type(answer) for answer in answers} == {CannotSave}
    assert await box.ballots("motion") == ()
    assert await herd(box) == [None] * len(HERD)


async def test_ballots_that_cannot_be_brought_into_the_file_are_kept_and_nobody_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = await given_a_box(tmp_path)

    async def fail(_: BoxWriter) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as failing:
        failing.setattr(BoxWriter, "settle", fail)
        assert await herd(box) == [None] * len(HERD)
    await cast(box, LATE)

    assert len(await box.ballots("motion")) == len(HERD) + 1
    await box.close()
    OPEN.clear()
    again = await reopened(tmp_path)
    assert again.cast_number("motion") == len(HERD) + 1


async def test_an_open_box_has_no_file_beside_it_that_grows(tmp_path: Path) -> None:
    box = await given_a_box(tmp_path)
    for number in HERD:
        await cast(box, number)

    sizes = {one.name: one.stat().st_size for one in (tmp_path / NAME).iterdir()}

    assert sizes.keys() == {BOX, f"{BOX}-wal"}
    assert sizes[f"{BOX}-wal"] == 0
