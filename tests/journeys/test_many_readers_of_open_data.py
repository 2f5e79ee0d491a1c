"""What is open to everybody is made once, and whoever downloads it makes nobody wait."""

import asyncio
import json
from pathlib import Path

import aiohttp
from full_box import POLL, fill
from journey import Running, start_kiosk

from kiosk.prepared import MOST_BYTES, Prepared

READERS = 24


async def published(data: Path, ballots: int) -> Running:
    await fill(data, ballots=ballots, projects=30)
    running = await start_kiosk(data)
    await running.chair(POLL, "close")
    await running.chair(POLL, "count")
    await running.chair(POLL, "publish")
    return running


async def read_all(url: str) -> bytes:
    async with aiohttp.ClientSession() as reader, reader.get(url) as answer:
        assert answer.status == 200, await answer.text()
        return await answer.read()


async def test_many_readers_get_the_same_whole_answer(tmp_path: Path) -> None:
    running = await published(tmp_path / "data", 3_000)
    try:
        for what in ("ballots", "result"):
            url = f"{running.url}/api/v1/polls/{POLL}/{what}"
            bodies = await asyncio.gather(*(read_all(url) for _ in range(READERS)))
            assert len(set(bodies)) == 1
            content = json.loads(bodies[0])
            assert content["poll"] == POLL
            if what == "ballots":
                assert sum(number for _, number in content["ballots"]) == 3_000
            async with running.browser.head(url) as head:
                assert (head.status, await head.read()) == (200, b"")
                assert head.content_length == len(bodies[0])
    finally:
        await running.stop()


async def test_a_reader_who_stops_reading_holds_a_part_and_no_copy(tmp_path: Path) -> None:
    running = await published(tmp_path / "data", 3_000)
    address = running.runner.addresses[0][:2]
    lines = []
    try:
        for _ in range(READERS):
            _, line = await asyncio.open_connection(*address)
            line.write(f"GET /api/v1/polls/{POLL}/ballots HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            lines.append(line)
        await asyncio.sleep(0.5)
        server = running.runner.server
        assert server is not None
        for one in server.connections:
            held = getattr(one.transport, "get_write_buffer_size", int)()
            assert held <= 2 * 2**16
        status, _ = await running.get("/results")
        assert status == 200
    finally:
        for line in lines:
            line.close()
        await running.stop()


async def test_an_answer_is_made_once_and_anew_where_its_count_is_another() -> None:
    prepared: Prepared[bytes] = Prepared()
    made = 0

    async def make() -> bytes:
        nonlocal made
        made += 1
        await asyncio.sleep(0.01)
        return b"{}"

    first, second = object(), object()
    await asyncio.gather(*(prepared.made("a", first, make) for _ in range(READERS)))
    assert made == 1
    await prepared.made("a", second, make)
    await prepared.made("b", second, make)
    assert made == 3


async def test_what_is_kept_is_bounded_and_the_oldest_goes_first() -> None:
    prepared: Prepared[bytes] = Prepared(100)
    made = []

    async def ask(name: str, size: int = 40) -> None:
        async def make() -> bytes:
            made.append(name)
            return bytes(size)

        await prepared.made(name, None, make)

    for name in ("a", "b", "a", "c", "a", "b"):
        await ask(name)
    assert made == ["a", "b", "c", "b"]
    await ask("larger than all", 200)
    await ask("a")
    assert made[-1] == "a"
    assert MOST_BYTES <= 64 * 2**20


async def test_a_failure_is_told_and_not_kept() -> None:
    prepared: Prepared[bytes] = Prepared()
    tries = 0

    async def make() -> bytes:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise LookupError
        return b"{}"

    found = await asyncio.gather(
        *(prepared.made("a", None, make) for _ in range(3)), return_exceptions=True
    )
    assert all(isinstance(one, LookupError) for one in found)
    assert await prepared.made("a", None, make) == b"{}"


async def test_a_reader_who_leaves_stops_nobody_else() -> None:
    prepared: Prepared[bytes] = Prepared()

    async def make() -> bytes:
        await asyncio.sleep(0.05)
        return b"{}"

    first = asyncio.create_task(prepared.made("a", None, make))
    await asyncio.sleep(0.01)
    second = asyncio.create_task(prepared.made("a", None, make))
    await asyncio.sleep(0.01)
    first.cancel()
    assert await second == b"{}"
