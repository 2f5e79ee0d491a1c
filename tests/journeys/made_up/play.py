"""The evening of a made-up kind, from the meeting's file to both verifiers; run on a copy."""

import asyncio
import re
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest
from journey import PIN, Running, start_kiosk, until
from program import run

from kiosk.domain.colour import Colour

SECOND = Path(__file__).resolve().parents[2] / "proof" / "second_verifier.py"
OPTIONS = ", ".join(f'{{ id = "o{n}", title = "Option {n}" }}' for n in range(1, 61))
MEETING = f"""
title = "A made-up evening"
roster = "roster.csv"
cards = "printed"
publish-from = 0
[[poll]]
id = "warm"
title = "Warmth"
[[poll.question]]
id = "q"
title = "How warm?"
kind = "thermometer"
kind_settings = {{ hottest = 100 }}
rule = "points"
options = [{OPTIONS}]
"""
ROSTER = "number,name\n" + "".join(f"{n},Member {n}\n" for n in range(1, 6))
ALL = [(f"q.o{n}", "100") for n in range(1, 61)]


@pytest.fixture
async def hall(tmp_path: Path):
    (tmp_path / "data").mkdir()
    running = await start_kiosk(tmp_path / "data")
    yield running
    await running.stop()


async def uploaded(hall: Running, meeting: str) -> str:
    await hall.post("/organiser/enter", ("pin", PIN))
    form = aiohttp.FormData()
    for name, content in (("assembly.toml", meeting), ("roster.csv", ROSTER)):
        form.add_field("files", content.encode(), filename=name)
    async with hall.browser.post(f"{hall.url}/organiser/load", data=form) as answer:
        return await answer.text()


async def cast_on_a_phone(hall: Running, code: str, *fields: tuple[str, str]) -> str:
    """Without scripts: the ballot, the check with its token, the cast."""
    address = f"/card/{code}/poll/warm"
    _, ballot = await hall.get(address)
    assert "Warm them up, to 100 at most." in ballot
    _, review = await hall.post(address, *fields, ("asked", "q"), ("step", "review"))
    token = re.search(r'name="token" value="([^"]*)"', review)
    assert token is not None
    _, done = await hall.post(address, *fields, ("token", token[1]), ("step", "cast"))
    assert "Your vote is cast" in done
    return review


async def test_a_made_up_kind_goes_the_whole_way(  # noqa: PLR0915
    hall: Running, tmp_path: Path
) -> None:
    wrong = await uploaded(hall, MEETING.replace("hottest = 100", "hottest = 101"))
    assert "The setting hottest of thermometer is a whole number from 1 to 100" in wrong
    page = await uploaded(hall, MEETING)
    assert "The meeting is loaded." in page
    assert "Give degrees" in page

    codes = [await hall.card(str(number)) for number in range(1, 6)]
    await hall.chair("warm", "open")
    box = hall.kiosk.hall.sitting.box

    review = await cast_on_a_phone(hall, codes[0], *ALL)
    assert "Option 60 at 100 degrees" in review
    _, faulty = await hall.post(
        f"/card/{codes[1]}/poll/warm", ("q.o7", "101"), ("asked", "q"), ("step", "review")
    )
    assert "Option 7 is too hot." in faulty
    await cast_on_a_phone(hall, codes[1], ("q.o2", "40"))

    await hall.post("/booth", ("code", codes[2]))
    await hall.get("/booth/poll/warm")
    _, review = await hall.at_booth("warm", ("q.o3", "5"), ("asked", "q"), ("step", "review"))
    assert "Option 3 at 5 degrees" in review
    token = re.search(r'name="token" value="([^"]*)"', review)
    assert token is not None
    await hall.at_booth("warm", ("q.o3", "5"), ("token", token[1]), ("step", "cast"))
    assert box.cast_number("warm") == 3
    await hall.post("/booth/print/warm", ("visit", hall.kiosk.booths.own.session.visit))
    printer = hall.kiosk.hall.printer
    await until(lambda: any("Warmth" in "\n".join(one.text) for one in printer.pictures))
    await hall.post("/booth/leave", ("visit", hall.kiosk.booths.own.session.visit))

    await hall.post("/booth", ("code", codes[3]))
    await hall.get("/booth/poll/warm")
    await hall.post("/panel/press", ("button", "no"))
    await until(lambda: hall.kiosk.booths.own.session.pressed is Colour.RED)
    _, page = await hall.get("/booth/poll/warm")
    assert "Pressed: Option 60 at 100 degrees" in page
    hall.kiosk.booths.own.session.pressed_at -= 2
    await hall.post("/panel/press", ("button", "no"))
    await until(lambda: box.cast_number("warm") == 4)

    await hall.chair("warm", "close")
    _, sample = await hall.chair("warm", "sample", ("dice", "1234561234"))
    assert "degrees" in sample
    await hall.chair("warm", "publish")
    _, result = await hall.get("/results/warm")
    _, projector = await hall.get("/screen")
    _, open_data = await hall.get("/api/v1/polls/warm/result")
    for shown in (result, projector):
        assert "Option 60 is chosen." in shown
        assert "People could choose several" in shown
        assert "<svg" in shown
    assert '"winners": ["o60"]' in open_data

    file = str(tmp_path / "evening.kiosk")
    assert (await run("archive", "--data", str(hall.data), "--out", file))[0] == 0
    code, said, _ = await run("verify", file)
    second = await asyncio.to_thread(
        subprocess.run, [sys.executable, SECOND, file], capture_output=True, check=False
    )
    assert code == 0, said
    assert second.returncode == 0, second.stderr
