"""kill -9 while people vote, and nothing left but the stick: every told vote is there once."""

import asyncio
import shutil
import signal
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest
from journey import PIN, Running, given_a_quorum, until
from program import answering, own_screen, start

POLL = "young-voters"


async def test_a_kiosk_killed_while_people_vote_goes_on_from_its_stick_alone(
    tmp_path: Path,
    unused_tcp_port: int,
    stopping: AsyncExitStack,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    copy.mkdir()
    url = f"http://127.0.0.1:{unused_tcp_port}"
    monkeypatch.setenv("KIOSK_COPY", str(copy))
    kiosk = await start("demo", "--data", str(data), "--port", str(unused_tcp_port))
    stopping.callback(end, kiosk)
    await answering(url)
    await until(lambda: (copy / "current").exists() and (copy / "doors.json").exists())
    phone = await stopping.enter_async_context(a_phone())
    await own_screen(phone, data)
    hall = Running(url, None, None, copy, phone)  # type: ignore[arg-type]
    codes = await given_a_quorum(hall)
    await hall.post("/chair/enter", ("pin", PIN))
    await hall.post(f"/chair/poll/{POLL}/open")
    casts = [asyncio.create_task(is_cast(hall, code)) for code in codes]
    await casts[3]

    kiosk.send_signal(signal.SIGKILL)
    await kiosk.communicate()
    acknowledged = [
        code for code, yes in zip(codes, await asyncio.gather(*casts), strict=True) if yes
    ]
    shutil.rmtree(data)
    monkeypatch.delenv("KIOSK_COPY")
    kiosk = await start("serve", "--data", str(copy), "--port", str(unused_tcp_port))
    stopping.callback(end, kiosk)
    await answering(url)
    pin = await shown_pin(kiosk)
    again = [await vote(hall, code) for code in acknowledged]
    await hall.post("/chair/enter", ("pin", pin))
    status, page = await hall.post(f"/chair/poll/{POLL}/pause")
    kiosk.send_signal(signal.SIGTERM)
    await kiosk.communicate()

    assert again == [409] * len(acknowledged)
    assert acknowledged
    assert status == 200, page


async def shown_pin(kiosk: asyncio.subprocess.Process) -> str:
    """The chair's new PIN: that of a demonstration serves no meeting."""
    assert kiosk.stdout is not None
    async for line in kiosk.stdout:
        if line.startswith(b"PIN of the chair"):
            return line.decode().rsplit(" ", 1)[1].strip()
    raise AssertionError("no PIN was shown")


def end(kiosk: asyncio.subprocess.Process) -> None:
    """However the test ends."""
    if kiosk.returncode is None:
        kiosk.kill()


def a_phone() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))


async def vote(hall: Running, code: str) -> int:
    """The status of the answer."""
    form = (("motion", "yes"), ("step", "cast"))
    status, _ = await hall.post(f"/card/{code}/poll/{POLL}", *form)
    return status


async def is_cast(hall: Running, code: str) -> bool:
    """Whether the voter was told so."""
    try:
        status = await vote(hall, code)
    except aiohttp.ClientError:
        return False
    return status == 200
