"""A scan is known as a scan on every page of booth and desk: followed or said, never typed."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from browser import CHROMIUM, chromium, page_of
from journey import Running, given_a_quorum
from playwright.async_api import Browser, Page, expect
from scanner import LAYOUTS, Typing, scan

from kiosk.store import people

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")

POLL = "young-voters"
OTHER_ENDS = [
    Typing(end="Tab"),
    Typing(end="Enter Enter"),
    Typing(end=""),
    Typing(gap=0.035),
    Typing(stalls=(4,)),
    Typing(stalls=(9, 20, 30)),
    Typing(stalls=(36, 41), end=""),
    Typing(caps_lock=True),
    Typing(caps_lock=True, layout="french"),
    Typing(number_pad=True),
]
NO_CARDS = [
    "rubbish",
    "+.-,0+.-,0",
    "]Q3https://example.org/?a=b",
    "http://10.42.0.1/tracker?words=river-lamp-47-stone-cloud",
    "BEGIN:VCARD N:Li;Ana END:VCARD",
    "4006381333931",
]


@pytest.fixture
async def screen() -> AsyncIterator[Browser]:
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(chromium())


def address(code: str) -> str:
    return f"http://10.42.0.1:8080/card/{code}"


async def at_booth(screen: Browser, demo: Running, path: str = "/booth") -> Page:
    page = await page_of(screen, 800, 480, faults=[])
    await page.goto(demo.url + path)
    await page.wait_for_selector("html.ready")
    return page


def cast(demo: Running) -> int:
    return demo.kiosk.hall.sitting.box.cast_number(POLL)


async def test_a_card_read_again_on_its_ballot_changes_no_choice(
    demo: Running, screen: Browser
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)
    await scan(page, address(code))
    await page.get_by_role("radio", name="Yes").check()

    for _ in range(3):
        await scan(page, address(code))
        await page.wait_for_timeout(1100)

    await expect(page.get_by_text("This card is in use here. Go on.")).to_be_visible()
    assert await page.get_by_role("radio", name="Yes").is_checked()
    assert not demo.kiosk.hall.help_calls
    assert demo.kiosk.booths.own.session.pressed is None
    assert cast(demo) == 0


@pytest.mark.parametrize("stall", [2, 3, 5, 24, 40, 43])
async def test_a_scan_that_stalls_presses_nothing(
    demo: Running, screen: Browser, stall: int
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)
    await scan(page, address(code))
    await page.get_by_role("radio", name="Yes").check()
    await page.get_by_role("button", name="Check my vote").focus()

    await scan(page, address(code), Typing(stalls=(stall,)))

    await expect(page.get_by_text("This card is in use here. Go on.")).to_be_visible()
    assert await page.get_by_role("radio", name="Yes").is_checked()
    assert not demo.kiosk.hall.help_calls
    assert cast(demo) == 0


@pytest.mark.parametrize("end", ["Enter", "Enter Enter"])
@pytest.mark.parametrize("text", ["7", "42", "101"])
async def test_a_short_number_presses_neither_a_choice_nor_the_cast(
    demo: Running, screen: Browser, text: str, end: str
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)
    await scan(page, code)
    await page.get_by_role("radio", name="Yes").check()
    await page.get_by_role("radio", name="Yes").focus()

    await scan(page, text, Typing(end=end))
    await expect(page.get_by_text("This is not a voting card of this meeting.")).to_be_visible()
    await expect(page.get_by_role("heading", name="Check and cast")).not_to_be_visible()
    await page.get_by_role("button", name="Check my vote").click()
    await page.get_by_role("button", name="Cast my vote").focus()
    await scan(page, text, Typing(end=end))

    await expect(page.get_by_text("This is not a voting card of this meeting.")).to_be_visible()
    assert cast(demo) == 0


@pytest.mark.parametrize("text", NO_CARDS)
async def test_what_is_no_card_is_said_and_changes_nothing(
    demo: Running, screen: Browser, text: str
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)
    await scan(page, address(code))
    await page.get_by_role("radio", name="No").check()

    await scan(page, text)

    await expect(page.get_by_text("This is not a voting card of this meeting.")).to_be_visible()
    assert await page.get_by_role("radio", name="No").is_checked()
    assert not demo.kiosk.hall.help_calls


async def test_after_a_refused_card_and_a_touched_heading_every_card_works(
    demo: Running, screen: Browser
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)

    await page.get_by_role("textbox").fill("rubbish")
    await page.get_by_role("button", name="Start").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await page.mouse.click(40, 120)  # beside the field
    await scan(page, code)

    await expect(page.get_by_text("Not cast yet")).to_be_visible()


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_printed_card_is_read_on_every_layout(
    demo: Running, screen: Browser, layout: str
) -> None:
    first, second, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)

    await scan(page, f"]Q3{address(first)}", Typing(layout=layout))
    await expect(page.get_by_text("Not cast yet")).to_be_visible()
    await scan(page, second, Typing(layout=layout))

    await expect(page.get_by_text("Another card was scanned.")).to_be_visible()
    assert demo.kiosk.booths.own.session.code == second


@pytest.mark.parametrize("how", OTHER_ENDS, ids=str)
async def test_a_card_is_read_however_the_scanner_types(
    demo: Running, screen: Browser, how: Typing
) -> None:
    first, second, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)

    await scan(page, address(first), how)
    await expect(page.get_by_text("Not cast yet")).to_be_visible()
    await page.get_by_role("radio", name="Yes").focus()
    await scan(page, address(second), how)

    await expect(page.get_by_text("Another card was scanned.")).to_be_visible()
    assert demo.kiosk.booths.own.session.code == second
    assert cast(demo) == 0


async def test_keys_of_a_hand_still_type_choose_and_press(demo: Running, screen: Browser) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)
    await page.get_by_role("heading", name="Hold your voting card").click()

    await page.keyboard.type(code, delay=90)
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Not cast yet")).to_be_visible()
    await page.wait_for_timeout(300)
    await page.keyboard.press("-")
    await expect(page.get_by_text("Your choice: No.")).to_be_visible()
    await page.wait_for_timeout(300)
    await page.keyboard.press("0")

    await expect(page.get_by_text("Help is called.")).to_be_visible()


async def test_the_next_person_at_the_desk_takes_the_last_ones_card_away(
    demo: Running, screen: Browser
) -> None:
    page = await at_booth(screen, demo, "/desk")

    await scan(page, "101")
    await page.get_by_role("button", name="Yes, sign in").click()
    shown = await page.locator(".code").first.inner_text()
    await scan(page, "]C1102")
    await expect(page.get_by_role("heading", name="Is this you?")).to_be_visible()
    assert shown not in await page.content()
    second = await page.locator(".who").inner_text()
    await scan(page, "103", Typing(number_pad=True))
    await expect(page.locator(".who")).not_to_have_text(second)
    await page.get_by_role("button", name="Yes, sign in").click()

    await expect(page.get_by_text("You are signed in")).to_be_visible()
    assert [number async for number in present(demo)] == ["101", "103"]


async def present(demo: Running) -> AsyncIterator[str]:
    there = await people.at_door(demo.kiosk.hall.sitting.roll.read, ("101", "102", "103"))
    for number in ("101", "102", "103"):
        if there[number].present:
            yield number
