"""Many machines that send much and finish nothing: honest votes are taken all the same."""

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from pathlib import Path

import aiohttp
import pytest
from journey import PIN, Running, given_a_quorum
from stalling import HALF_A_FORM, HALF_A_HEAD, POLL, STREAM, begun, cast, ended_of, is_ended, served

from kiosk import connections
from kiosk.formats.form_fields import KIND, MOST_BYTES
from kiosk.read_form import UPLOAD

ATTACKERS = 50
EACH = 10
VOTERS = 50
MOST_MORE = 150 * 2**20  # bytes of memory; 24 MB were measured
LARGE = MOST_BYTES - 1
LARGE_FORM = (
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\ncode=" % LARGE
) + b"a" * (LARGE - 6)
LONG_HEAD = HALF_A_HEAD + b"".join(b"X-%d: %s\r\n" % (n, b"a" * 4000) for n in range(45))
WHOLE = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
CROWD = (LARGE_FORM, LONG_HEAD, STREAM, HALF_A_FORM, b"")


def memory() -> int:
    """Of this program, in bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE")


async def test_fifty_machines_with_ten_connections_each_keep_no_voter_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopping: AsyncExitStack
) -> None:
    monkeypatch.setattr(connections, "LOOK_EVERY", 0.05)
    hall = await stopping.enter_async_context(served(tmp_path))
    codes = await given_a_quorum(hall)
    codes += [await hall.card(str(number)) for number in range(116, 101 + VOTERS)]
    await hall.post("/chair/enter", ("pin", PIN))
    await hall.post(f"/chair/poll/{POLL}/open")
    before, most = memory(), 0
    loop = asyncio.get_running_loop()
    sending = []
    for number in range(ATTACKERS * EACH):
        source = f"127.0.0.{2 + number % ATTACKERS}"
        line = stopping.enter_context(closing(begun(hall, b"", source=source)))
        what = CROWD[number // ATTACKERS % len(CROWD)]
        sending.append(asyncio.ensure_future(loop.sock_sendall(line, what)))
        if number % 10 == 0:
            await asyncio.sleep(0)

    casts = [asyncio.create_task(cast(hall, code)) for code in codes]
    while not all(one.done() for one in casts):
        most = max(most, memory())
        await asyncio.sleep(0.02)

    for one in sending:
        one.cancel()
    await asyncio.gather(*sending, return_exceptions=True)
    print(f"memory: {(most - before) / 2**20:.0f} MB more")
    assert [one.result() for one in casts] == [200] * VOTERS
    assert most - before < MOST_MORE


async def test_unfinished_forms_that_hold_too_much_together_lose_those_of_the_largest_crowd(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopping: AsyncExitStack
) -> None:
    monkeypatch.setattr(connections, "MOST_UNFINISHED", 2_000)
    monkeypatch.setattr(connections, "LOOK_EVERY", 0.4)
    hall = await stopping.enter_async_context(served(tmp_path))
    form = HALF_A_FORM + b"a" * 400
    few = stopping.enter_context(closing(begun(hall, form, source="127.0.0.3")))
    crowd = [
        stopping.enter_context(closing(begun(hall, form, source="127.0.0.2"))) for _ in range(8)
    ]

    ended = await ended_of((few, *crowd), 5, grace=1)

    assert ended == [False] + [True] * 5 + [False] * 3


async def test_two_crowds_lose_their_unfinished_forms_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopping: AsyncExitStack
) -> None:
    monkeypatch.setattr(connections, "MOST_UNFINISHED", 2_500)
    monkeypatch.setattr(connections, "LOOK_EVERY", 0.4)
    hall = await stopping.enter_async_context(served(tmp_path))
    form = HALF_A_FORM + b"a" * 400
    crowds = [
        [stopping.enter_context(closing(begun(hall, form, source=source))) for _ in range(6)]
        for source in ("127.0.0.2", "127.0.0.3")
    ]

    ended = await ended_of([*crowds[0], *crowds[1]], 6, grace=1)

    assert [sum(ended[:6]), sum(ended[6:])] == [3, 3]


async def test_a_flood_of_forms_does_not_fill_the_log(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stopping: AsyncExitStack,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(connections, "MOST_UNFINISHED", 500)
    monkeypatch.setattr(connections, "LOOK_EVERY", 0.02)
    hall = await stopping.enter_async_context(served(tmp_path))
    for _ in range(5):
        lines = [
            stopping.enter_context(closing(begun(hall, HALF_A_FORM + b"a" * 400))) for _ in range(3)
        ]
        await asyncio.gather(*(is_ended(line, 1) for line in lines[:1]))

    assert caplog.messages == ["unfinished forms held too much; some were closed"]


@pytest.mark.parametrize("before", [b"", WHOLE], ids=["at once", "after a whole request"])
async def test_heads_that_do_not_end_are_let_go_before_they_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopping: AsyncExitStack, before: bytes
) -> None:
    monkeypatch.setattr(connections, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(connections, "MOST_HEADS", 2 * 2**20)  # an eighth of what it is
    monkeypatch.setattr(connections, "FEW", connections.FEW // 8)
    hall = await stopping.enter_async_context(served(tmp_path))
    honest = stopping.enter_context(closing(begun(hall, WHOLE, source="127.0.0.9")))
    loop = asyncio.get_running_loop()
    lines = [stopping.enter_context(closing(begun(hall, before))) for _ in range(80)]
    for line in lines if before else ():
        assert await loop.sock_recv(line, 4096)
    for line in lines:
        with contextlib.suppress(ConnectionError):
            await loop.sock_sendall(line, LONG_HEAD)

    too_many = len(lines) - 2 * 2**20 // len(LONG_HEAD)
    assert not all(await ended_of(lines, too_many, grace=0.5))
    assert not await is_ended(honest, 0.2)  # its line is used, and holds nothing


@pytest.mark.parametrize(
    ("small", "large"),
    [(HALF_A_HEAD, LONG_HEAD), (HALF_A_FORM, HALF_A_FORM + b"a" * 490)],
    ids=["heads", "forms"],
)
async def test_what_holds_no_more_than_its_share_stays_however_large_its_crowd(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    stopping: AsyncExitStack,
    small: bytes,
    large: bytes,
) -> None:
    monkeypatch.setattr(connections, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(connections, "MOST", 80)
    # A form that no page has read yet is whole among the heads.
    monkeypatch.setattr(connections, "MOST_HEADS", 80 * 200)
    monkeypatch.setattr(connections, "MOST_UNFINISHED", 80 * 100)
    hall = await stopping.enter_async_context(served(tmp_path))
    honest = [stopping.enter_context(closing(begun(hall, small))) for _ in range(50)]
    loop, crowd = asyncio.get_running_loop(), []
    for number in range(28):
        line = stopping.enter_context(closing(begun(hall, b"", source=f"127.0.0.{2 + number}")))
        crowd.append(line)
        with contextlib.suppress(ConnectionError):
            await loop.sock_sendall(line, large)

    ended = await ended_of((*honest, *crowd), 12, grace=0.5)

    assert not any(ended[:50])


async def test_files_that_do_not_come_in_time_are_given_up_and_forms_before_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopping: AsyncExitStack
) -> None:
    monkeypatch.setattr(connections, "FORM_WITHIN", 0.2)
    monkeypatch.setattr(connections, "UPLOAD_WITHIN", 1.0)
    hall = await stopping.enter_async_context(served(tmp_path))
    await hall.post("/organiser/enter", ("pin", PIN))

    form, files = await asyncio.gather(given_up(hall, "/"), given_up(hall, UPLOAD))

    assert 0.2 <= form < files
    assert files >= 1.0


async def given_up(hall: Running, path: str) -> float:
    """After how many seconds a form is given up that stalls after its first bytes."""

    async def stalls() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="a"; filename="a.csv"\r\n\r\nnumber'
        await asyncio.Event().wait()  # for ever: if it ends, the kiosk has ended it

    kind = "multipart/form-data; boundary=x" if path == UPLOAD else KIND
    began = time.monotonic()
    with pytest.raises(aiohttp.ClientError):
        async with hall.browser.post(
            hall.url + path, data=stalls(), headers={"Content-Type": kind, "Content-Length": "999"}
        ) as answer:
            raise AssertionError(answer.status)
    return time.monotonic() - began
