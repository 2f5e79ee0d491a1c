"""A disk whose syncs fail under a real kiosk: no vote is confirmed, and the chair is told."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from disk_trace import Recorder, built_shim
from hall_over_http import Served, given_members, run, serve

POLL = "first"
MEMBERS = 24
SAVED = 6  # ballots before the disk fails
TOLD = "The kiosk could not save. Nothing was confirmed."


@pytest_asyncio.fixture
async def recorder(tmp_path: Path) -> Recorder:
    """The disk of a kiosk that has an assembly."""
    recorder = Recorder(built_shim(tmp_path), tmp_path / "trace", (tmp_path / "data",))
    people = {str(1000 + n): f"Member Number{n}" for n in range(MEMBERS)}
    source = given_members(tmp_path / "source", people, (POLL,))
    await run(
        "load", str(source), "--data", str(tmp_path / "data"), environment=recorder.environment
    )
    return recorder


@pytest_asyncio.fixture
async def hall(recorder: Recorder, tmp_path: Path) -> AsyncIterator[Served]:
    """The kiosk at work."""
    served = await serve(recorder.roots[0], tmp_path / "said", environment=recorder.environment)
    yield served
    await served.stop()


async def chair_page(hall: Served) -> str:
    async with hall.browser.get(f"{hall.url}/chair") as answer:
        return await answer.text()


async def test_no_vote_is_confirmed_while_no_sync_succeeds_and_the_open_page_of_the_chair_says_so(
    recorder: Recorder, hall: Served
) -> None:
    codes = [await hall.sign_in(str(1000 + n)) for n in range(MEMBERS)]
    await hall.chair(POLL, "open")
    first = [await hall.cast(POLL, code, place) for place, code in enumerate(codes[:SAVED], 1)]
    before = await chair_page(hall)

    async with hall.browser.get(f"{hall.url}/chair/live") as news:
        await news.content.readuntil(b"\n\n")  # it is open
        recorder.fail.touch()
        failed = await asyncio.gather(*(hall.cast(POLL, code, 99) for code in codes[SAVED:]))
        async with asyncio.timeout(5):
            while await news.content.readuntil(b"\n\n") != b"data: devices\n\n":
                pass
    said = await chair_page(hall)
    recorder.fail.unlink()
    again = [await hall.cast(POLL, code, 100 + n) for n, code in enumerate(codes[SAVED:])]
    well = await chair_page(hall)
    await hall.chair(POLL, "close")
    await hall.publish(POLL)

    assert first == [200] * SAVED
    assert failed == [503] * (MEMBERS - SAVED)
    assert again == [200] * (MEMBERS - SAVED)
    assert [TOLD in page for page in (before, said, well)] == [False, True, False]
    assert await hall.ballots(POLL) == Counter(
        [*range(1, SAVED + 1), *range(100, 100 + MEMBERS - SAVED)]
    )
