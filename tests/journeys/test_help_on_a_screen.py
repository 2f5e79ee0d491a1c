"""Whoever looks for help on a screen of the hall comes back from there; the next person too."""

import re

import aiohttp
import pytest
from browser import CHROMIUM, chromium, page_of
from journey import PIN, Running
from playwright.async_api import expect
from scanner import scan

from kiosk.pages.public.handbook import READ_WITHIN

LINK = re.compile(r'<a [^>]*href="([^"#?]+)')


async def pages_from(demo: Running, start: str) -> dict[str, str]:
    """All pages that links lead to from there, with what they say."""
    found: dict[str, str] = {}
    waiting = [start]
    while waiting:
        path = waiting.pop()
        status, found[path] = await demo.get(path)
        assert status == 200, path
        for target in LINK.findall(found[path]):
            whole = target if target.startswith("/") else f"{path.rpartition('/')[0]}/{target}"
            if whole not in found and whole not in waiting:
                waiting.append(whole)
    return found


async def test_no_link_leads_from_the_desk_to_a_page_that_knows_no_scan(demo: Running) -> None:
    found = await pages_from(demo, "/desk")

    assert len(found) > 8
    for path, page in found.items():
        assert path.startswith("/desk"), path
        assert 'data-scans="/desk' in page, path
        assert 'href="/desk"' in page, path


@pytest.mark.parametrize("screen", ["/chair", "/organiser"])
async def test_help_leads_back_to_the_screen_that_asked_for_it(demo: Running, screen: str) -> None:
    await demo.post(f"{screen}/enter", ("pin", PIN))
    _, start = await demo.get(screen)
    found = await pages_from(demo, f"{screen}/help")

    assert f'href="{screen}/help"' in start
    assert set(found) >= {f"{screen}/help", f"{screen}/help/trouble", screen}
    for path, page in found.items():
        assert f'href="{screen}"' in page, path


async def test_a_page_of_help_that_was_left_at_the_desk_makes_room(demo: Running) -> None:
    for path in ("/desk/help", "/desk/help/volunteer"):
        assert f'content="{READ_WITHIN};url=/desk"' in (await demo.get(path))[1]
    assert "http-equiv" not in (await demo.get("/help/volunteer"))[1]


async def test_help_leads_a_phone_home(demo: Running) -> None:
    for path in ("/help", "/help/voter"):
        assert '<a class="name" href="/">' in (await demo.get(path))[1]


async def test_a_refusal_at_the_desk_offers_its_own_help(demo: Running) -> None:
    _, page = await demo.post("/desk/card/unknown/print")

    assert 'href="/desk/help"' in page
    assert 'href="/help"' not in page


async def test_a_refusal_elsewhere_leads_to_no_page_of_the_desk(demo: Running) -> None:
    async with aiohttp.ClientSession() as phone, phone.get(f"{demo.url}/desk") as answer:
        page = await answer.text()

    assert answer.status == 403
    assert 'href="/help"' in page
    assert 'href="/desk"' not in page
    assert "/desk/help" not in page


@pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")
async def test_a_scan_on_a_page_of_help_is_the_next_persons(demo: Running) -> None:
    async with chromium() as browser:
        page = await page_of(browser, 800, 480, faults=[])
        for path in ("/desk/help", "/desk/help/volunteer"):
            await page.goto(demo.url + path)
            await scan(page, "101")

            await expect(page.get_by_role("heading", name="Is this you?")).to_be_visible()
