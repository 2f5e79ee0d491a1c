"""A file is asked once between two writes; who looks after one never reads what was before it."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiosqlite
import pytest
import pytest_asyncio

from kiosk.domain.lifecycle import State
from kiosk.store import polls
from kiosk.store.database import Database, open_roll


@pytest_asyncio.fixture
async def roll(tmp_path: Path) -> AsyncIterator[Database]:
    """The file of a meeting with one poll."""
    opened = await open_roll(tmp_path / "roll.sqlite")
    async with opened.write() as tx:
        await polls.add(tx, ["motion"])
    yield opened
    await opened.close()


async def move(roll: Database, state: State) -> None:
    async with roll.write() as tx:
        await polls.move(tx, "motion", state)


async def test_many_looks_between_two_writes_ask_the_file_once(roll: Database) -> None:
    asked = 0

    async def states(read: aiosqlite.Connection) -> dict[str, State]:
        nonlocal asked
        asked += 1
        return await polls.states(read)

    for state in (State.OPEN, State.PAUSED):
        await move(roll, state)
        for _ in range(5):
            assert await roll.known(states) == {"motion": state}
    assert asked == 2


async def test_a_look_that_began_before_a_write_is_not_kept_behind_it(roll: Database) -> None:
    goes_on = asyncio.Event()

    async def slowly(read: aiosqlite.Connection) -> dict[str, State]:
        before = await polls.states(read)
        await goes_on.wait()
        return before

    look = asyncio.create_task(roll.known(slowly))
    await asyncio.sleep(0.05)
    await move(roll, State.OPEN)
    goes_on.set()

    assert await look == {"motion": State.DRAFT}
    assert await roll.known(slowly) == {"motion": State.OPEN}


async def test_a_look_into_the_middle_of_a_write_is_not_kept(roll: Database) -> None:
    async with roll.write() as tx:
        await polls.move(tx, "motion", State.OPEN)
        assert await roll.known(polls.states) == {"motion": State.DRAFT}

    assert await roll.known(polls.states) == {"motion": State.OPEN}


async def test_what_was_undone_is_not_known(roll: Database) -> None:
    await move(roll, State.OPEN)

    async def fail() -> None:
        async with roll.write() as tx:
            await polls.move(tx, "motion", State.CLOSED)
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    assert await roll.known(polls.states) == {"motion": State.OPEN}


@pytest.mark.parametrize("times", [1, 2])
async def test_a_commit_that_nobody_waits_for_is_known_when_it_is_made(
    roll: Database, times: int
) -> None:
    assert await roll.known(polls.states) == {"motion": State.DRAFT}

    async def open_it() -> None:
        async with roll.write() as tx:
            await polls.move(tx, "motion", State.OPEN)
            disk = asyncio.ensure_future(roll.writer._execute(time.sleep, 0.2))
            await asyncio.sleep(0)  # the commit stands behind it
        await disk

    writing = asyncio.create_task(open_it())
    await asyncio.sleep(0.1)
    for _ in range(times):  # the second time not even its undoing is waited for
        writing.cancel()
        await asyncio.sleep(0.01)
    await asyncio.gather(writing, return_exceptions=True)
    await roll.known(polls.states)

    assert writing.cancelled()
    await roll.writer._execute(time.sleep, 0)  # all that was begun is over
    assert await polls.state(roll.read, "motion") is State.OPEN
    assert await roll.known(polls.states) == {"motion": State.OPEN}
