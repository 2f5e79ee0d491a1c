"""A busy machine tells the page of keys too late: what counts is when they were pressed."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from browser import CHROMIUM, chromium, page_of
from journey import Running, given_a_quorum
from playwright.async_api import Browser, Page, expect
from scanner import Typing, scan

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")

POLL = "young-voters"
NO_CARD = "This is not a voting card of this meeting."


@pytest.fixture
async def screen() -> AsyncIterator[Browser]:
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(chromium())


async def at_booth(screen: Browser, demo: Running) -> Page:
    page = await page_of(screen, 800, 480, faults=[])
    await page.goto(f"{demo.url}/booth")
    await page.wait_for_selector("html.ready")
    return page


@pytest.mark.parametrize("end", ["Enter", "Tab", ""])
@pytest.mark.parametrize("late", [(1,), (2,), (3,), (7,), (13,), (3, 9)], ids=str)
async def test_a_card_is_read_whole_wherever_the_page_heard_late(
    demo: Running, screen: Browser, late: tuple[int, ...], end: str
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)

    await scan(page, code, Typing(end=end, late=late))

    await expect(page.get_by_text("Not cast yet")).to_be_visible()
    assert demo.kiosk.booths.own.session.code == code


@pytest.mark.parametrize("late", [(12,), (30,), (36,)], ids=str)
async def test_another_card_is_read_whole_on_a_ballot(
    demo: Running, screen: Browser, late: tuple[int, ...]
) -> None:
    first, second, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)
    await scan(page, first)
    await expect(page.get_by_text("Not cast yet")).to_be_visible()

    await scan(page, f"http://10.42.0.1:8080/card/{second}", Typing(late=late))

    await expect(page.get_by_text("Another card was scanned.")).to_be_visible()
    assert demo.kiosk.booths.own.session.code == second


@pytest.mark.parametrize("end", ["Enter", "Enter Enter"])
@pytest.mark.parametrize("text", ["7", "42", "101", "4006381333931"])
async def test_an_end_that_comes_late_presses_nothing(
    demo: Running, screen: Browser, text: str, end: str
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)
    await scan(page, code)
    await page.get_by_role("radio", name="Yes").check()
    await page.get_by_role("button", name="Check my vote").click()
    await page.get_by_role("button", name="Cast my vote").focus()

    await scan(page, text, Typing(end=end, late=(len(text),)))

    await expect(page.get_by_text(NO_CARD)).to_be_visible()
    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 0


@pytest.mark.parametrize("text", ["0000000000", "+.-,0+.-,0"])
async def test_a_page_that_hears_of_keys_late_waits_longer_before_one_presses(
    demo: Running, screen: Browser, text: str
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)
    await scan(page, code)
    await expect(page.get_by_text("Not cast yet")).to_be_visible()

    await scan(page, text, Typing(late=(1,), late_for=0.2, lag=0.1))

    await expect(page.get_by_text(NO_CARD)).to_be_visible()
    assert demo.kiosk.booths.own.session.pressed is None
    assert not demo.kiosk.hall.help_calls


async def test_what_a_hand_types_fast_is_typed_once(demo: Running, screen: Browser) -> None:
    page = await at_booth(screen, demo)

    await scan(page, "C7K", Typing(end="", gap=0.04, late=(1, 2)))

    await expect(page.locator("#code")).to_have_value("C7K")


@pytest.mark.parametrize("text", ["0000000000", "+.-,0+.-,0", "-4006381333931", ".5", ",42"])
@pytest.mark.parametrize("end", ["Enter", "Tab"])
async def test_the_first_key_of_a_scan_presses_no_button_though_the_others_are_told_late(
    demo: Running, screen: Browser, text: str, end: str
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)
    await scan(page, code)
    await expect(page.get_by_text("Not cast yet")).to_be_visible()

    await scan(page, text, Typing(end=end, late=(1,), late_for=0.2))

    await expect(page.get_by_text(NO_CARD)).to_be_visible()
    await page.wait_for_timeout(500)  # what waits to be pressed would be by now
    assert demo.kiosk.booths.own.session.pressed is None
    assert demo.kiosk.hall.help_calls == []
