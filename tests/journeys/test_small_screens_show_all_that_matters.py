"""On small screens no word or button is cut, covered, or below the fold where it must be seen."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from browser import CHROMIUM, chromium, page_of
from journey import Running, load, start_kiosk
from playwright.async_api import Page
from seen import NOT_SEEN, REACHED

from kiosk.shipped import demo_file

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed"),
    pytest.mark.timeout(300),
]

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


async def test_a_new_card_is_seen_whole_in_a_trial_too(demo: Running) -> None:
    demo.kiosk.hall.sitting.trial_mark = "Trial"
    async with chromium() as browser:
        page = await page_of(browser, 800, 480, faults=[])
        await signed_in(demo, page, "101")
        await page.wait_for_timeout(1_000)

        assert await page.locator(".trial").is_visible()
        assert await page.evaluate(NOT_SEEN, CARD) == []


@pytest.mark.parametrize("language", ["en", "es"])
async def test_the_booths_start_is_seen_whole_also_after_a_refusal(
    demo: Running, language: str
) -> None:
    faults: list[str] = []
    async with chromium() as browser:
        for width, height in ((800, 480), (1024, 600), (480, 800), (360, 640)):
            # Keys as large as a finger do not all fit on a phone: there the page scrolls to them.
            seen = REACHED if width == 360 else NOT_SEEN
            page = await page_of(browser, width, height, faults=faults)
            await in_language(demo, page, "/booth", language)
            faults += [f"{width}: {one}" for one in await page.evaluate(seen, START)]
            await page.locator("#code").fill("rubbish")
            await page.keyboard.press("Enter")
            await page.locator(".faults").wait_for()
            faults += [f"{width}, refused: {one}" for one in await page.evaluate(seen, START)]

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


OVERLAPS = """(names) => {
  const all = [...document.querySelectorAll(names)];
  const boxes = all.map((one) => one.getBoundingClientRect());
  return all.flatMap((one, first) => all.slice(first + 1).flatMap((other, place) => {
    const [a, b] = [boxes[first], boxes[first + 1 + place]];
    const apart = a.right <= b.left + 2 || b.right <= a.left + 2
      || a.bottom <= b.top + 2 || b.bottom <= a.top + 2;
    return apart ? [] : [`${one.textContent.trim()} / ${other.textContent.trim()}`];
  }));
}"""
"""Which two of these lie over each other."""

JOIN = ".scene h1, .scene h2, .scene .facts dd, .scene .qr, .scene-foot p"


async def test_a_projector_of_any_shape_shows_network_password_and_address(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    await load(tmp_path / "data", demo_file())
    hall = await start_kiosk(
        tmp_path / "data",
        address="http://192.168.100.100:8080",
        wifi_name="Riverside Assembly Guests",
        wifi_password="riverside-2026-spring",
    )
    stopping.push_async_callback(hall.stop)
    faults: list[str] = []
    async with chromium() as browser:
        for width, height in ((800, 600), (1024, 768), (1280, 800), (1280, 720), (1920, 1080)):
            for language in ("en", "es"):
                page = await page_of(browser, width, height, faults=faults)
                await in_language(hall, page, "/screen", language)
                unseen = await page.evaluate(NOT_SEEN, JOIN)
                faults += [f"{width}x{height} {language}: {one}" for one in unseen]
                overlaps = await page.evaluate(OVERLAPS, JOIN)
                faults += [f"{width}x{height} {language}: {one}" for one in overlaps]

    assert faults == []
