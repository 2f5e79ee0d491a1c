"""Whoever is cancelled or closes the box in the middle leaves no transaction and no open answer."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosqlite.cursor import Cursor

from kiosk.domain.errors import CannotSave
from kiosk.store.box import Box
from kiosk.store.database import open_roll

OPENING = bytes(32)


@contextlib.contextmanager
def somebody_else_writes(file: Path) -> Iterator[None]:
    """Another program holds the file, so that a BEGIN stays in flight."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def given_a_box(folder: Path) -> Box:
    box = await Box.open_and_read(folder / "box.sqlite")
    await box.prepare("motion", longest=40)
    await box.add_cards(["A", "B"])
    await box.start("motion")
    return box


async def test_a_writer_cancelled_while_it_begins_leaves_the_file_to_the_next(
    tmp_path: Path,
) -> None:
    roll = await open_roll(tmp_path / "roll.sqlite")

    async def write() -> None:
        async with roll.write() as tx:
            await tx.execute("PRAGMA user_version")

    with somebody_else_writes(roll.path):
        cancelled = asyncio.create_task(write())
        await asyncio.sleep(0.1)
        cancelled.cancel()
        await asyncio.sleep(0.1)

    with pytest.raises(asyncio.CancelledError):
        await cancelled
    await write()
    assert not roll.writer.in_transaction
    await roll.close()


async def test_no_answer_that_somebody_still_holds_forbids_a_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[Cursor] = []
    init = Cursor.__init__

    def hold(self: Cursor, *given: Any) -> None:
        init(self, *given)
        held.append(self)

    monkeypatch.setattr(Cursor, "__init__", hold)
    box = await given_a_box(tmp_path)
    roll = await open_roll(tmp_path / "roll.sqlite")
    async with roll.write() as tx:
        await tx.execute("PRAGMA user_version")

    assert held
    await roll.close()
    await box.close()


async def test_a_change_that_cannot_be_undone_is_a_change_that_cannot_be_saved(
    tmp_path: Path,
) -> None:
    roll = await open_roll(tmp_path / "roll.sqlite")

    async def write_and_fail() -> None:
        async with roll.write():
            await roll.writer.close()
            raise LookupError

    with pytest.raises(CannotSave):
        await write_and_fail()

    await roll.close()


async def test_closing_the_box_answers_the_cast_in_the_middle_of_a_commit(
    tmp_path: Path,
) -> None:
    box = await given_a_box(tmp_path)

    async with box.file.database.lock:  # something else is written: the cast stays in flight
        cast = asyncio.create_task(box.cast("motion", "A", text=b"yes", opening=OPENING))
        await asyncio.sleep(0.1)
        closing = asyncio.create_task(box.close())
        await asyncio.sleep(0.1)
    await asyncio.wait_for(asyncio.gather(cast, closing), timeout=5)

    again = await Box.open_and_read(tmp_path / "box.sqlite")
    assert again.cast_number("motion") == 1
    await again.close()


async def test_a_box_whose_closing_is_cancelled_still_answers_everybody(tmp_path: Path) -> None:
    box = await given_a_box(tmp_path)

    async with box.file.database.lock:  # something else is written: the cast stays in flight
        cast = asyncio.create_task(box.cast("motion", "A", text=b"yes", opening=OPENING))
        await asyncio.sleep(0.1)
        closing = asyncio.create_task(box.close())
        await asyncio.sleep(0.1)
        closing.cancel()
        await asyncio.sleep(0.1)

    (answer,) = await asyncio.wait_for(asyncio.gather(cast, return_exceptions=True), timeout=5)
    assert isinstance(answer, CannotSave)
    with pytest.raises(asyncio.CancelledError):
        await closing


async def test_a_closed_box_takes_no_cast(tmp_path: Path) -> None:
    box = await given_a_box(tmp_path)
    await box.close()
    await box.close()

    with pytest.raises(CannotSave):
        await asyncio.wait_for(box.cast("motion", "A", text=b"yes", opening=OPENING), timeout=5)
