"""A medium that hangs in the system holds the hall up no longer than it has patience."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from copied_box import NAME, attach, cast, close_all, given_a_box, rows, was_told

from kiosk.store import second_copy
from kiosk.store.copy_folder import BOX
from kiosk.store.database import Database

HANGS = 20  # seconds, if nobody lets it go on


@pytest.fixture(autouse=True)
async def _closed_however_it_ends() -> AsyncIterator[None]:
    yield
    await close_all()


async def test_a_copy_that_hangs_holds_the_hall_up_no_longer_than_its_patience(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    lost: list[str] = []
    monkeypatch.setattr(second_copy, "COPIED_WITHIN", 1.0)
    box = await given_a_box(data)
    file = await box.sure_file()
    await attach(file, data, copy, lost)
    go_on = given_a_hanging_medium(file)

    start = time.monotonic()
    await asyncio.gather(*(cast(box, number) for number in range(20)))
    first = time.monotonic() - start
    await cast(box, 21)
    both = time.monotonic() - start

    assert 1.0 <= first < HANGS / 2
    assert both - first < 1.0
    assert was_told(lost, "TimeoutError")
    go_on.set()


def given_a_hanging_medium(file: Database) -> threading.Event:
    """The copy's next ballot hangs in the system until the event is set."""
    go_on = threading.Event()
    there = file.copy._there
    assert there is not None
    there.create_function("hang", 0, lambda: go_on.wait(HANGS) and None)
    there.execute("CREATE TEMP TRIGGER slow AFTER UPDATE ON spent BEGIN SELECT hang(); END")
    return go_on


async def test_what_hung_changes_nothing_in_a_copy_that_was_made_whole_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    monkeypatch.setattr(second_copy, "COPIED_WITHIN", 0.3)
    box = await given_a_box(data)
    file = await box.sure_file()
    await attach(file, data, copy, [])
    go_on = given_a_hanging_medium(file)
    await cast(box, 1)

    with pytest.raises((sqlite3.OperationalError, TimeoutError)):  # what hangs holds its lock
        await attach(file, data, copy, [])
    await file.copy.close()
    go_on.set()
    await box.stop("motion")
    await attach_when_free(file, data, copy)
    await box.add_cards(["another"])

    assert rows(copy / NAME / BOX) == rows(data / NAME / BOX)


async def attach_when_free(file: Database, data: Path, copy: Path) -> None:
    """As soon as what hung has let go of its lock."""
    for _ in range(100):
        try:
            return await attach(file, data, copy, [])
        except (sqlite3.OperationalError, TimeoutError):
            await asyncio.sleep(0.05)
    raise AssertionError("it never let go")


async def test_what_hung_before_it_began_changes_nothing_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    monkeypatch.setattr(second_copy, "COPIED_WITHIN", 0.3)
    box = await given_a_box(data)
    file = await box.sure_file()
    await attach(file, data, copy, [])
    go_on, there = threading.Event(), file.copy._there
    assert there is not None
    there.set_trace_callback(lambda sql: go_on.wait(HANGS) and None if "BEGIN" in sql else None)
    await box.stop("motion")

    await attach(file, data, copy, [])
    await box.start("motion")
    go_on.set()
    await asyncio.sleep(0.3)

    assert rows(copy / NAME / BOX) == rows(data / NAME / BOX)
