"""A hand on the number pad presses help and abstain, NumLock on or off; a scanner never does."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from browser import CHROMIUM, chromium
from journey import Running, given_a_quorum, until
from playwright.async_api import Browser, Page, expect
from scanner import Typing, scan
from test_scanning_on_any_page import POLL, at_booth, cast

from kiosk.domain.colour import Colour

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")

NO_CARD = "This is not a voting card of this meeting."


@pytest.fixture
async def screen() -> AsyncIterator[Browser]:
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(chromium())


PAD_KEYS = {
    "Insert": ("Insert", "Numpad0"),
    "0": ("0", "Numpad0"),
    "Delete": ("Delete", "NumpadDecimal"),
    ".": (".", "NumpadDecimal"),
    ",": (",", "NumpadDecimal"),
}


async def press_on_the_pad(page: Page, key: str) -> None:
    """A hand on the number pad: with NumLock off its keys have other names, and type nothing."""
    name, code = PAD_KEYS[key]
    keyboard = await page.context.new_cdp_session(page)
    one = {"key": name, "code": code, "location": 3}
    text = {"text": name} if len(name) == 1 else {}
    down = "keyDown" if text else "rawKeyDown"
    await keyboard.send("Input.dispatchKeyEvent", {"type": down, **one, **text})
    await page.wait_for_timeout(70)  # a finger
    await keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", **one})
    await keyboard.detach()


@pytest.mark.parametrize("key", PAD_KEYS)
async def test_a_hand_on_the_number_pad_calls_help_and_abstains_with_numlock_off_and_on(
    demo: Running, screen: Browser, key: str
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)
    await scan(page, code)
    await expect(page.get_by_text("Not cast yet")).to_be_visible()
    await page.wait_for_timeout(500)

    await press_on_the_pad(page, key)

    if key in {"Insert", "0"}:
        await expect(page.get_by_text("Help is called.")).to_be_visible()
        assert demo.kiosk.booths.own.session.pressed is None
        assert len(demo.kiosk.hall.help_calls) == 1
    else:
        await expect(page.get_by_text("Your choice: Abstain.")).to_be_visible()
        assert demo.kiosk.booths.own.session.pressed is Colour.WHITE
        assert not demo.kiosk.hall.help_calls
    assert cast(demo) == 0


@pytest.mark.parametrize("text", ["0000000000", "0.0.0", "00", "1010", "100200300"])
@pytest.mark.parametrize("num_lock", [True, False], ids=["on", "off"])
async def test_digits_that_a_scanner_types_on_the_number_pad_press_no_button(
    demo: Running, screen: Browser, text: str, num_lock: bool
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)
    await scan(page, code)
    await expect(page.get_by_text("Not cast yet")).to_be_visible()

    await scan(page, text, Typing(number_pad=True, num_lock=num_lock))
    await expect(page.get_by_text(NO_CARD)).to_be_visible()
    await page.wait_for_timeout(400)

    assert demo.kiosk.booths.own.session.pressed is None
    assert not demo.kiosk.hall.help_calls
    assert cast(demo) == 0


@pytest.mark.parametrize("between", [30, 150, 280])
async def test_a_hand_that_trembles_presses_once(
    demo: Running, screen: Browser, between: int
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)
    await scan(page, code)
    await expect(page.get_by_text("Not cast yet")).to_be_visible()
    await page.wait_for_timeout(500)

    await page.keyboard.press("+")
    await page.wait_for_timeout(between)
    await page.keyboard.press("+")

    await until(lambda: demo.kiosk.booths.own.session.pressed is Colour.GREEN)
    assert cast(demo) == 0


async def test_a_key_that_is_held_presses_once(demo: Running, screen: Browser) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    page = await at_booth(screen, demo)
    await scan(page, code)
    await expect(page.get_by_text("Not cast yet")).to_be_visible()
    await page.wait_for_timeout(500)

    for _ in range(8):
        await page.keyboard.down("+")  # from the second time on it is a repeated key
        await page.wait_for_timeout(60)
    await page.keyboard.up("+")

    await until(lambda: demo.kiosk.booths.own.session.pressed is Colour.GREEN)
    assert cast(demo) == 0
