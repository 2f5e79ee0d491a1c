"""A scanner reads anything at any moment: no choice changes, nothing is cast, no code stays."""

import os
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from browser import CHROMIUM, chromium, page_of
from every_question import POLLS, every_question
from journey import Running, given_a_quorum
from playwright.async_api import Error, Page
from scanner import LAYOUTS, Typing, scan, scan_at_once

from kiosk.actions.new_code import new_code
from kiosk.domain.cards import spoken
from kiosk.store import people

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")

SCANS = int(os.environ.get("KIOSK_TEST_SCANS", "12"))
SEED = int(os.environ.get("KIOSK_TEST_SEED", "1"))
LAST_PAGE_EACH = 6  # scans, one of them where somebody has just voted
RUBBISH = (
    "4006381333931",
    "+.-,0+.-,0",
    "]C1ABC-1234",
    "https://example.org/a?b=c",
    "http://10.42.0.1/tracker?words=river-lamp-47-stone-cloud",
    "0000000000",
    "BEGIN:VCARD N:Li;Ana END:VCARD",
)
OUTCOME = """(before) => {
  const page = document.documentElement.classList;
  const still = page.contains("ready") && !page.contains("scanning") && !page.contains("sending");
  return still && (window.before !== before || document.querySelector(".scan-said"));
}"""
CHOSEN = """() => {
  const form = document.getElementById("ballot");
  const typed = [...(form?.elements ?? [])].filter((one) => one.name && one.type !== "hidden");
  return typed.map((one) => [one.name, one.checked ?? one.value, one.value].join(" ")).join("\\n");
}"""


Seen = TypeVar("Seen")


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Running]:
    async with every_question(tmp_path) as running:
        yield running


@dataclass
class Chance:
    """What comes next, from one seed."""

    draw: random.Random
    cards: list[str]
    number: int = 0

    def text(self) -> str:
        code = self.draw.choice(self.cards)
        badge = f"{self.draw.choice(['', ']C1'])}{self.draw.randint(101, 118)}"
        return self.draw.choice(
            [code, f"http://10.42.0.1:8080/card/{code}", f"]Q3{code}", badge, *RUBBISH]
        )

    def typing(self, text: str) -> Typing:
        stalls = (self.draw.randrange(6, len(text)),) if len(text) > 9 else ()
        return Typing(
            layout=self.draw.choice(list(LAYOUTS)),
            caps_lock=self.draw.random() < 0.2,
            end=self.draw.choice(["Enter", "Tab", "Enter Enter"]),
            stalls=stalls if self.draw.random() < 0.1 else (),
        )

    async def scan(self, page: Page) -> bool:
        """Scan something, and wait until it is followed (another page has come) or said.

        True: it was followed.
        """
        self.number += 1
        await mark(page, self.number)
        text = self.text()
        await scan(page, text, self.typing(text))
        for _ in range(3):  # a page that goes meanwhile ends the look at it
            with suppress(Error):
                await page.wait_for_function(OUTCOME, arg=self.number, timeout=8000)
                return bool(await page.evaluate("window.before") != self.number)
        raise AssertionError(f"scan {self.number} was neither followed nor said")

    async def perhaps_begin(self, page: Page, address: str) -> None:
        """Now and then the page is called anew; a scan may come while it loads."""
        if self.draw.random() < 0.15:
            with suppress(Error):  # a page that goes by itself just now goes first
                await page.goto(address, wait_until="commit")
            if self.draw.random() < 0.3:
                with suppress(Error):
                    text = self.text()
                    await scan_at_once(page, text, self.typing(text))
        await ready(page)


async def mark(page: Page, number: int) -> None:
    """Know this page again; one that goes by itself just now makes room for the next."""
    for _ in range(5):
        with suppress(Error):
            await page.evaluate(
                f"window.before = {number}; document.querySelector('.scan-said')?.remove()"
            )
            return
        await ready(page)


async def look(page: Page, at: Callable[[], Awaitable[Seen]]) -> Seen:
    """What is seen; a page that goes by itself just now is looked at once it has come."""
    for _ in range(4):
        with suppress(Error):
            return await at()
        await ready(page)
    return await at()


async def ready(page: Page) -> None:
    for _ in range(5):
        with suppress(Error):
            await page.wait_for_selector("html.ready:not(.scanning):not(.sending)")
            await page.wait_for_timeout(20)
            if await page.evaluate("document.readyState") == "complete":
                return


async def somewhere_in_a_ballot(page: Page, draw: random.Random) -> None:
    """Choose something, type, go on, or only stand on some button."""
    places = page.locator(
        "#ballot input:not([type=hidden]), #ballot button:visible:not([value=cast]),"
        " .polls a:visible, .links a:visible"
    )
    for _ in range(draw.randrange(4)):
        if not (number := await places.count()):
            return
        one = places.nth(draw.randrange(number))
        with suppress(Error):
            if await one.get_attribute("inputmode"):
                await one.fill(str(draw.randrange(4)), timeout=500)
            elif draw.random() < 0.7:
                await one.click(force=True, timeout=500, no_wait_after=False)
            else:
                await one.focus(timeout=500)
        await ready(page)
    if draw.random() < 0.4:
        with suppress(Error):
            await page.locator("#ballot [value=cast], #ballot .main").first.focus(timeout=200)


