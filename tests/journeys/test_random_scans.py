"""A scanner reads anything at any moment: no choice changes, nothing is cast, no code stays."""

import os
import random
from contextlib import AsyncExitStack

import pytest
from browser import CHROMIUM, chromium, page_of
from journey import Running, given_a_quorum
from playwright.async_api import Page
from scanner import LAYOUTS, Typing, scan

from kiosk.domain.cards import spoken

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")

SCANS = int(os.environ.get("KIOSK_TEST_SCANS", "40"))
SEED = int(os.environ.get("KIOSK_TEST_SEED", "1"))
POLL = "young-voters"
RUBBISH = (
    "4006381333931",
    "+.-,0+.-,0",
    "]C1ABC-1234",
    "https://example.org/a?b=c",
    "http://10.42.0.1/tracker?words=river-lamp-47-stone-cloud",
)


def any_text(draw: random.Random, cards: list[str]) -> str:
    code = draw.choice(cards)
    return draw.choice([code, f"http://10.42.0.1:8080/card/{code}", *RUBBISH])


async def at_a_choice(page: Page, url: str, draw: random.Random) -> str:
    """Any page of the booth, and the choice that it shows."""
    if draw.random() < 0.3:
        await page.goto(f"{url}/booth")
    await page.wait_for_selector("html.ready")
    radios = page.locator("input[type=radio]")
    if not await radios.count():
        return ""
    chosen = draw.choice(["yes", "no", "abstain"])
    await page.locator(f"input[type=radio][value={chosen}]").check(force=True)
    return chosen


async def test_no_scan_at_the_booth_changes_a_choice(demo: Running) -> None:
    draw = random.Random(SEED)
    cards = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    box = demo.kiosk.hall.sitting.box
    async with AsyncExitStack() as stack:
        browser = await stack.enter_async_context(chromium())
        page = await page_of(browser, 800, 480, faults=[])
        await page.goto(f"{demo.url}/booth")
        for _ in range(SCANS):
            chosen = await at_a_choice(page, demo.url, draw)
            visit = demo.kiosk.booths.own.session.visit
            how = Typing(
                layout=draw.choice(list(LAYOUTS)),
                caps_lock=draw.random() < 0.2,
                end=draw.choice(["Enter", "Tab", "Enter Enter"]),
            )
            await scan(page, any_text(draw, cards), how)
            await page.wait_for_timeout(250)
            await page.wait_for_selector("html.ready")
            session = demo.kiosk.booths.own.session
            if session.visit == visit:  # said, and the page is as it was
                assert await page.locator(".scan-said").count() == 1
                now = page.locator("input[type=radio]:checked")
                assert (await now.get_attribute("value") if await now.count() else "") == chosen
            assert session.pressed is None
            assert box.cast_number(POLL) == 0
            assert not demo.kiosk.hall.help_calls
            shown = await page.content()
            assert not any(code in shown or spoken(code) in shown for code in cards)
