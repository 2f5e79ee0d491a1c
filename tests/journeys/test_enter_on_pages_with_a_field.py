"""Enter in a field does the page's main step, with scripts and without."""

from contextlib import AsyncExitStack

import pytest
from browser import CHROMIUM, chromium, page_of
from journey import PIN, Running
from playwright.async_api import Page

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")

FIELDS = {
    "/": ("code", "card", "/card"),
    "/tracker": ("words", "river lamp 47 stone cloud", "/tracker"),
    "/desk": ("typed", "qqq", "/desk"),
    "/desk/leave": ("typed", "qqq", "/desk/leave"),
    "/booth": ("code", "card", "/booth"),
    "/chair": ("pin", PIN, "/chair"),
    "/organiser": ("pin", PIN, "/organiser"),
}
"""The page, its field, what is typed, and where that leads."""


async def enter(page: Page, field: str, typed: str) -> list[tuple[str, str]]:
    """Type slowly as a hand does, and press Enter; what the browser then sent."""
    sent: list[tuple[str, str]] = []
    page.on(
        "request",
        lambda one: sent.append((one.url, one.post_data or "")) if one.method == "POST" else None,
    )
    await page.locator(f"#{field}").fill(typed)
    await page.wait_for_timeout(300)
    await page.locator(f"#{field}").press("Enter")
    await page.wait_for_timeout(800)
    await page.wait_for_load_state()
    return sent


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("path", FIELDS)
async def test_enter_in_a_field_does_the_main_step(demo: Running, path: str, scripts: bool) -> None:
    field, typed, leads = FIELDS[path]
    code = await demo.card("101")
    async with AsyncExitStack() as stack:
        browser = await stack.enter_async_context(chromium())
        page = await page_of(browser, 800, 480, scripts=scripts, faults=[])
        await page.goto(demo.url + path)
        if scripts:
            await page.wait_for_selector("html.ready")
        action = await page.locator(f"form:has(#{field})").get_attribute("action")

        sent = await enter(page, field, code if typed == "card" else typed)

        assert [url for url, _ in sent] == [demo.url + str(action)]
        assert f"{field}=" in sent[0][1]
        assert "step=" not in sent[0][1]
        assert page.url.startswith(demo.url + leads)
