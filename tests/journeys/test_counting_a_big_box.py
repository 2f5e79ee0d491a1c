"""A long count holds nobody up, shows how far it is, can be stopped, and dies with the kiosk."""

import asyncio
import contextlib
import json
import os
import signal
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from busy import busy
from full_box import POLL, SECOND, fill
from journey import Running, counting_over, start_kiosk, until
from program import answering, own_screen, start

from kiosk.actions.counting import count_poll
from kiosk.domain.tally import count_question
from kiosk.meeting.doors import Role
from kiosk.proof.seal import KEY_SIZE
from kiosk.store import polls

KEY = bytes(range(KEY_SIZE))
SLOW: dict[str, Any] = {"ballots": 20_000, "projects": 60}  # about fifteen seconds
LARGE: dict[str, Any] = {
    "ballots": 30_000,
    "projects": 10,
}  # its ballots and their record take longer than it
LONGEST_GAP = 1.5  # seconds between two answers, on a machine that does much else beside
QUICK: dict[str, Any] = {"ballots": 1_000, "projects": 20}


def is_there(process: int) -> bool:
    return Path(f"/proc/{process}").exists()


def workers(parent: int) -> list[int]:
    """The processes that count for a kiosk, those included that ended and were not fetched."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        if int(told[1]) == parent:
            found.append(int(folder.name))
    return found


async def given_a_count_under_way(data: Path, stopping: AsyncExitStack) -> Running:
    await fill(data, **SLOW)
    running = await start_kiosk(data)
    stopping.push_async_callback(running.stop)
    status, page = await running.step(POLL, "close")
    assert status == 200
    assert "Stop counting" in page
    assert 'http-equiv="refresh"' in page
    return running


class Visitor:
    """Somebody who asks for a page again and again. ``gaps``: seconds from answer to answer."""

    def __init__(self, running: Running) -> None:
        self.gaps: list[float] = []
        self._visit = asyncio.create_task(self._ask(running))

    async def _ask(self, running: Running) -> None:
        answered = time.perf_counter()
        try:
            while True:
                status, _ = await running.get("/healthz")
                assert status == 200
                before, answered = answered, time.perf_counter()
                self.gaps.append(answered - before)
                await asyncio.sleep(0.01)
        finally:
            self.gaps.append(time.perf_counter() - answered)  # the answer that is still awaited

    async def leave(self) -> None:
        """Raises what went wrong meanwhile."""
        self._visit.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._visit


async def test_other_votes_go_on_while_a_big_box_is_counted(
    tmp_path: Path, stopping: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = await given_a_count_under_way(tmp_path / "data", stopping)
    monkeypatch.setattr(count_poll, "SOON", 30)  # seconds: short also on a busy machine
    visitor = Visitor(running)

    opened, other = await running.post(f"/chair/poll/{SECOND}/open")
    closed, result = await running.post(f"/chair/poll/{SECOND}/close")
    await until(lambda: len(visitor.gaps) > 20)
    _, page = await running.get("/chair")
    await visitor.leave()

    assert "Counting: 20,000 of 20,000 ballots" in page
    assert (opened, closed) == (200, 200)
    assert "Open now" in other
    assert "Publish result" in result
    assert POLL in running.kiosk.hall.sitting.counts.under_way


@pytest.mark.parametrize("key", [b"", KEY], ids=["plain", "sealed"])
async def test_pages_answer_from_the_close_until_the_result_is_signed(
    tmp_path: Path, stopping: AsyncExitStack, key: bytes
) -> None:
    # given a full box, and somebody who looks at pages
    await fill(tmp_path / "data", **LARGE, key=key)
    running = await start_kiosk(tmp_path / "data")
    stopping.push_async_callback(running.stop)
    sitting = running.kiosk.hall.sitting
    if key:
        sitting.box.unlock(POLL, key)
    visitor = Visitor(running)

    # when it is counted, signed, and the next event is signed after it
    await running.step(POLL, "close", ("lot", "2 2 6"))
    await until(lambda: POLL not in sitting.counts.under_way, seconds=60)
    published, _ = await running.post(f"/chair/poll/{POLL}/publish")
    await visitor.leave()

    # then nobody waited long, not once
    assert published == 200
    assert len(sitting.trackers[POLL]) == LARGE["ballots"]
    assert len(visitor.gaps) > 5
    assert max(visitor.gaps) < LONGEST_GAP


async def test_a_count_that_is_stopped_leaves_the_poll_closed_and_can_be_begun_again(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    running = await given_a_count_under_way(tmp_path / "data", stopping)

    _, stopped = await running.post(f"/chair/poll/{POLL}/stop")
    processes = workers(os.getpid())
    refused, _ = await running.post(f"/chair/poll/{POLL}/publish")
    _, again = await running.post(f"/chair/poll/{POLL}/count")

    assert "Stop counting" not in stopped
    assert f'action="/chair/poll/{POLL}/count"' in stopped
    assert processes == []
    assert refused == 409
    assert "Stop counting" in again


async def test_a_poll_is_never_counted_twice_at_a_time(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    running = await given_a_count_under_way(tmp_path / "data", stopping)

    pages = await asyncio.gather(
        *(running.post(f"/chair/poll/{POLL}/count") for _ in range(3)),
        running.post(f"/chair/poll/{POLL}/count", ("lot", "3 5 1")),
    )

    assert [status for status, _ in pages] == [200, 200, 200, 409]
    assert len(workers(os.getpid())) == 1


async def test_a_counting_process_that_is_killed_is_told_to_the_chair(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    running = await given_a_count_under_way(tmp_path / "data", stopping)
    (worker,) = workers(os.getpid())

    os.kill(worker, signal.SIGKILL)
    await until(lambda: not running.kiosk.hall.sitting.counts.under_way)
    _, page = await running.get("/chair")

    assert "The count stopped. Press Count." in page
    assert f'action="/chair/poll/{POLL}/count"' in page
    assert workers(os.getpid()) == []


async def test_a_short_count_shows_its_result_in_the_answer_and_is_right(
    tmp_path: Path, stopping: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(count_poll, "SOON", 30)  # seconds: short also on a busy machine
    ballots = await fill(tmp_path / "data", **QUICK)
    running = await start_kiosk(tmp_path / "data")
    stopping.push_async_callback(running.stop)

    _, page = await running.step(POLL, "close", ("lot", "2 2 6"))

    sitting = running.kiosk.hall.sitting
    question = sitting.poll(POLL).questions[0]
    assert "Publish result" in page
    counted = sitting.results[POLL][question.id]
    assert counted == count_question(question, ballots, present=None, members=None)
    closed = await polls.closed(sitting.roll.read, POLL)
    assert closed is not None
    assert closed.recorded
    assert len(sitting.trackers[POLL]) == QUICK["ballots"]


async def test_a_published_result_says_so_while_it_is_counted_again(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    await fill(tmp_path / "data", **QUICK)
    running = await start_kiosk(tmp_path / "data")
    await running.step(POLL, "close", ("lot", "2 2 6"))
    await until(lambda: POLL in running.kiosk.hall.sitting.results, 30)
    await running.post(f"/chair/poll/{POLL}/publish")
    await running.stop()

    again = await start_kiosk(tmp_path / "data")
    stopping.push_async_callback(again.stop)
    early, sentence = await again.get(f"/results/{POLL}")
    await counting_over(again)
    late, _ = await again.get(f"/results/{POLL}")

    assert (early, late) == (409, 200)
    assert "The votes are being counted." in sentence


@pytest.mark.timeout(180)
async def test_a_kiosk_killed_while_it_counts_answers_at_once_and_counts_again(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    # given a kiosk that counts
    data = tmp_path / "data"
    await fill(data, **SLOW)
    url = f"http://127.0.0.1:{unused_tcp_port}"
    words = ("serve", "--data", str(data), "--port", str(unused_tcp_port))
    running = await start_kiosk(data)  # for its PIN only
    await running.kiosk.hall.doors.set_pin(Role.CHAIR, "13572468")
    await running.stop()
    kiosk = await start(*words)
    await answering(url)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as chair:
        await own_screen(chair, data)
        await chair.post(f"{url}/chair/enter", data={"pin": "13572468"})
        await chair.post(f"{url}/chair/poll/{POLL}/close", data={})
    await until(lambda: bool(workers(kiosk.pid)), seconds=30)
    (worker,) = workers(kiosk.pid)

    # when it is killed
    kiosk.send_signal(signal.SIGKILL)
    await kiosk.communicate()
    await until(lambda: not is_there(worker))
    longer = busy()
    begun = time.monotonic()
    kiosk = await start(*words)
    await answering(url)
    seconds = time.monotonic() - begun
    async with aiohttp.ClientSession() as public, public.get(f"{url}/api/v1/assembly") as told:
        state = json.loads(await told.text())["polls"][0]["state"]
    await until(lambda: bool(workers(kiosk.pid)), seconds=30)
    counting = workers(kiosk.pid)
    kiosk.send_signal(signal.SIGTERM)
    await kiosk.communicate()

    # then it answers while it counts again, and leaves nothing behind when it is stopped
    assert state == "closed"
    assert len(counting) == 1
    assert seconds < 5 * longer
    assert not is_there(counting[0])
