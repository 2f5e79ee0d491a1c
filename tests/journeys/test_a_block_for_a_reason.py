"""A proposal can be blocked for a reason that the meeting lists; the result says how often."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from browser import chromium, page_of
from journey import Running, load, start_kiosk, until

from kiosk.domain.colour import Colour

MEETING = """
title = "Housing co-operative"
cards = "printed"
roster = "roster.csv"
[[poll]]
id = "solar"
title = "Solar roof"
[[poll.question]]
id = "proposal"
title = "We build solar panels on the roof. Do you agree?"
kind = "consent"
rule = "consent"
reasons = ["It costs too much", "It harms somebody", "I need more time"]
"""


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Running]:
    files = tmp_path / "files"
    files.mkdir()
    (files / "assembly.toml").write_text(MEETING, "utf-8")
    rows = "".join(f"{number},Name {number}\n" for number in range(1, 6))
    (files / "roster.csv").write_text(f"number,name\n{rows}", "utf-8")
    await load(tmp_path / "data", files)
    running = await start_kiosk(tmp_path / "data")
    yield running
    await running.stop()


async def cast(hall: Running, number: str, vote: str) -> None:
    card = await hall.card(number)
    form = (("proposal", vote), ("token", f"{number} once"), ("step", "cast"))
    status, _ = await hall.post(f"/card/{card}/poll/solar", *form)
    assert status == 200


async def test_the_page_lists_the_reasons_and_the_review_says_the_one_chosen(
    hall: Running,
) -> None:
    card = await hall.card("1")
    await hall.chair("solar", "open")

    _, page = await hall.get(f"/card/{card}/poll/solar")
    _, review = await hall.post(
        f"/card/{card}/poll/solar", ("proposal", "block-2"), ("step", "review")
    )

    assert "Or choose a reason:" in page
    assert 'value="block-3"' in page
    assert "Block: It harms somebody" in review


async def test_the_result_says_how_many_gave_each_reason(hall: Running) -> None:
    await hall.card("5")
    await hall.chair("solar", "open")
    for number, vote in (("1", "agree"), ("2", "agree"), ("3", "block-1"), ("4", "block")):
        await cast(hall, number, vote)
    await hall.chair("solar", "close")
    await hall.chair("solar", "publish")

    _, page = await hall.get("/results/solar")

    assert "2 people block it, and one is enough." in page
    assert "Block: It costs too much: 1 vote." in page
    assert 'class="bar-no"' in page
    assert 'class="bar-box"' not in page  # every block looks like one
    assert hall.kiosk.hall.sitting.results["solar"]["proposal"].passed is False


async def test_the_red_button_blocks_without_a_reason(hall: Running) -> None:
    card = await hall.card("1")
    await hall.chair("solar", "open")
    await hall.post("/booth", ("code", card))
    await hall.get("/booth/poll/solar")

    await hall.post("/panel/press", ("button", "no"))
    await until(lambda: hall.kiosk.booths.own.session.pressed is Colour.RED)

    _, page = await hall.get("/booth/poll/solar")
    assert "Your choice: Block." in page


async def test_a_reason_takes_the_place_of_a_big_vote(hall: Running) -> None:
    card = await hall.card("1")
    await hall.chair("solar", "open")
    faults: list[str] = []
    async with chromium() as browser:
        page = await page_of(browser, 320, 640, faults=faults)
        await page.goto(f"{hall.url}/card/{card}/poll/solar")
        await page.locator("#proposal-agree").check()
        await page.locator("#proposal-block-3").check()

        chosen = await page.locator(".choice-input:checked").all()
        wide = await page.evaluate("document.documentElement.scrollWidth")

        assert [await one.get_attribute("value") for one in chosen] == ["block-3"]
        assert wide <= 320
        assert faults == []
