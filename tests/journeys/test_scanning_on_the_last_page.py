"""A scan where a vote has ended, well or not: the next card begins, nothing stays."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from browser import CHROMIUM, chromium
from journey import Running, given_a_quorum
from playwright.async_api import Browser, Page, expect
from scanner import scan
from test_scanning_on_any_page import NO_CARDS, POLL, address, at_booth, cast

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")

NO_CARD = "This is not a voting card of this meeting."
CAST = "Your vote is cast"
HAS_VOTED = "This card has voted. One ballot is in the box."
LAST_PAGES = {
    "cast": "",
    "with a receipt": "Your receipt is printing. Take it with you.",
    "with paper trouble": "No paper came. Write the words down. Your vote counts.",
}
"""What the last page says besides, after "Print receipt" where it says something."""


@pytest.fixture
async def screen() -> AsyncIterator[Browser]:
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(chromium())


async def at_the_end(demo: Running, screen: Browser, code: str, paper: str) -> tuple[Page, str]:
    """The booth's last page, and the receipt's words on it."""
    assert demo.kiosk.demo is not None
    page = await at_booth(screen, demo)
    await scan(page, address(code))
    await page.get_by_role("radio", name="Yes").check()
    await page.get_by_role("button", name="Check my vote").click()
    await page.get_by_role("button", name="Cast my vote").click()
    await expect(page.get_by_role("heading", name=CAST)).to_be_visible()
    if paper == "with paper trouble":
        demo.kiosk.demo.printer.no_paper()
    if LAST_PAGES[paper]:
        await page.get_by_role("button", name="Print receipt").click()
        await expect(page.get_by_text(LAST_PAGES[paper])).to_be_visible()
    await page.wait_for_selector("html.ready")
    return page, await page.locator(".words").inner_text()


@pytest.mark.parametrize("paper", LAST_PAGES)
async def test_another_card_on_the_last_page_begins_its_own_visit(
    demo: Running, screen: Browser, paper: str
) -> None:
    first, second, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page, words = await at_the_end(demo, screen, first, paper)

    await scan(page, address(second))
    await expect(page.get_by_text("Not cast yet")).to_be_visible()

    assert demo.kiosk.booths.own.session.code == second
    assert words not in await page.content()
    assert "Another card was scanned" not in await page.content()  # nobody was in the middle
    assert LAST_PAGES[paper] not in await page.content() or not LAST_PAGES[paper]
    assert not await page.get_by_role("radio", name="Yes").is_checked()
    assert not demo.kiosk.booths.own.session.trackers
    assert not demo.kiosk.booths.own.session.receipts
    assert cast(demo) == 1
    await page.get_by_role("radio", name="No").check()
    await page.get_by_role("button", name="Check my vote").click()
    await page.get_by_role("button", name="Cast my vote").click()
    await expect(page.get_by_role("heading", name=CAST)).to_be_visible()
    assert words not in await page.content()
    assert cast(demo) == 2


@pytest.mark.parametrize("paper", LAST_PAGES)
async def test_the_same_card_and_rubbish_on_the_last_page_are_said_and_end_nothing(
    demo: Running, screen: Browser, paper: str
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page, words = await at_the_end(demo, screen, code, paper)
    there = page.url
    receipts = dict(demo.kiosk.booths.own.session.receipts)

    for text in (address(code), *NO_CARDS, code):
        await scan(page, text)
        said = HAS_VOTED if code in text else NO_CARD
        await expect(page.locator(".scan-said")).to_have_text(said)
        await page.evaluate("document.querySelector('.scan-said').remove()")

    assert page.url == there
    assert await page.locator(".words").inner_text() == words
    assert demo.kiosk.booths.own.session.receipts == receipts
    assert not demo.kiosk.hall.help_calls
    assert cast(demo) == 1


async def test_a_card_that_has_voted_is_told_so_on_the_last_page_of_another(
    demo: Running, screen: Browser
) -> None:
    first, second, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post(f"/card/{second}/poll/{POLL}", ("motion", "no"), ("step", "cast"))
    page, words = await at_the_end(demo, screen, first, "with a receipt")

    await scan(page, address(second))

    await expect(page.get_by_text(HAS_VOTED)).to_be_visible()
    assert words not in await page.content()
    assert demo.kiosk.booths.own.session.code == ""
    assert cast(demo) == 2


async def test_a_scan_on_a_refusal_at_the_booth_is_followed_or_said(
    demo: Running, screen: Browser
) -> None:
    first, second, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)
    await scan(page, address(first))
    await page.get_by_role("radio", name="Yes").check()
    await page.get_by_role("button", name="Check my vote").click()
    await expect(page.get_by_role("button", name="Cast my vote")).to_be_visible()
    # The same card on a phone was quicker.
    await demo.post(f"/card/{first}/poll/{POLL}", ("motion", "no"), ("step", "cast"))
    await page.get_by_role("button", name="Cast my vote").click()
    refusal = page.get_by_role("heading", name=HAS_VOTED)
    await expect(refusal).to_be_visible()

    await scan(page, "4006381333931")
    await expect(page.get_by_text(NO_CARD)).to_be_visible()
    await expect(refusal).to_be_visible()
    await scan(page, address(first))
    await expect(page.locator(".scan-said")).to_have_text(HAS_VOTED)
    await scan(page, address(second))

    await expect(page.get_by_text("Not cast yet")).to_be_visible()
    assert demo.kiosk.booths.own.session.code == second
    assert not await page.get_by_role("radio", name="Yes").is_checked()
    assert cast(demo) == 1
