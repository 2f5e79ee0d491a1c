"""A whole kiosk for each journey: real files, real HTTP on a free port, a real browser."""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from aiohttp import web
from argon2 import PasswordHasher

from kiosk.actions.load_assembly import take_in
from kiosk.commands.assembly_files import read_files
from kiosk.config import Config
from kiosk.kiosk_app import device_key, make_app, open_kiosk
from kiosk.meeting.doors import Doors, Role
from kiosk.pages.web.access import own_cookie
from kiosk.pages.web.kiosk import Kiosk
from kiosk.pages.web.own_screen import own_address
from kiosk.store.meeting_folder import lock

PIN = "246810"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
OWN_SCREENS: dict[str, str] = {}
"""The cookies of the kiosks that were started here: what makes a browser their own screen."""


@dataclass(slots=True)
class Running:
    """A running kiosk, and its own screen: a browser without scripts."""

    url: str
    kiosk: Kiosk
    runner: web.AppRunner
    data: Path
    browser: aiohttp.ClientSession = field(repr=False)

    async def get(self, path: str) -> tuple[int, str]:
        async with self.browser.get(self.url + path) as answer:
            return answer.status, await answer.text()

    async def post(self, path: str, *fields: tuple[str, str]) -> tuple[int, str]:
        form = aiohttp.FormData(list(fields))
        async with self.browser.post(self.url + path, data=form) as answer:
            return answer.status, await answer.text()

    async def at_booth(self, poll: str, *fields: tuple[str, str]) -> tuple[int, str]:
        """A form of the touch screen, as the page on it sends it."""
        visit = self.kiosk.booths.own.session.visit
        return await self.post(f"/booth/poll/{poll}", ("visit", visit), *fields)

    async def card(self, number: str) -> str:
        """A member signs in and gets a card."""
        status, text = await self.post("/api/v1/desk/arrivals", ("number", number))
        assert status == 201, text
        return text.split('"card": "')[1].split('"')[0]

    async def chair(self, poll: str, step: str, *fields: tuple[str, str]) -> tuple[int, str]:
        """The chair does a step, and waits for its count, however busy the machine is."""
        status, page = await self.step(poll, step, *fields)
        if 'id="counting"' in page or poll in self.kiosk.hall.sitting.counts.under_way:
            await self.kiosk.hall.sitting.counts.settle(poll, seconds=60)
            _, page = await self.get(f"/chair/poll/{poll}")
        return status, page

    async def step(self, poll: str, step: str, *fields: tuple[str, str]) -> tuple[int, str]:
        """The chair does a step, and sees its answer."""
        await self.post("/chair/enter", ("pin", PIN))
        return await self.post(f"/chair/poll/{poll}/{step}", *fields)

    async def stop(self) -> None:
        await self.browser.close()
        await self.runner.cleanup()
        OWN_SCREENS.pop(own_cookie(self.kiosk.hall.doors), None)  # a browser sends all it has


async def start_kiosk(data: Path, **settings: str | int) -> Running:
    """Start a kiosk on the data folder as it is."""
    doors = quick_doors(data)
    if doors.unkept:
        await doors.keep()
    config = Config(**{"port": 0, "data": str(data), "printer": "virtual", **settings})  # type: ignore[arg-type]
    kiosk = await open_kiosk(config, doors)
    runner = web.AppRunner(make_app(kiosk), access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    browser = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
    await become_own_screen(browser, own_address(url, doors))
    OWN_SCREENS[own_cookie(doors)] = doors.own_screen
    return Running(url, kiosk, runner, data, browser)


def quick_doors(data: Path) -> Doors:
    """Doors of a demonstration, whose digests of PINs are quick: hundreds of kiosks are started."""
    doors = Doors(data / "doors.json", time.monotonic, hasher=QUICK)
    doors.read()
    for role in Role:
        if role.value not in doors.pins:
            doors.give_first_pin(role, PIN)
    return doors


async def become_own_screen(browser: aiohttp.ClientSession, address: str) -> None:
    """Let the browser be the own screen, as the page ``own-screen.html`` does."""
    async with browser.get(address) as answer:
        assert answer.status == 200, await answer.text()


async def load(data: Path, file: Path, rule: str = "") -> None:
    """Take an assembly into the data folder."""
    lock(data).release()
    await take_in(data, read_files(file, rule), device_key(data))


async def given_a_quorum(running: Running) -> list[str]:
    """Fifteen members sign in; their cards."""
    return [await running.card(str(number)) for number in range(101, 116)]


def take_a_ballot_out(data: Path) -> None:
    """Somebody who has the memory card changes the box while the kiosk is off."""
    (file,) = data.glob("*/box.sqlite")
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as box:
        filled = "SELECT key FROM ballot WHERE body <> zeroblob(length(body)) LIMIT 1"
        box.execute(f"UPDATE ballot SET body = zeroblob(length(body)) WHERE key = ({filled})")  # noqa: S608


async def counting_over(running: Running) -> None:
    """Wait until a kiosk that was started has counted again what is closed."""
    counts = running.kiosk.hall.sitting.counts
    await until(lambda: counts.again is not None and counts.again.done(), seconds=30)


async def until(true: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait until something holds, however busy the machine is."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        await asyncio.sleep(0.02)
