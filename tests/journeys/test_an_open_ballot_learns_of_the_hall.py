"""A phone's open ballot says at once that voting is paused or over, and loses nothing chosen."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from browser import CHROMIUM, chromium, page_of
from journey import Running, given_a_quorum
from playwright.async_api import Browser, Page, expect

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")

POLL = "young-voters"
PAUSED = "Voting is paused. Nothing was cast. Please wait."
OVER = "This vote takes no ballots now. Nothing was cast."


@pytest.fixture
async def phones() -> AsyncIterator[Browser]:
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(chromium())


async def open_ballot(phones: Browser, demo: Running, path: str) -> Page:
    page = await page_of(phones, 360, 640, faults=[])
    await page.goto(demo.url + path)
    await page.wait_for_selector("html.ready")
    return page


async def test_a_paused_vote_is_said_in_place_and_keeps_the_choice(
    demo: Running, phones: Browser
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await open_ballot(phones, demo, f"/card/{code}/poll/{POLL}")
    yes = page.get_by_role("radio", name="Yes")
    await yes.check()

    await demo.chair(POLL, "pause")
    await expect(page.get_by_text(PAUSED)).to_be_visible()
    assert await yes.is_checked()

    await demo.chair(POLL, "resume")
    await expect(page.get_by_text(PAUSED)).not_to_be_visible()
    assert await yes.is_checked()
    await page.get_by_role("button", name="Check my vote").click()
    await page.get_by_role("button", name="Cast my vote").click()
    await expect(page.get_by_role("heading", name="Your vote is cast")).to_be_visible()


@pytest.mark.parametrize("question", ["", "?question=review", "?check=1", "?language=en"])
async def test_a_closed_vote_is_said_on_every_page_of_the_ballot(
    demo: Running, phones: Browser, question: str
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await open_ballot(phones, demo, f"/card/{code}/poll/{POLL}{question}")

    await demo.chair(POLL, "pause")
    await expect(page.get_by_text(PAUSED)).to_be_visible()
    await demo.chair(POLL, "close")

    await expect(page.get_by_role("heading", name=OVER)).to_be_visible()
    await page.get_by_role("link", name="My card").click()
    await expect(page.get_by_role("heading", name="Your voting card", exact=True)).to_be_visible()


async def test_a_phone_that_was_refused_goes_on_when_voting_does(
    demo: Running, phones: Browser
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await open_ballot(phones, demo, f"/card/{code}/poll/{POLL}")
    await page.get_by_role("radio", name="No").check()
    await page.get_by_role("button", name="Check my vote").click()
    await expect(page.get_by_role("heading", name="Check and cast")).to_be_visible()
    await demo.chair(POLL, "pause")

    await page.get_by_role("button", name="Cast my vote").click()
    await expect(page.get_by_role("heading", name=PAUSED)).to_be_visible()
    await demo.chair(POLL, "resume")

    await expect(page.get_by_role("heading", name="Check and cast")).to_be_visible()
    await expect(page.get_by_text("You skipped")).not_to_be_visible()


async def test_a_phone_that_came_before_the_opening_is_led_in(
    demo: Running, phones: Browser
) -> None:
    code, *_ = await given_a_quorum(demo)
    page = await open_ballot(phones, demo, f"/card/{code}/poll/{POLL}")

    await demo.chair(POLL, "open")

    await expect(page.get_by_role("radio", name="Yes")).to_be_visible()


async def test_a_ballot_cast_in_another_window_is_said(demo: Running, phones: Browser) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    path = f"/card/{code}/poll/{POLL}"
    page = await open_ballot(phones, demo, path)
    await demo.post(path, ("motion", "yes"), ("asked", "review"), ("step", "cast"))

    await demo.chair(POLL, "pause")

    await expect(page.get_by_text("This card has voted.")).to_be_visible()
