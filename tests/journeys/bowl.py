"""A meeting whose cards are drawn from a bowl, and what is checked of it afterwards."""

import asyncio
import subprocess
import sys
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from journey import PIN, Running, load, start_kiosk

from kiosk.__main__ import main
from kiosk.actions.make_cards import make_cards
from kiosk.actions.new_code import new_code
from kiosk.domain.happening import Happening

SECOND = str(Path(__file__).resolve().parents[1] / "proof" / "second_verifier.py")
POLL = "rules"
MEETING = """
title = "Small meeting"
{head}
[[poll]]
id = "rules"
title = "Rules"
[[poll.question]]
id = "motion"
title = "Shall we?"
kind = "yes_no"
rule = "majority"
settings = {{ base = "present" }}
"""
DRAWN, PRINTED = ('cards = "drawn"', 'roster = "roster.csv"'), ('cards = "printed"',)
MADE = 12


@dataclass
class Meeting:
    """A meeting whose cards lie in a bowl, where anybody can take them."""

    running: Running
    cards: list[str]

    async def comes(self, *numbers: int) -> None:
        for number in numbers:
            status, page = await self.running.post("/desk/sign-in", ("number", str(number)))
            assert status == 200, page

    async def leaves(self, *numbers: int) -> None:
        for number in numbers:
            await self.running.post("/desk/leave/out", ("number", str(number)))

    async def votes(self, number: int) -> None:
        for card in [self.cards.pop() for _ in range(number)]:
            path = f"/card/{card}/poll/{POLL}"
            status, page = await self.running.post(path, ("motion", "yes"), ("step", "cast"))
            assert status == 200, page

    async def told(self) -> list[dict[str, int | str]]:
        """The facts of each time that the log tells of a result beyond the cards."""
        sitting = self.running.kiosk.hall.sitting
        await self.running.get(f"/results/{POLL}")
        events = [one for one in sitting.log_so_far.events if one.what == Happening.BEYOND_CARDS]
        return [dict(one.facts) for one in events]

    async def archive(self) -> Path:
        out = self.running.data.parent / "meeting.archive"
        asked = ["archive", "--data", str(self.running.data), "--out", str(out)]
        said = await asyncio.to_thread(CliRunner().invoke, main, asked)
        assert said.exit_code == 0, said.output
        return out


async def given(folder: Path, stopping: AsyncExitStack, *head: str, made: int = MADE) -> Meeting:
    files = folder / "meeting"
    files.mkdir()
    roster = "number,name,entitled\n" + "".join(f"{n},Member {n},yes\n" for n in range(1, 16))
    (files / "roster.csv").write_text(roster + "99,Guest,no\n", encoding="utf-8")
    (files / "assembly.toml").write_text(MEETING.format(head="\n".join(head)), encoding="utf-8")
    await load(folder / "data", files)
    running = await start_kiosk(folder / "data")
    stopping.push_async_callback(running.stop)
    cards = [new_code() for _ in range(made)]
    if made:
        await make_cards(running.kiosk.hall.sitting, running.kiosk.hall.key, cards)
    return Meeting(running, cards)


async def publish_page(running: Running) -> str:
    await running.post("/chair/enter", ("pin", PIN))
    _, page = await running.get(f"/chair/poll/{POLL}/publish")
    return page


async def verified(archive: Path) -> tuple[int, str, int]:
    """What the program says of the archive, and whether the second verifier holds it too."""
    said = await asyncio.to_thread(CliRunner().invoke, main, ["verify", str(archive)])
    second = await asyncio.to_thread(
        subprocess.run, [sys.executable, SECOND, str(archive)], capture_output=True, check=False
    )
    return said.exit_code, said.output, second.returncode
