"""What is chosen and not sent yet outlives a page that is called anew, for this person only."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from browser import CHROMIUM, chromium, page_of
from every_question import every_question
from journey import Running, given_a_quorum
from playwright.async_api import Browser, Page, expect
from scanner import scan

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")

KEPT = "sessionStorage.getItem('begun')"


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Running]:
    async with every_question(tmp_path) as running:
        yield running


@pytest.fixture
async def phones() -> AsyncIterator[Browser]:
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(chromium())


async def ready(page: Page) -> None:
    await page.wait_for_selector("html.ready")


async def ballot_on_a_phone(phones: Browser, hall: Running, poll: str) -> Page:
    code, *_ = await given_a_quorum(hall)
    await hall.chair(poll, "open")
    page = await page_of(phones, 360, 640, faults=[])
    await page.goto(f"{hall.url}/card/{code}/poll/{poll}")
    await ready(page)
    return page


async def test_points_are_there_again(hall: Running, phones: Browser) -> None:
    page = await ballot_on_a_phone(phones, hall, "trees")
    await page.get_by_role("textbox", name="Oak").fill("7")
    await page.get_by_role("button", name="One point more for Elm").click()

    await page.reload()
    await ready(page)

    await expect(page.get_by_role("textbox", name="Oak")).to_have_value("7")
    await expect(page.get_by_role("textbox", name="Elm")).to_have_value("1")
    await expect(page.locator("[data-used]")).to_have_text("8")


async def test_an_order_is_there_again(hall: Running, phones: Browser) -> None:
    page = await ballot_on_a_phone(phones, hall, "coordinator")
    for place in (2, 0):
        await page.locator("[data-free] li:not([hidden]) button").nth(place).click()
    order = await page.locator("[data-order]").inner_text()

    await page.reload()
    await ready(page)

    assert order
    assert await page.locator("[data-order]").inner_text() == order


@pytest.mark.parametrize("poll", ["young-voters", "budget", "next-steps"])
async def test_ticks_are_there_again_and_what_they_cost(
    hall: Running, phones: Browser, poll: str
) -> None:
    page = await ballot_on_a_phone(phones, hall, poll)
    second = page.locator("#ballot input:not([type=hidden])").nth(1)
    await second.check(force=True)
    used = await page.locator("[data-used]").all_inner_texts()

    await page.reload()
    await ready(page)

    await expect(second).to_be_checked()
    assert await page.locator("[data-used]").all_inner_texts() == used


async def test_a_reload_while_voting_is_paused_loses_nothing(
    hall: Running, phones: Browser
) -> None:
    page = await ballot_on_a_phone(phones, hall, "trees")
    await page.get_by_role("textbox", name="Ash").fill("3")
    await hall.chair("trees", "pause")
    await page.reload()
    await expect(page.get_by_role("heading", name="Voting is paused.")).to_be_visible()

    await hall.chair("trees", "resume")

    await expect(page.get_by_role("textbox", name="Ash")).to_have_value("3")


async def test_nothing_stays_once_it_is_cast(hall: Running, phones: Browser) -> None:
    page = await ballot_on_a_phone(phones, hall, "trees")
    await page.get_by_role("textbox", name="Oak").fill("10")
    assert await page.evaluate(KEPT)

    await page.get_by_role("button", name="Check my vote").click()
    await page.get_by_role("button", name="Cast my vote").click()
    await expect(page.get_by_role("heading", name="Your vote is cast")).to_be_visible()

    assert await page.evaluate(KEPT) is None


async def test_the_next_person_at_the_booth_finds_nothing_of_the_last(
    hall: Running, phones: Browser
) -> None:
    first, second, *_ = await given_a_quorum(hall)
    await hall.chair("trees", "open")
    page = await page_of(phones, 800, 480, faults=[])
    await page.goto(f"{hall.url}/booth")
    await ready(page)
    await scan(page, first)
    await page.get_by_role("textbox", name="Oak").fill("9")
    await page.reload()
    await ready(page)
    await expect(page.get_by_role("textbox", name="Oak")).to_have_value("9")

    await scan(page, second)
    await expect(page.get_by_text("Another card was scanned.")).to_be_visible()
    await ready(page)

    await expect(page.get_by_role("textbox", name="Oak")).to_have_value("")
    assert await page.evaluate(KEPT) is None
    await page.goto(f"{hall.url}/booth/leave")
    assert await page.evaluate(KEPT) is None
