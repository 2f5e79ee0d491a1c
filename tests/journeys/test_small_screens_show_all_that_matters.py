"""On small screens no word or button is cut, covered, or below the fold where it must be seen."""

import pytest
from browser import CHROMIUM, chromium, page_of
from journey import Running
from playwright.async_api import Page

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed"),
    pytest.mark.timeout(300),
]

NOT_SEEN = """(names) => [...document.querySelectorAll(names)].flatMap((one) => {
  const box = one.getBoundingClientRect();
  if (box.width < 3 || one.closest("[hidden], dialog:not([open])")) return [];
  const points = [[0.5, 0.1], [0.5, 0.9], [0.06, 0.5], [0.94, 0.5]];
  const covered = points.some(([x, y]) => {
    const there = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
    return !(there && (one.contains(there) || there.contains(one)));
  });
  return covered ? [`${one.tagName} ${one.textContent.trim().slice(0, 40)}`] : [];
})"""
"""What of these is not seen whole: beside the screen, below the fold, or under something else."""

CARD = (
    "h1, .spoken, .new-card-words .notice, .new-card-words .hint, .new-card-code svg, .foot button"
)
SMALL_CARD = "h1, .spoken, .foot button, .header .name, .header .button"
START = ".faults a, .header .name, .header .button, #code, .booth-type .button"
SIZES = [(800, 480, CARD), (1024, 600, CARD), (480, 800, SMALL_CARD), (360, 640, SMALL_CARD)]


async def signed_in(demo: Running, page: Page, number: str) -> None:
    await page.goto(f"{demo.url}/desk")
    await page.locator("#typed").fill(number)
    await page.keyboard.press("Enter")
    await page.locator("form[action='/desk/sign-in'] button").click()
    await page.locator(".new-card").wait_for()


async def in_language(demo: Running, page: Page, path: str, language: str) -> None:
    await page.context.set_extra_http_headers({"Accept-Language": language})
    await page.goto(demo.url + path)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("lever", ["mend", "no_paper"])
async def test_a_new_card_with_all_its_answers_is_seen_at_once(
    demo: Running, lever: str, language: str
) -> None:
    assert demo.kiosk.demo is not None
    getattr(demo.kiosk.demo.printer, lever)()
    faults: list[str] = []
    async with chromium() as browser:
        for number, (width, height, names) in enumerate(SIZES, start=101):
            page = await page_of(browser, width, height, faults=faults)
            await page.context.set_extra_http_headers({"Accept-Language": language})
            await signed_in(demo, page, str(number))
            await page.wait_for_timeout(1_000)  # the slip comes, or the trouble is told

            unseen = await page.evaluate(NOT_SEEN, names)
            faults += [f"{width}x{height}: {one}" for one in unseen]

    assert faults == []


@pytest.mark.parametrize("language", ["en", "es"])
async def test_the_booths_start_is_seen_whole_also_after_a_refusal(
    demo: Running, language: str
) -> None:
    faults: list[str] = []
    async with chromium() as browser:
        for width, height in ((800, 480), (1024, 600), (480, 800), (360, 640)):
            page = await page_of(browser, width, height, faults=faults)
            await in_language(demo, page, "/booth", language)
            faults += [f"{width}: {one}" for one in await page.evaluate(NOT_SEEN, START)]
            await page.locator("#code").fill("rubbish")
            await page.keyboard.press("Enter")
            await page.locator(".faults").wait_for()
            faults += [f"{width}, refused: {one}" for one in await page.evaluate(NOT_SEEN, START)]

    assert faults == []


async def test_names_and_switches_do_not_cover_each_other(demo: Running) -> None:
    faults: list[str] = []
    async with chromium() as browser:
        for path in ("/desk", "/booth", "/own", "/tracker", "/desk/leave"):
            for width in (320, 360, 414):
                page = await page_of(browser, width, 640, faults=faults)
                await page.goto(demo.url + path)
                words = ".header .name, .header .button"
                faults += [f"{path} {width}: {one}" for one in await page.evaluate(NOT_SEEN, words)]

    assert faults == []
