"""A kiosk as ``kiosk serve`` runs it, and connections to it that begin something and stall."""

import asyncio
import gc
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from journey import Running, become_own_screen, load, until

from kiosk.commands import running
from kiosk.config import Config
from kiosk.shipped import demo_file

POLL = "young-voters"
HALF_A_HEAD = b"GET /card/AAAA HTTP/1.1\r\nHost: 127.0.0.1\r\n"
HALF_A_FORM = (
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\ncode="
)
STREAM = b"GET /live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[Running]:
    """The demonstration's meeting, as ``kiosk serve`` runs it; each request has its own line."""
    data = folder / "data"
    await load(data, demo_file())
    told: asyncio.Future[tuple[str, str]] = asyncio.get_running_loop().create_future()
    config = Config(port=0, data=str(data))
    kiosk = asyncio.create_task(
        running._serve(config, lambda url, own, _: told.set_result((url, own)), demo=True)
    )
    both: list[asyncio.Future[Any]] = [kiosk, told]
    await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    line = aiohttp.TCPConnector(force_close=True)
    async with aiohttp.ClientSession(
        connector=line, cookie_jar=aiohttp.CookieJar(unsafe=True)
    ) as browser:
        url, own = told.result()
        await become_own_screen(browser, own)
        yield Running(url, None, None, data, browser)  # type: ignore[arg-type]
    kiosk.cancel()
    await asyncio.wait({kiosk})
    gc.unfreeze()


def begun(running: Running, what: bytes, *, source: str = "127.0.0.1") -> socket.socket:
    """A connection from that address that sends so much and then nothing."""
    port = int(running.url.rpartition(":")[2])
    line = socket.create_connection(("127.0.0.1", port), source_address=(source, 0))
    line.setblocking(False)
    line.sendall(what)
    return line


async def is_ended(line: socket.socket, seconds: float = 3.0) -> bool:
    """Whether the kiosk closes the connection within so many seconds."""
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(seconds):
            while await loop.sock_recv(line, 4096):
                pass
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return True


async def ended_of(lines: Sequence[socket.socket], number: int, *, grace: float) -> list[bool]:
    """Which connections the kiosk has closed when so many are, and those of a moment later."""
    looks = [asyncio.create_task(is_ended(line, 90)) for line in lines]
    await until(lambda: sum(one.done() for one in looks) >= number, seconds=60)
    await asyncio.sleep(grace)
    ended = [one.done() for one in looks]
    for one in looks:
        one.cancel()
    await asyncio.gather(*looks, return_exceptions=True)
    return ended


async def cast(running: Running, code: str) -> int:
    form = (("motion", "yes"), ("step", "cast"))
    return (await running.post(f"/card/{code}/poll/{POLL}", *form))[0]
