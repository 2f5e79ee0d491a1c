"""How long a vote is open goes on after a restart, whatever anybody does to the wall clock."""

import json
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from journey import Running, given_a_quorum, load, start_kiosk

from kiosk.actions.background import time_votes
from kiosk.shipped import demo_file
from kiosk.store import settings

POLL = "young-voters"


class Clocks:
    """The monotonic clock, and which run of the machine it belongs to."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.boot = "first"

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> Clocks:
    clocks = Clocks()
    monkeypatch.setattr(time_votes, "boot_id", lambda: clocks.boot)
    return clocks


async def given_an_open_vote(data: Path, clocks: Clocks, stopping: AsyncExitStack) -> Running:
    await load(data, demo_file())
    hall = await started(data, clocks, stopping)
    await given_a_quorum(hall)
    await hall.chair(POLL, "open")
    return hall


async def started(data: Path, clocks: Clocks, stopping: AsyncExitStack) -> Running:
    """A kiosk that has found by itself what was open, and finds it again by the test's clock."""
    running = await start_kiosk(data)
    stopping.push_async_callback(running.stop)
    hall = running.kiosk.hall
    found = set(hall.sitting.opened)
    hall.sitting.opened.clear()
    hall.monotonic = clocks.monotonic
    await time_votes.go_on_with_time(hall)
    assert set(hall.sitting.opened) == found
    return running


def open_for(hall: Running) -> float:
    now: Callable[[], float] = hall.kiosk.hall.monotonic
    return now() - hall.kiosk.hall.sitting.opened[POLL]


async def test_a_restart_of_the_program_takes_no_time_away(
    tmp_path: Path, clocks: Clocks, stopping: AsyncExitStack
) -> None:
    hall = await given_an_open_vote(tmp_path, clocks, stopping)
    clocks.seconds += 300
    await hall.stop()
    clocks.seconds += 60

    again = await started(tmp_path, clocks, stopping)

    assert open_for(again) == 360


async def test_a_restart_of_the_machine_goes_on_from_the_last_mark(
    tmp_path: Path, clocks: Clocks, stopping: AsyncExitStack
) -> None:
    hall = await given_an_open_vote(tmp_path, clocks, stopping)
    clocks.seconds += 300
    await time_votes.keep_marks(hall.kiosk.hall)
    clocks.seconds += 30
    await hall.stop()
    clocks.seconds, clocks.boot = 20.0, "second"

    again = await started(tmp_path, clocks, stopping)
    clocks.seconds += 15

    assert open_for(again) == 315


async def test_no_wall_clock_is_asked(
    tmp_path: Path, clocks: Clocks, stopping: AsyncExitStack
) -> None:
    hall = await given_an_open_vote(tmp_path, clocks, stopping)

    kept = await settings.kept(hall.kiosk.hall.sitting.roll.read, settings.open_time(POLL))

    assert json.loads(kept) == {"boot": "first", "at": 1000, "seconds": 0}


async def test_a_vote_that_is_over_is_not_timed_any_more(
    tmp_path: Path, clocks: Clocks, stopping: AsyncExitStack
) -> None:
    hall = await given_an_open_vote(tmp_path, clocks, stopping)
    await hall.chair(POLL, "close")
    await hall.stop()

    again = await started(tmp_path, clocks, stopping)

    assert POLL not in again.kiosk.hall.sitting.opened
