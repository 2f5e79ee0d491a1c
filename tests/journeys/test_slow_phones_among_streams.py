"""Where streams of news fill every connection, a phone that is slow to send still votes."""

import asyncio
import socket
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest
from journey import Running
from stalling import HALF_A_FORM, HALF_A_HEAD, STREAM, begun, is_ended, served

from kiosk import connections

MOST = 40
REST_OF_THE_FORM = b"a" * (500 - len("code="))
REST_OF_THE_HEAD = b"\r\n"
FORM = HALF_A_FORM + REST_OF_THE_FORM


@pytest.fixture
async def full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopping: AsyncExitStack
) -> Running:
    """A kiosk with more streams of two addresses than connections may stay open."""
    monkeypatch.setattr(connections, "MOST", MOST)
    monkeypatch.setattr(connections, "LOOK_EVERY", 0.02)
    hall = await stopping.enter_async_context(served(tmp_path))
    await crowd(hall, stopping, STREAM, MOST + 6)
    return hall


async def crowd(
    hall: Running, stopping: AsyncExitStack, what: bytes, number: int
) -> list[socket.socket]:
    """So many connections of two addresses that go on for ever."""
    lines = []
    for place in range(number):
        lines.append(begun(hall, what, source=f"127.0.0.{2 + place % 2}"))
        stopping.enter_context(closing(lines[-1]))
    await hall.get("/healthz")
    return lines


async def answer_to(
    hall: Running, first: bytes, later: bytes, *, after: float, source: str = "127.0.0.9"
) -> bytes:
    """What a phone hears that sends the second part so many seconds after the first."""
    loop = asyncio.get_running_loop()
    with closing(begun(hall, first, source=source)) as line:
        await asyncio.sleep(after)
        try:
            await loop.sock_sendall(line, later)
            return await asyncio.wait_for(loop.sock_recv(line, 12), 5)
        except ConnectionError:
            return b""


@pytest.mark.parametrize("after", [0.4])
@pytest.mark.parametrize(
    ("first", "later"),
    [
        (HALF_A_FORM, REST_OF_THE_FORM),
        (FORM[:-1], FORM[-1:]),
        (b"", FORM),
        (HALF_A_FORM[:40], FORM[40:]),
        (HALF_A_HEAD, REST_OF_THE_HEAD),
    ],
    ids=["half a form", "nearly all", "nothing", "half a form's head", "half a head"],
)
async def test_a_slow_phone_is_answered_while_streams_take_all_connections(
    full: Running, stopping: AsyncExitStack, first: bytes, later: bytes, after: float
) -> None:
    phone = asyncio.create_task(answer_to(full, first, later, after=after))
    await asyncio.sleep(0.05)
    await crowd(full, stopping, STREAM, 6)

    assert (await phone).startswith(b"HTTP/1.1 ")


async def test_a_slow_phone_of_the_same_address_as_all_streams_is_answered(
    full: Running, stopping: AsyncExitStack
) -> None:
    form = (HALF_A_FORM, REST_OF_THE_FORM)
    phone = asyncio.create_task(answer_to(full, *form, after=0.5, source="127.0.0.2"))
    await asyncio.sleep(0.05)
    await crowd(full, stopping, STREAM, 8)

    assert (await phone).startswith(b"HTTP/1.1 ")


async def test_a_phone_is_answered_while_a_crowd_begins_forms(
    full: Running, stopping: AsyncExitStack
) -> None:
    phone = asyncio.create_task(answer_to(full, HALF_A_FORM, REST_OF_THE_FORM, after=0.5))
    await asyncio.sleep(0.05)
    await crowd(full, stopping, HALF_A_FORM, MOST + 10)

    assert (await phone).startswith(b"HTTP/1.1 ")


async def test_a_phone_that_said_nothing_yet_is_kept_while_its_own_address_begins_forms(
    full: Running, stopping: AsyncExitStack
) -> None:
    await crowd(full, stopping, HALF_A_FORM, 2 * MOST)
    phone = asyncio.create_task(answer_to(full, b"", FORM, after=0.5, source="127.0.0.2"))
    await asyncio.sleep(0.05)
    await crowd(full, stopping, HALF_A_FORM, 10)

    assert (await phone).startswith(b"HTTP/1.1 ")


async def test_what_was_idle_for_long_goes_before_streams(
    full: Running, stopping: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "YOUNG", 0.3)
    old = [begun(full, what, source="127.0.0.9") for what in (b"", HALF_A_FORM, HALF_A_HEAD)]
    await asyncio.sleep(0.5)
    late = await crowd(full, stopping, STREAM, 3)

    assert await asyncio.gather(*(is_ended(line, 1) for line in old)) == [True] * 3
    assert not any(await asyncio.gather(*(is_ended(line, 0.2) for line in late)))
    for line in old:
        line.close()
