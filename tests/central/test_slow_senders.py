"""Whoever sends batches slowly, or nearly whole ones that never end, keeps no kiosk out."""

import asyncio
import socket
from contextlib import ExitStack, closing

import pytest
from given_a_kiosk import a_day

from kiosk.central import reading

KB = 2**10
HEAD = "POST /api/v1/records HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n"
PROMISED = 16 * 2**20 - 1


def sending(port: int, source: str, length: int, sent: int) -> socket.socket:
    """A connection from that address which promises so much and sends a part of it."""
    line = socket.create_connection(("127.0.0.1", port), source_address=(source, 0))
    line.setblocking(False)
    line.sendall(HEAD.format(length).encode() + bytes(sent))
    return line


async def answer(line: socket.socket) -> bytes:
    """The first line that is answered."""
    async with asyncio.timeout(30):
        return (await asyncio.get_running_loop().sock_recv(line, 4096)).split(b"\r\n")[0]


@pytest.mark.parametrize(
    ("crowd", "promised", "sent"),
    [
        ((1, 8), 32 * KB, 0),
        ((1, 8), 32 * KB, 1),
        ((1, 64), 4 * KB, 100),
        ((1, 30), 32 * KB, 32 * KB - 1),
        ((50, 2), 32 * KB, 32 * KB - 1),
        ((64, 1), 4 * KB, 10),
        ((8, 8), 32 * KB, 30 * KB),
        ((1, 8), PROMISED, 1),
    ],
)
async def test_an_honest_batch_is_taken_among_those_that_do_not_end(
    central_on_sqlite, monkeypatch, crowd, promised, sent
):
    monkeypatch.setattr(reading, "MOST_READING", 256 * KB)
    port = central_on_sqlite.port
    addresses, each = crowd
    with ExitStack() as over:
        for place in range(addresses):
            for _ in range(each):
                line = sending(port, f"127.0.0.{place + 2}", promised, sent)
                over.enter_context(closing(line))
                await asyncio.sleep(0)
        await asyncio.sleep(0.2)

        async with asyncio.timeout(10):
            async with central_on_sqlite.post("/api/v1/records", data=a_day().batch()) as taken:
                assert taken.status == 200, await taken.text()


async def test_the_address_that_holds_most_loses_its_oldest_batch_and_is_told_to_come_again(
    central_on_sqlite, monkeypatch
):
    monkeypatch.setattr(reading, "MOST_READING", 256 * KB)
    port = central_on_sqlite.port
    with ExitStack() as over:
        lines = []
        for source in ["127.0.0.3", *["127.0.0.2"] * 5]:
            lines.append(over.enter_context(closing(sending(port, source, 60 * KB, 50 * KB))))
            await asyncio.sleep(0.05)

        answers = [asyncio.create_task(answer(line)) for line in lines]
        first = await next(asyncio.as_completed(answers))
        done = [one.done() for one in answers]
        for one in answers:
            one.cancel()

    assert b"503" in first
    assert done == [False, True, False, False, False, False]


async def test_a_batch_that_does_not_come_in_time_is_given_up(central_on_sqlite, monkeypatch):
    monkeypatch.setattr(reading, "BATCH_WITHIN", 0.1)
    with closing(sending(central_on_sqlite.port, "127.0.0.2", 500, 499)) as line:
        assert b" 400 " in await answer(line)
