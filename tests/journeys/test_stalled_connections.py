"""Connections that stall, come in crowds or never end harm no honest phone."""

import asyncio
import socket
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest
from journey import PIN, given_a_quorum, until
from stalling import HALF_A_FORM, HALF_A_HEAD, POLL, STREAM, begun, cast, ended_of, is_ended, served

from kiosk import connections
from kiosk.commands import running

STALLED = 300
MANY_PAGES = b"GET /help HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 2_000
SHORT = 0.3  # seconds
LISTENS, GIVEN_UP = "0A", "0"  # a state and an inode, as /proc/net/tcp writes them


@pytest.mark.parametrize("most", [connections.MOST, 100])
async def test_three_hundred_stalled_connections_of_the_same_address_harm_no_honest_phone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopping: AsyncExitStack, most: int
) -> None:
    monkeypatch.setattr(connections, "MOST", most)
    monkeypatch.setattr(connections, "LOOK_EVERY", 0.02)
    hall = await stopping.enter_async_context(served(tmp_path))
    codes = await given_a_quorum(hall)
    await hall.post("/chair/enter", ("pin", PIN))
    await hall.post(f"/chair/poll/{POLL}/open")
    for number in range(STALLED):
        stopping.enter_context(closing(begun(hall, (HALF_A_HEAD, HALF_A_FORM)[number % 2])))

    answers = await asyncio.gather(*(cast(hall, code) for code in codes))

    assert answers == [200] * len(codes)


async def test_a_head_that_does_not_come_in_time_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopping: AsyncExitStack
) -> None:
    monkeypatch.setattr(running, "SILENCE", SHORT)
    hall = await stopping.enter_async_context(served(tmp_path))
    silent = stopping.enter_context(closing(begun(hall, b"")))
    half = stopping.enter_context(closing(begun(hall, HALF_A_HEAD)))
    stream = stopping.enter_context(closing(begun(hall, STREAM)))

    assert await is_ended(silent)
    assert await is_ended(half)
    assert not await is_ended(stream, 2 * SHORT)


async def test_a_form_that_does_not_come_in_time_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopping: AsyncExitStack
) -> None:
    monkeypatch.setattr(connections, "FORM_WITHIN", SHORT)
    hall = await stopping.enter_async_context(served(tmp_path))
    half = stopping.enter_context(closing(begun(hall, HALF_A_FORM)))
    head = stopping.enter_context(closing(begun(hall, HALF_A_HEAD)))

    assert await is_ended(half)
    assert not await is_ended(head, 2 * SHORT)


async def test_of_too_many_connections_the_largest_crowd_loses_its_oldest_idle_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopping: AsyncExitStack
) -> None:
    monkeypatch.setattr(connections, "MOST", 30)
    monkeypatch.setattr(connections, "YOUNG", 0.0)
    monkeypatch.setattr(connections, "LOOK_EVERY", 0.02)
    hall = await stopping.enter_async_context(served(tmp_path))

    def come(what: bytes, number: int, source: str) -> list[socket.socket]:
        lines = [begun(hall, what, source=source) for _ in range(number)]
        for line in lines:
            stopping.enter_context(closing(line))
        return lines

    few = come(b"", 5, "127.0.0.1")
    streams = come(STREAM, 3, "127.0.0.2")
    await hall.get("/")
    crowd = come(HALF_A_HEAD, 25, "127.0.0.2")
    late = come(HALF_A_HEAD, 10, "127.0.0.2")

    ended = await ended_of(crowd, 13, grace=SHORT)
    kept = await asyncio.gather(*(is_ended(line, SHORT) for line in (*few, *streams, *late)))
    assert ended == [True] * 13 + [False] * 12
    assert not any(kept)


async def test_who_asks_and_never_reads_keeps_no_connection_open(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stopping: AsyncExitStack,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(connections, "MOST", 1)
    monkeypatch.setattr(connections, "LOOK_EVERY", 4.0)
    hall = await stopping.enter_async_context(served(tmp_path))
    port = int(hall.url.rpartition(":")[2])
    await until(lambda: not ends_at(port))
    for _ in range(2):
        line = stopping.enter_context(closing(begun(hall, b"")))
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        await asyncio.get_running_loop().sock_sendall(line, MANY_PAGES)

    await until(lambda: ends_at(port) == 2)
    # the buffers on the way are full long before it looks
    await until(lambda: any("too many connections" in one for one in caplog.messages), seconds=30)

    await until(lambda: ends_at(port) == 1)


def ends_at(port: int) -> int:
    """How many connections the program holds open at that port of its own."""
    lines = map(str.split, Path("/proc/net/tcp").read_text("ascii").splitlines()[1:])
    return sum(
        int(words[1].rpartition(":")[2], 16) == port
        and words[3] != LISTENS
        and words[9] != GIVEN_UP
        for words in lines
    )
