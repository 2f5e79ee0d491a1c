"""Whatever a booth of seven inches has to tell, it and what matters are seen at once."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from browser import CHROMIUM, chromium, page_of
from journey import Running, given_a_quorum, load, start_kiosk
from playwright.async_api import Page
from seen import CUT, NOT_SEEN

from kiosk.actions.press_button import press_button
from kiosk.domain.colour import Colour
from kiosk.shipped import demo_file

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed"),
    pytest.mark.timeout(300),
]

POLLS = ("young-voters", "coordinator", "budget", "next-steps")
END = ".done h1, .done .notice, .done .words, .done .tracker p:last-child, .foot .button"
VOTE = ".called .notice, h1, .vote, .pressed, .foot .button"
OPTIONS = ".called .notice, .choices li:nth-child(-n + 2), .foot .button"
CARD = "h1, #card > .notice, .polls li:first-child .button, .foot .button"


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Running]:
    """A meeting with four votes open, and an address as long as addresses get."""
    await load(tmp_path / "data", demo_file())
    running = await start_kiosk(tmp_path / "data", address="http://192.168.100.100:8080")
    yield running
    await running.stop()


class Booth:
    """A screen of that size, and what it shows badly."""

    def __init__(self, hall: Running, page: Page, language: str, text: str) -> None:
        self.hall, self.page, self.language, self.text = hall, page, language, text
        self.faults: list[str] = []

    async def sit_down(self, code: str) -> None:
        await self.hall.post("/booth", ("code", code))
        await self.hall.post("/booth/look", ("step", f"language:{self.language}"))
        await self.hall.post("/booth/look", ("step", f"text:{self.text}"))

    async def go(self, path: str) -> None:
        await self.page.goto(self.hall.url + path)
        await self.page.wait_for_selector("html.ready")
        await self.page.evaluate("document.fonts.ready")

    async def look(self, what: str, names: str) -> None:
        """All of it is seen; with large letters at least that there is more."""
        await self.page.wait_for_timeout(200)
        unseen = await self.page.evaluate(NOT_SEEN, names) if self.text == "m" else []
        cut = await self.page.evaluate(CUT)
        self.faults += [f"{what}: {one}" for one in unseen]
        self.faults += [f"{what}, without More: {one}" for one in cut]


@pytest.mark.parametrize("text", ["m", "l"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [(800, 480), (1024, 600)])
async def test_what_is_told_and_what_it_is_about_are_seen_together(
    hall: Running, stopping: AsyncExitStack, size: tuple[int, int], language: str, text: str
) -> None:
    code, *_ = await given_a_quorum(hall)
    for poll in POLLS:
        await hall.chair(poll, "open")
    browser = await stopping.enter_async_context(chromium())
    page = await page_of(browser, *size, faults=[])
    booth = Booth(hall, page, language, text)
    await booth.sit_down(code)

    await before_the_cast(booth)
    await after_the_cast(booth)

    assert booth.faults == []


async def before_the_cast(booth: Booth) -> None:
    hall, page = booth.hall, booth.page
    session = hall.kiosk.booths.own.session
    await booth.go("/booth/card")
    await booth.look("card", CARD)
    await page.locator("button[value=help]").last.click()
    await booth.look("card, called", CARD)
    session.called = True
    await booth.go("/booth/poll/young-voters")
    await booth.look("ballot, called", VOTE)
    await press_button(hall.kiosk.hall, session, Colour.WHITE, where="")
    await page.locator(".pressed").wait_for()
    await booth.look("ballot, called and pressed", VOTE)
    session.called = False
    await booth.go("/booth/poll/young-voters")
    await booth.look("ballot, pressed", VOTE)
    session.pressed, session.instead = None, True
    for poll in POLLS:
        await booth.go(f"/booth/poll/{poll}")
        await booth.look(f"{poll}, other card", VOTE if poll == POLLS[0] else OPTIONS)
    await booth.go("/booth/poll/young-voters?question=review")
    await booth.look("check, other card", "h1, .called .notice, .foot .button")
    session.instead = False


async def after_the_cast(booth: Booth) -> None:
    hall, page = booth.hall, booth.page
    assert hall.kiosk.demo is not None
    printer = hall.kiosk.demo.printer
    print_it = page.locator("#receipt-print button")
    await hall.at_booth("young-voters", ("motion", "yes"), ("step", "cast"))
    await booth.go("/booth/poll/young-voters")
    await end(booth, "end")
    printer.no_paper()
    await print_it.click()
    await page.locator("#receipt-paper .warning").wait_for()
    await end(booth, "end, no paper")
    printer.mend()
    await print_it.click()
    await page.locator("#receipt-paper .notice:not(.warning)").wait_for()
    await end(booth, "end, printing")
    for other in POLLS[1:]:
        await hall.chair(other, "close")
    await booth.go("/booth/poll/young-voters")
    await end(booth, "end of the only vote")


async def end(booth: Booth, what: str) -> None:
    await booth.look(what, END)
    hidden = await booth.page.evaluate(NOT_SEEN, ".done .notice, .done .words")
    booth.faults += [f"{what}, together: {one}" for one in hidden]
