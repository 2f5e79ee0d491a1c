"""The program as people start it: a process of its own, on a port of its own."""

import asyncio
import contextlib
import os
import sys
from pathlib import Path

import aiohttp

from kiosk.commands.hand_over import FILE, handed_over


async def start(*words: str) -> asyncio.subprocess.Process:
    """``kiosk WORDS`` as a process."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "kiosk",
        *words,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONWARNINGS": ""},
    )


async def run(*words: str) -> tuple[int, str, str]:
    """Exit code, output and errors of ``kiosk WORDS``."""
    process = await start(*words)
    output, errors = await process.communicate()
    return process.returncode or 0, output.decode(), errors.decode()


async def own_screen(browser: aiohttp.ClientSession, data: Path | str) -> None:
    """Let the browser be the own screen of the kiosk that works in that folder."""
    async with browser.get(handed_over(Path(data) / FILE)) as answer:
        assert answer.status == 200, await answer.text()


async def answering(url: str) -> None:
    """Wait until the kiosk answers."""
    async with aiohttp.ClientSession() as session:
        for _ in range(300):
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(f"{url}/healthz"):
                    return
            await asyncio.sleep(0.1)
    raise AssertionError("the kiosk did not start")
