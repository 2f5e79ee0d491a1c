"""What every evening of a made-up thing is made of: a kiosk, its files, a cast, a check of all."""

import asyncio
import re
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from journey import PIN, Running, start_kiosk
from program import run

SECOND = str(Path(__file__).resolve().parents[2] / "proof" / "second_verifier.py")
ROSTER = "number,name\n" + "".join(f"{n},Member {n}\n" for n in range(1, 6))


@asynccontextmanager
async def evening(folder: Path, **settings: str | int) -> AsyncIterator[Running]:
    """A kiosk of its own, with these settings."""
    (folder / "data").mkdir()
    running = await start_kiosk(folder / "data", **settings)
    try:
        yield running
    finally:
        await running.stop()


async def uploaded(hall: Running, meeting: str) -> str:
    """The organiser's answer to the meeting's file with a roster of five."""
    await hall.post("/organiser/enter", ("pin", PIN))
    form = aiohttp.FormData()
    for name, content in (("assembly.toml", meeting), ("roster.csv", ROSTER)):
        form.add_field("files", content.encode(), filename=name)
    async with hall.browser.post(f"{hall.url}/organiser/load", data=form) as answer:
        return await answer.text()


def token_in(page: str) -> str:
    """What makes a cast happen once."""
    found = re.search(r'name="token" value="([^"]*)"', page)
    assert found is not None, page
    return found[1]


async def cast_on_a_phone(hall: Running, address: str, *fields: tuple[str, str]) -> str:
    """Without scripts: the check with its token, the cast; what the check says."""
    _, review = await hall.post(address, *fields, ("asked", "q"), ("step", "review"))
    _, done = await hall.post(address, *fields, ("token", token_in(review)), ("step", "cast"))
    assert "Your vote is cast" in done
    return review


async def verified(hall: Running, file: Path) -> str:
    """The evening is archived, and both verifiers find it in order; what the second says."""
    assert (await run("archive", "--data", str(hall.data), "--out", str(file)))[0] == 0
    code, said, _ = await run("verify", str(file))
    assert code == 0, said
    second = await asyncio.to_thread(
        subprocess.run, [sys.executable, SECOND, str(file)], capture_output=True, check=False
    )
    assert second.returncode == 0, second.stderr
    return second.stdout.decode()
