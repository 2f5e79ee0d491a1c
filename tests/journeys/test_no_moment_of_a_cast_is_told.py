"""Whoever watches every address and stream learns no more of a cast than the turnout's clock."""

import asyncio
import contextlib
import random
import re

import pytest
from journey import Running, given_a_quorum, until

from kiosk.actions.tell_turnout import look_at_turnout
from kiosk.live import Audience, News

MOTION = "young-voters"
WATCHED = (
    "/api/v1/assembly",
    "/screen",
    "/metrics",
    "/healthz",
    "/tracker",
    "/results",
    "/booth",
    "/desk",
    "/chair",
    f"/chair/poll/{MOTION}",
    f"/chair/poll/{MOTION}/close",
    "/",
)


TOKEN = re.compile(r'(name="(?:once|token|seen)" value|nonce)="[^"]*"')


def without_nonces(page: str) -> str:
    """The page without what is drawn anew each time it is asked for."""
    return TOKEN.sub("", page)


async def open_and_print(demo: Running) -> None:
    """Open the poll, and wait until the report of it is out and told."""
    await demo.chair(MOTION, "open")
    hall, behind = demo.kiosk.hall, "no report"
    hall.asked[behind] += 1
    hall.due.put_nowait(behind)  # reports come in their order: when this one is done, all are
    await until(lambda: not hall.asked[behind], seconds=30)
    assert demo.kiosk.demo is not None
    assert demo.kiosk.demo.printer.pictures


async def seen(demo: Running) -> dict[str, str]:
    return {path: without_nonces((await demo.get(path))[1]) for path in WATCHED}


async def vote(demo: Running, code: str) -> None:
    path = f"/card/{code}/poll/{MOTION}"
    await demo.post(path, ("motion", "yes"), ("step", "check"))
    status, _ = await demo.post(path, ("motion", "yes"), ("step", "cast"))
    assert status == 200


@pytest.mark.parametrize("seed", range(6))
async def test_nothing_anybody_can_open_changes_at_a_cast(demo: Running, seed: int) -> None:
    codes = await given_a_quorum(demo)
    await open_and_print(demo)
    chance = random.Random(seed)
    chance.shuffle(codes)
    before = chance.randrange(0, 9)
    for code in codes[:before]:
        await vote(demo, code)
    look_at_turnout(demo.kiosk.hall)
    at_first = await seen(demo)

    for code in codes[before : before + chance.randrange(1, 6)]:
        await vote(demo, code)
        assert await seen(demo) == at_first


async def test_no_stream_speaks_at_a_cast(demo: Running) -> None:
    codes = await given_a_quorum(demo)
    await open_and_print(demo)
    heard: list[News] = []

    async def listen(audience: Audience) -> None:
        with demo.kiosk.hall.hub.listening(audience) as news:
            async for one in news:
                heard.append(one)

    listening = [asyncio.create_task(listen(one)) for one in Audience]
    await asyncio.sleep(0)
    for code in codes[:7]:
        await vote(demo, code)
    at_casts = list(heard)
    look_at_turnout(demo.kiosk.hall)
    await asyncio.sleep(0)
    for task in listening:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    assert at_casts == []
    assert News.TURNOUT in heard


async def test_the_exact_number_is_in_no_answer_before_the_result_is_published(
    demo: Running,
) -> None:
    codes = await given_a_quorum(demo)
    await open_and_print(demo)
    for code in codes[:7]:
        await vote(demo, code)
    look_at_turnout(demo.kiosk.hall)
    _, while_open = await demo.get("/api/v1/assembly")
    await demo.chair(MOTION, "close")
    look_at_turnout(demo.kiosk.hall)
    _, closed = await demo.get("/api/v1/assembly")
    await demo.chair(MOTION, "publish")
    _, published = await demo.get("/api/v1/assembly")

    assert '"turnout": 5' in while_open
    assert '"turnout": 5' in closed
    assert '"turnout": 7' in published
