"""A real browser for journeys: Debian's Chromium, headless, talking to this machine only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from journey import OWN_SCREENS
from playwright.async_api import Browser, Page, async_playwright, expect

CHROMIUM = Path("/usr/bin/chromium")
HERE = "http://127.0.0.1"
PATIENCE = 30_000  # ms until what is waited for must have come, however busy the machine is
QUIETLY = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


expect.set_options(timeout=PATIENCE)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The browser, closed at the end."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=list(QUIETLY)
        )
        try:
            yield browser
        finally:
            await browser.close()


async def page_of(
    browser: Browser, width: int, height: int, *, scripts: bool = True, faults: list[str]
) -> Page:
    """A page of that size on the own screen; its scripts' complaints are added to ``faults``."""
    context = await browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=scripts
    )
    await context.add_cookies(
        [{"name": name, "value": secret, "url": HERE} for name, secret in OWN_SCREENS.items()]
    )
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on(
        "console",
        lambda said: faults.append(said.text) if "Content Security" in said.text else None,
    )
    return page