async def perhaps_cast(hall: Running, page: Page, chance: Chance) -> str:
    """Now and then a new card's ballot is cast, and its receipt asked for; paper may be missing.

    The words on the last page; empty where nothing was cast.
    """
    if chance.number % LAST_PAGE_EACH != LAST_PAGE_EACH - 1:
        return ""
    assert hall.kiosk.demo is not None
    draw, sitting, printer = chance.draw, hall.kiosk.hall.sitting, hall.kiosk.demo.printer
    code, poll = new_code(), draw.choice(POLLS)
    chance.cards.append(code)
    await sitting.box.add_cards([code])
    await hall.post("/booth", ("code", code))
    asked = sitting.poll(poll).questions[0].id
    await hall.at_booth(poll, ("asked", asked), ("step", "cast"))
    printer.mend()
    if draw.random() < 0.5:
        printer.no_paper()
    words = hall.kiosk.booths.own.session.trackers[poll]
    for _ in range(4):  # the page before goes by itself just now, and may go first
        with suppress(Error):
            await page.goto(f"{hall.url}/booth/poll/{poll}")
        await ready(page)
        if words in await look(page, page.content):
            break
    assert words in await look(page, page.content)
    if draw.random() < 0.7:
        with suppress(Error):
            await page.get_by_role("button", name="Print receipt").click(timeout=2000)
        await ready(page)
    return words


async def test_no_scan_at_the_booth_changes_a_choice(hall: Running) -> None:
    cards = await given_a_quorum(hall)
    for poll in POLLS:
        await hall.chair(poll, "open")
    for poll in POLLS:
        asked = hall.kiosk.hall.sitting.poll(poll).questions[0].id
        for spent in cards[:2]:
            await hall.post(f"/card/{spent}/poll/{poll}", ("asked", asked), ("step", "cast"))
    box = hall.kiosk.hall.sitting.box
    chance = Chance(random.Random(SEED), cards)
    async with AsyncExitStack() as stack:
        browser = await stack.enter_async_context(chromium())
        page = await page_of(browser, 800, 480, faults=[])
        await page.goto(f"{hall.url}/booth")
        while chance.number < SCANS:
            await chance.perhaps_begin(page, f"{hall.url}/booth")
            words = await perhaps_cast(hall, page, chance)
            if not words:
                await somewhere_in_a_ballot(page, chance.draw)
            cast = [box.cast_number(poll) for poll in POLLS]
            visit = hall.kiosk.booths.own.session.visit
            chosen, address = await look(page, lambda: page.evaluate(CHOSEN)), page.url
            followed = await chance.scan(page)
            session = hall.kiosk.booths.own.session
            if session.visit == visit and not followed:
                assert await page.evaluate(CHOSEN) == chosen, page.url
                assert page.url == address
            assert session.pressed is None
            assert [box.cast_number(poll) for poll in POLLS] == cast
            assert not hall.kiosk.hall.help_calls
            shown = await look(page, page.content)
            assert not any(code in shown or spoken(code) in shown for code in cards)
            if words and session.visit != visit:
                assert words not in shown  # they are nobody else's
            elif words and not followed:
                assert words in shown


async def somewhere_at_the_desk(page: Page, draw: random.Random) -> str:
    """A search, a list, a question, or a card that is shown; the code of that card."""
    field = page.locator("#typed")
    way = draw.random()
    if way < 0.2:
        await page.goto(page.url.split("/desk")[0] + draw.choice(["/desk", "/desk/leave"]))
        await ready(page)
    with suppress(Error):
        if way < 0.6:
            await field.fill(draw.choice(["1", "ma", "son", "120", "x"]), timeout=300)
            if way < 0.4:
                await page.get_by_role("button", name="Find").click(timeout=500)
                await ready(page)
        elif way < 0.7:
            await page.get_by_role("button", name="Yes, sign in").click(timeout=300)
            await ready(page)
        elif way < 0.9:
            buttons = page.locator("main button:visible:not([disabled]), main a:visible")
            await buttons.nth(draw.randrange(max(1, await buttons.count()))).focus(timeout=300)
    with suppress(Error):
        if await page.locator(".code").count():
            return await page.locator(".code").first.inner_text(timeout=300)
    return ""


async def test_no_scan_at_the_desk_signs_in_types_or_leaves_a_card(hall: Running) -> None:
    cards = await given_a_quorum(hall)
    chance = Chance(random.Random(SEED + 1), cards)
    read = hall.kiosk.hall.sitting.roll.read
    async with AsyncExitStack() as stack:
        browser = await stack.enter_async_context(chromium())
        page = await page_of(browser, 800, 480, faults=[])
        await page.goto(f"{hall.url}/desk")
        while chance.number < SCANS:
            await chance.perhaps_begin(page, f"{hall.url}/desk")
            code = await somewhere_at_the_desk(page, chance.draw)
            there = await people.counts(read)
            assert await chance.scan(page)
            await ready(page)
            assert await people.counts(read) == there
            assert not await page.locator("#typed").count() or not await page.input_value("#typed")
            shown = await look(page, page.content)
            assert not (code and code in shown)
            assert not any(card in shown or spoken(card) in shown for card in cards)
