"""Chair and projector say when the kiosk cannot be reached, until what they show is fresh again."""

import asyncio
import contextlib
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from aiohttp import web
from browser import CHROMIUM, chromium, page_of
from journey import PIN, Running, start_kiosk
from playwright.async_api import Page, expect

from kiosk.live import News

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")

CHAIR = "No connection to the kiosk."
SCREEN = "This picture may be old."


async def at_the_chair(page: Page, url: str) -> None:
    await page.goto(f"{url}/chair")
    await page.get_by_role("textbox").fill(PIN)
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Lock").wait_for()
    await page.locator("html.ready").wait_for(state="attached")


async def test_without_wifi_a_bar_says_so_and_goes_when_it_is_back(demo: Running) -> None:
    async with chromium() as browser:
        chair = await page_of(browser, 1280, 800, faults=[])
        await at_the_chair(chair, demo.url)
        screen = await page_of(browser, 1920, 1080, faults=[])
        await screen.goto(f"{demo.url}/screen")
        await screen.locator("html.ready").wait_for(state="attached")

        for page, words in ((chair, CHAIR), (screen, SCREEN)):
            await expect(page.get_by_text(words)).to_be_hidden()
            await page.context.set_offline(True)
            await expect(page.get_by_text(words)).to_be_visible(timeout=30_000)
            await page.context.set_offline(False)
            await expect(page.get_by_text(words)).to_be_hidden(timeout=30_000)


async def test_a_hall_with_news_every_second_is_not_taken_for_silence(demo: Running) -> None:
    async with chromium() as browser:
        chair = await page_of(browser, 1280, 800, faults=[])
        await at_the_chair(chair, demo.url)
        await chair.evaluate(
            """() => {
                const bar = document.getElementById("connection");
                const seen = () => (window.told ||= !bar.hidden);
                new MutationObserver(seen).observe(bar, {attributes: true});
            }"""
        )

        for _ in range(8):
            demo.kiosk.hall.hub.announce(News.COUNT)
            await asyncio.sleep(1)

        assert await chair.evaluate("() => window.told") is False


async def test_a_stopped_kiosk_is_seen_and_its_restart_asks_for_the_pin(
    demo: Running, tmp_path: Path
) -> None:
    async with chromium() as browser:
        chair = await page_of(browser, 1280, 800, faults=[])
        await at_the_chair(chair, demo.url)
        port = int(demo.url.rsplit(":", 1)[1])

        await demo.stop()
        await expect(chair.get_by_text(CHAIR)).to_be_visible(timeout=30_000)
        again = await start_kiosk(tmp_path / "data")
        await web.TCPSite(again.runner, "127.0.0.1", port).start()

        try:
            await expect(chair.get_by_label("PIN")).to_be_visible(timeout=20_000)
        finally:
            await again.stop()


async def test_a_line_that_is_silent_counts_as_lost(
    demo: Running, stopping: AsyncExitStack
) -> None:
    # given a network that swallows what is sent, as that of a box without power does
    passing = asyncio.Event()
    passing.set()

    async def carry(from_: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        while part := await from_.read(2**16):
            await passing.wait()
            to.write(part)
        to.close()

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        port = int(demo.url.rsplit(":", 1)[1])
        there, back = await asyncio.open_connection("127.0.0.1", port)
        with contextlib.suppress(ConnectionError):
            await asyncio.gather(carry(reader, back), carry(there, writer))

    network = await asyncio.start_server(meet, "127.0.0.1", 0)
    stopping.callback(network.close)
    async with chromium() as browser:
        chair = await page_of(browser, 1280, 800, faults=[])
        await at_the_chair(chair, f"http://127.0.0.1:{network.sockets[0].getsockname()[1]}")
        await asyncio.sleep(7)
        await expect(chair.get_by_text(CHAIR)).to_be_hidden()

        # when nothing comes any more, and then again
        passing.clear()
        await expect(chair.get_by_text(CHAIR)).to_be_visible(timeout=30_000)
        passing.set()

        await expect(chair.get_by_text(CHAIR)).to_be_hidden(timeout=30_000)
