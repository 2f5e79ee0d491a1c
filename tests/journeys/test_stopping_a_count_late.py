"""A count that is stopped while its result is signed is finished, and its paper follows."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from full_box import POLL, fill
from journey import start_kiosk
from test_the_log_of_the_meeting import events_in

from kiosk.actions.counting import count_poll
from kiosk.actions.log.keep_record import keep_record
from kiosk.domain.happening import Happening


async def test_the_closing_report_follows_a_result_that_was_signed_while_the_chair_stopped_it(
    tmp_path: Path, stopping: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a count whose result is being signed
    signing, go_on = asyncio.Event(), asyncio.Event()

    async def slow(*words: object, **named: object) -> None:
        signing.set()
        await go_on.wait()
        await keep_record(*words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(count_poll, "keep_record", slow)
    await fill(tmp_path / "data", ballots=100, projects=20)
    running = await start_kiosk(tmp_path / "data")
    stopping.push_async_callback(running.stop)
    running.kiosk.hall.due = asyncio.Queue()  # nobody prints from this one
    closing = asyncio.create_task(running.step(POLL, "close", ("lot", "2 2 6")))
    await signing.wait()

    # when the chair stops it, and once more
    stops = [asyncio.create_task(running.post(f"/chair/poll/{POLL}/stop")) for _ in range(2)]
    await asyncio.sleep(0.3)
    go_on.set()
    await asyncio.gather(closing, *stops)

    # then the signed result is there with its report, and the log tells of no stop
    sitting = running.kiosk.hall.sitting
    assert POLL in sitting.results
    assert running.kiosk.hall.due.get_nowait() == f"closing-{POLL}"
    assert Happening.COUNT_STOPPED not in [one.what for one in await events_in(sitting.roll)]
