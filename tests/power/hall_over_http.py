"""A real ``kiosk serve`` as a process, and the people who use it over HTTP."""

import asyncio
import os
import re
import secrets
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from kiosk.commands.hand_over import FILE, handed_over

KIOSK = (sys.executable, "-m", "kiosk")
ADDRESS = re.compile(r"answers at (http://[\d.:]+)/")
CHAIRS_PIN = re.compile(r"PIN of the chair, shown only now: (\d+)")
COPY_WARNING = re.compile("second copy(’s stick| is missing| cannot)")
START = 30.0  # seconds that a start may take on a busy machine


def assembly_text(polls: tuple[str, ...], *, extra: str = "") -> str:
    """An assembly whose members give points, so that every ballot can be told from the others."""
    questions = "".join(
        f'\n[[poll]]\nid = "{poll}"\ntitle = "Poll {poll}"\n'
        f'[[poll.question]]\nid = "{poll}-points"\ntitle = "Points"\n'
        'kind = "points"\nrule = "points"\npoints = 999999\n'
        'options = [{ id = "left", title = "Left" }, { id = "right", title = "Right" }]\n'
        for poll in polls
    )
    head = 'title = "Members"\ncards = "printed"\nroster = "roster.csv"\n'
    return f"{head}{extra}{questions}"


def given_members(folder: Path, people: dict[str, str], polls: tuple[str, ...]) -> Path:
    """An assembly's folder. ``people``: names by number."""
    folder.mkdir()
    rows = "".join(f"{number},{name},\n" for number, name in people.items())
    (folder / "roster.csv").write_text(f"number,name,group\n{rows}", encoding="utf-8")
    (folder / "assembly.toml").write_text(assembly_text(polls), encoding="utf-8")
    return folder


async def run(*words: str, environment: dict[str, str]) -> str:
    """``kiosk WORDS`` to its end; what it said."""
    process = await asyncio.create_subprocess_exec(
        *KIOSK,
        *words,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, **environment},
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()
    return said.decode()


@dataclass(slots=True)
class Served:
    """A kiosk at work. ``pin``: the chair's; it is said at the first start only."""

    process: asyncio.subprocess.Process
    url: str
    pin: str
    browser: aiohttp.ClientSession = field(repr=False)

    async def sign_in(self, number: str) -> str:
        """The member's card."""
        form = {"number": number, "once": secrets.token_hex(8)}
        async with self.browser.post(f"{self.url}/api/v1/desk/arrivals", data=form) as answer:
            assert answer.status == 201, await answer.text()
            return str((await answer.json())["card"])

    async def cast(self, poll: str, code: str, mark: int) -> int:
        """Cast the ballot that gives so many points to one option; the answer's status."""
        return await self._send(poll, code, mark, "cast")

    async def draft(self, poll: str, code: str, mark: int) -> int:
        """Look at the ballot without casting it."""
        return await self._send(poll, code, mark, "review")

    async def _send(self, poll: str, code: str, mark: int, step: str) -> int:
        form = {
            f"{poll}-points.left": str(mark),
            "asked": f"{poll}-points",
            "token": secrets.token_hex(8),
            "step": step,
        }
        async with self.browser.post(f"{self.url}/card/{code}/poll/{poll}", data=form) as answer:
            await answer.read()
            return answer.status

    async def enter(self) -> None:
        """The chair gives the PIN."""
        async with self.browser.post(f"{self.url}/chair/enter", data={"pin": self.pin}) as answer:
            assert answer.status == 200, await answer.text()

    async def chair(self, poll: str, step: str) -> None:
        """The chair does a step."""
        address = f"{self.url}/chair/poll/{poll}/{step}"
        async with self.browser.post(address, data={"lot": "dice"}) as answer:
            assert answer.status == 200, await answer.text()

    async def until_copied(self) -> None:
        """Wait until the chair's page has nothing to say about the second copy."""
        async with asyncio.timeout(START):
            while True:
                async with self.browser.get(f"{self.url}/chair") as answer:
                    if not COPY_WARNING.search(await answer.text()):
                        return
                await asyncio.sleep(0.05)

    async def state(self, poll: str) -> str:
        """Where the poll stands, as everybody sees it."""
        return str((await self._agenda(poll))["state"])

    async def turnout(self, poll: str) -> int | None:
        """How many have cast, None while it is too few to be told."""
        found: int | None = (await self._agenda(poll))["turnout"]
        return found

    async def _agenda(self, poll: str) -> dict[str, Any]:
        async with self.browser.get(f"{self.url}/api/v1/assembly") as answer:
            polls = (await answer.json())["polls"]
        return next(one for one in polls if one["id"] == poll)

    async def ballots(self, poll: str) -> Counter[int]:
        """The marks of the published ballots, as soon as they are counted."""
        for _ in range(100):
            async with self.browser.get(f"{self.url}/api/v1/polls/{poll}/ballots") as answer:
                if answer.status == 200:
                    merged = (await answer.json())["ballots"]
                    return Counter({choices[0][1][0][1]: number for choices, number in merged})
            await asyncio.sleep(0.1)
        raise AssertionError("the ballots are not published")

    async def publish(self, poll: str) -> None:
        """Publish a closed poll as soon as it is counted."""
        for _ in range(100):
            async with self.browser.post(f"{self.url}/chair/poll/{poll}/publish") as answer:
                await answer.read()
            if await self.state(poll) == "published":
                return
            await asyncio.sleep(0.1)
        raise AssertionError("the poll was not counted")

    async def kill(self) -> None:
        """kill -9."""
        self.process.send_signal(signal.SIGKILL)
        await self._ended()

    async def died(self) -> None:
        """Wait until it was killed."""
        async with asyncio.timeout(START):
            await self._ended()

    async def stop(self) -> None:
        """Ask it to stop, and wait for it."""
        self.process.send_signal(signal.SIGTERM)
        await self._ended()

    async def _ended(self) -> None:
        await self.process.wait()
        await self.browser.close()


async def serve(
    data: Path, log: Path, *options: str, environment: dict[str, str], pin: str = ""
) -> Served:
    """Start the kiosk on the data folder; everything it says goes to the end of ``log``."""
    with log.open("ab") as said:
        start = said.tell()
        process = await asyncio.create_subprocess_exec(
            *(*KIOSK, "serve", "--data", str(data), "--port", "0", *options),
            stdout=said,
            stderr=said,
            env={**os.environ, **environment, "PYTHONUNBUFFERED": "1"},
        )
    loop = asyncio.get_running_loop()
    end = loop.time() + START
    while not (found := ADDRESS.search(text := _said(log, start))):
        assert process.returncode is None, text
        assert loop.time() < end, text
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.05)
    named = CHAIRS_PIN.search(_said(log, start))
    browser = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
    async with browser.get(handed_over(data / FILE)) as answer:
        assert answer.status == 200, await answer.text()
    served = Served(process, found[1], named[1] if named else pin, browser)
    await served.enter()
    return served


def _said(log: Path, start: int) -> str:
    return log.read_bytes()[start:].decode()
