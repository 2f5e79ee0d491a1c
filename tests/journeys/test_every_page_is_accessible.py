"""axe-core finds nothing on any page, target sizes included, and no page scrolls sideways."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import axe_playwright_python
import pytest
from browser import CHROMIUM, chromium, page_of
from journey import PIN, Running, given_a_quorum
from playwright.async_api import Browser, Page

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed"),
    pytest.mark.timeout(300),
]

AXE = next(Path(axe_playwright_python.__file__).parent.glob("**/axe.min.js")).read_text("utf-8")
RUN = """async () => {
  const found = await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: { "target-size": { enabled: true } },
  });
  return found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`);
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
POLLS = ("young-voters", "coordinator", "budget", "next-steps")


@dataclass(slots=True)
class Hall:
    """A meeting in full swing: three polls open, one published."""

    demo: Running
    codes: list[str]
    browser: Browser
    complaints: list[str] = field(default_factory=list)

    async def page(self, width: int, height: int) -> Page:
        return await page_of(self.browser, width, height, faults=self.complaints)

    async def look_at(self, page: Page, *paths: str) -> None:
        for path in paths:
            await page.goto(self.demo.url + path)
            await page.evaluate(
                AXE
            )  # not as a script of the page: its policy allows none but its own
            found = [f"{path}: {one}" for one in await page.evaluate(RUN)]
            over = await page.evaluate(SIDEWAYS)
            self.complaints += found + ([f"{path}: {over} px too wide"] if over > 0 else [])


@pytest.fixture
async def hall(demo: Running) -> AsyncIterator[Hall]:
    """Fifteen people, everything open, the motion decided and published."""
    codes = await given_a_quorum(demo)
    for poll in POLLS:
        await demo.chair(poll, "open")
    for place, code in enumerate(codes[:9]):
        await demo.post(
            f"/card/{code}/poll/young-voters",
            ("motion", "yes" if place % 3 else "no"),
            ("step", "cast"),
        )
    await demo.chair("young-voters", "close")
    await demo.chair("young-voters", "publish")
    async with chromium() as browser:
        yield Hall(demo, codes, browser)


async def test_a_voters_pages(hall: Hall) -> None:
    card = f"/card/{hall.codes[0]}"
    page = await hall.page(390, 844)

    await hall.look_at(
        page,
        "/",
        card,
        *(f"{card}/poll/{poll}" for poll in POLLS[1:]),
        f"{card}/poll/next-steps?question=teams",
        f"{card}/poll/next-steps?question=rights",
        f"{card}/poll/budget?question=review",
        f"{card}/poll/young-voters",
        "/results",
        "/results/young-voters",
        "/tracker",
        "/help",
        "/help/volunteer",
        "/help/chair",
        "/help/organiser",
        "/help/counting",
        "/help/trust",
        "/help/trouble",
        "/nowhere",
    )

    assert hall.complaints == []


async def test_the_touch_screens_pages_in_every_size(hall: Hall) -> None:
    await hall.demo.post("/booth", ("code", hall.codes[0]))
    for width, height in ((800, 480), (450, 800), (1280, 800)):
        page = await hall.page(width, height)
        await hall.look_at(
            page, "/booth/card", *(f"/booth/poll/{poll}" for poll in POLLS[1:]), "/desk"
        )

    await hall.demo.post("/booth/leave")
    await hall.look_at(page, "/booth", "/desk/leave", "/pair")

    assert hall.complaints == []


async def test_the_officials_pages_and_the_projector(hall: Hall) -> None:
    desk = await hall.page(1280, 800)
    for door in ("chair", "organiser"):
        await hall.look_at(desk, f"/{door}")
        await desk.get_by_role("textbox").fill(PIN)
        await desk.keyboard.press("Enter")
        await desk.get_by_role("button", name="Lock").wait_for()
    await hall.look_at(
        desk,
        "/chair",
        "/chair/poll/young-voters",
        "/chair/poll/budget/close",
        "/chair/poll/young-voters/sample",
        "/chair/poll/young-voters/publish",
        "/chair/poll/young-voters/tear",
        "/organiser",
        "/organiser/trial/end",
        "/panel",
    )
    screen = await hall.page(1920, 1080)
    await hall.look_at(screen, "/screen")

    assert hall.complaints == []
