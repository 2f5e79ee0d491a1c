"""What is fixed about a poll from its close on, as the roll keeps it."""

from pathlib import Path

import pytest

from kiosk.domain.errors import NoSuchPoll
from kiosk.store import polls
from kiosk.store.database import Database, open_roll
from kiosk.store.polls import ClosedPoll

COUNTED = ClosedPoll(
    present=12, members=None, seed="4 2 6", tied=("oak", "elm"), recorded="0a" * 32
)


async def given_a_poll(folder: Path) -> Database:
    roll = await open_roll(folder / "roll.sqlite")
    async with roll.write() as tx:
        await polls.add(tx, ["motion"])
    return roll


async def test_nothing_is_fixed_before_the_close(tmp_path: Path) -> None:
    roll = await given_a_poll(tmp_path)

    assert await polls.closed(roll.read, "motion") is None
    with pytest.raises(NoSuchPoll):
        await polls.closed(roll.read, "other")
    await roll.close()


async def test_what_was_kept_is_read_back(tmp_path: Path) -> None:
    roll = await given_a_poll(tmp_path)

    async with roll.write() as tx:
        await polls.keep_closed(tx, "motion", COUNTED)

    assert await polls.closed(roll.read, "motion") == COUNTED
    await roll.close()


async def test_a_result_that_is_not_signed_yet_says_nothing_of_a_root(tmp_path: Path) -> None:
    """A kiosk of before took the key alone as a signed result."""
    roll = await given_a_poll(tmp_path)

    async with roll.write() as tx:
        await polls.keep_closed(
            tx, "motion", ClosedPoll(present=1, members=2, seed="", tied=("oak",))
        )

    ((kept,),) = await roll.read.execute_fetchall("SELECT outcome FROM poll")
    assert kept == '{"present":1,"members":2,"seed":"","tied":["oak"]}'
    await roll.close()
