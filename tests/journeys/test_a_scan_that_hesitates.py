"""A scan that stops in its middle, or loses a key, is asked for again and called no wrong card."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from browser import CHROMIUM, chromium, page_of
from journey import Running, given_a_quorum
from playwright.async_api import Browser, Page, expect
from scanner import Typing, scan

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed"),
    pytest.mark.timeout(300),
]

POLL = "young-voters"
AGAIN = "The scanner did not read it all. Scan again."
NO_CARD = "This is not a voting card of this meeting."
SETTLED = """() => {
  const page = document.documentElement.classList;
  const still = page.contains("ready") && !page.contains("scanning") && !page.contains("sending");
  return still && (document.querySelector("#ballot") || document.querySelector(".scan-said"));
}"""


@pytest.fixture
async def screen() -> AsyncIterator[Browser]:
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(chromium())


async def said_of(demo: Running, page: Page, text: str, how: Typing) -> str:
    """What comes of it at the booth's start: "open", or what is said."""
    await demo.post("/booth/leave")
    await page.goto(f"{demo.url}/booth")
    await scan(page, text, how)
    await page.wait_for_timeout(350)
    await page.wait_for_function(SETTLED)
    if await page.locator("#ballot").count():
        return "open"
    assert not await page.locator("#code").input_value()
    return await page.locator(".scan-said").inner_text()


@pytest.mark.parametrize("stall", [0.195, 0.4])
@pytest.mark.parametrize("end", ["Enter", ""])
async def test_a_code_cut_by_a_pause_anywhere_is_asked_for_again_or_read(
    demo: Running, screen: Browser, stall: float, end: str
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await page_of(screen, 800, 480, faults=[])

    said = {
        place: await said_of(demo, page, code, Typing(stalls=(place,), stall=stall, end=end))
        for place in range(1, len(code))
        if end or place < len(code) - 3  # the last keys of a scan without an end look like a hand's
    }

    assert {place: one for place, one in said.items() if one not in {AGAIN, "open"}} == {}
    assert AGAIN in said.values()


@pytest.mark.parametrize("stall", [0.195, 0.4])
async def test_an_address_cut_by_a_pause_anywhere_is_asked_for_again_or_read(
    demo: Running, screen: Browser, stall: float
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await page_of(screen, 800, 480, faults=[])
    address = f"http://10.42.0.1:8080/card/{code}"

    said = {
        place: await said_of(demo, page, address, Typing(stalls=(place,), stall=stall))
        for place in (1, 2, 3, 7, 12, 21, 24, 27, *range(29, len(address), 2))
    }

    assert {place: one for place, one in said.items() if one not in {AGAIN, "open"}} == {}


async def test_a_scan_that_lost_keys_or_has_a_wrong_one_is_asked_for_again(
    demo: Running, screen: Browser
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await page_of(screen, 800, 480, faults=[])
    wrong = code[:5] + ("K" if code[5] != "K" else "V") + code[6:]
    address = "http://10.42.0.1:8080/card/"

    for text in (code[1:], code[2:], code[:-1], code[:6] + code[7:], wrong, address + wrong):
        assert await said_of(demo, page, text, Typing()) == AGAIN
    assert await said_of(demo, page, address[1:] + code, Typing()) == "open"


@pytest.mark.parametrize("text", ["42", "101", "4006381333931", "https://example.org/"])
async def test_badges_and_other_codes_are_still_no_card(
    demo: Running, screen: Browser, text: str
) -> None:
    await given_a_quorum(demo)
    page = await page_of(screen, 800, 480, faults=[])

    assert await said_of(demo, page, text, Typing()) == NO_CARD


async def test_what_a_hand_typed_some_time_before_a_scan_stays(
    demo: Running, screen: Browser
) -> None:
    await given_a_quorum(demo)
    page = await page_of(screen, 800, 480, faults=[])
    await page.goto(f"{demo.url}/booth")
    await page.wait_for_selector("html.ready")
    await page.keyboard.type("C7K", delay=120)
    await page.wait_for_timeout(900)

    await scan(page, "4006381333931")

    await expect(page.get_by_text(NO_CARD)).to_be_visible()
    assert await page.locator("#code").input_value() == "C7K"


async def test_only_the_last_that_was_said_of_a_card_stands(demo: Running, screen: Browser) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/booth", ("code", code))
    await demo.at_booth(POLL, ("motion", "yes"), ("step", "cast"))
    await demo.post("/booth/leave")
    page = await page_of(screen, 800, 480, faults=[])
    spent, wrong = page.get_by_text("This card has voted."), page.get_by_text(NO_CARD)

    await page.goto(f"{demo.url}/booth")
    await scan(page, code)
    await expect(spent).to_be_visible()
    await page.locator("#code").fill("rubbish")
    await page.locator(".main").click()
    await expect(wrong).to_be_visible()
    await expect(spent).to_have_count(0)
    await scan(page, code[1:])
    await expect(page.get_by_text(AGAIN)).to_be_visible()
    await expect(wrong).to_have_count(0)
    await scan(page, code)
    await expect(spent).to_be_visible()
    await scan(page, "4006381333931")
    await expect(wrong).to_be_visible()
    await expect(spent).to_have_count(0)
