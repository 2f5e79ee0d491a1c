"""The pages of the torn key in a real browser: nothing for axe to find, nothing too wide."""

import shutil
from pathlib import Path

import pytest
from browser import CHROMIUM, chromium
from journey import PIN, given_a_quorum, load, start_kiosk
from playwright.async_api import Page
from test_every_page_is_accessible import Hall

from kiosk.shipped import demo_file

POLL = "young-voters"
SIZES = ((390, 844), (800, 480), (1280, 800))

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")


async def chairs_pages(hall: Hall) -> list[Page]:
    """The chair's page in each size, each with the PIN typed."""
    pages = []
    for width, height in SIZES:
        page = await hall.page(width, height)
        await page.goto(f"{hall.demo.url}/chair")
        await page.get_by_role("textbox").fill(PIN)
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Lock").wait_for()
        pages.append(page)
    return pages


async def test_taking_the_key_and_unlocking_the_box(tmp_path: Path) -> None:
    shutil.copytree(demo_file().parent, tmp_path / "files")
    main = tmp_path / "files" / demo_file().name
    main.write_text("sealed = true\n" + main.read_text("utf-8"), encoding="utf-8")
    await load(tmp_path / "data", main)
    running = await start_kiosk(tmp_path / "data")
    try:
        async with chromium() as browser:
            hall = Hall(running, await given_a_quorum(running), browser)
            await running.chair(POLL, "open")
            pages = await chairs_pages(hall)
            for page in pages:
                await hall.look_at(page, f"/chair/poll/{POLL}")
            await running.chair(POLL, "words")
            for page in pages:
                await hall.look_at(page, f"/chair/poll/{POLL}")
            word = await pages[-1].locator(".key-words li").nth(2).inner_text()
            await running.chair(POLL, "key", ("word", word))
            running.kiosk.hall.sitting.box.forget_key(POLL)
            for page in pages:
                await hall.look_at(page, f"/chair/poll/{POLL}")
            locked = await pages[-1].get_by_text("This box is locked").count()
    finally:
        await running.stop()

    assert hall.complaints == []
    assert locked == 1
