"""A person makes a budget: steps with a way back, both sums in sight, done in five minutes."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from browser import chromium, page_of
from budget_hall import POLL, QUESTION, given_a_city
from journey import Running
from playwright.async_api import Browser, Locator, Page, expect


@pytest.fixture
async def city(tmp_path: Path) -> AsyncIterator[Running]:
    """A kiosk whose poll about both sides is open."""
    async with AsyncExitStack() as stack:
        yield await given_a_city(tmp_path, stack)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A browser, closed at the end."""
    async with chromium() as found:
        yield found


async def ballot(
    city: Running, browser: Browser, width: int, height: int, *, scripts: bool = True
) -> tuple[Page, list[str]]:
    faults: list[str] = []
    page = await page_of(browser, width, height, scripts=scripts, faults=faults)
    await page.goto(f"{city.url}/card/{await city.card('')}/poll/{POLL}")
    if scripts:
        await page.locator("html.ready").wait_for(state="attached")
    return page, faults


def line(page: Page, name: str) -> Locator:
    return page.locator("[data-line]", has=page.locator(".choice-title", has_text=name))


async def press(page: Page, how: str, name: str, times: int = 1) -> None:
    """A button of a line, whose group is opened first where it is not yet."""
    group = page.locator("details.lines", has=line(page, name))
    if await group.get_attribute("open") is None:
        await group.locator("summary").first.click()
    for _ in range(times):
        await page.get_by_role("button", name=f"{how} for {name}").click()


def said(page: Page) -> Locator:
    return page.locator("[data-said]")


async def test_steps_change_a_line_and_both_sums_and_undo_takes_them_back(
    city: Running, browser: Browser
) -> None:
    page, faults = await ballot(city, browser, 360, 740)
    await expect(said(page)).to_have_text("Balanced")

    await press(page, "More", "Parks", 2)
    await expect(said(page)).to_have_text("$200,000 short")
    await expect(line(page, "Parks").locator("[data-change]")).to_have_text("$200,000 more")
    await expect(page.locator("[data-total=spending]")).to_have_text("$6,700,250")
    await press(page, "Less", "Roads")
    await expect(said(page)).to_have_text("$100,000 short")
    await press(page, "More", "Property tax", 2)
    await expect(said(page)).to_have_text("$100,000 left over")
    await page.get_by_role("button", name="Undo").click()
    await expect(said(page)).to_have_text("Balanced")
    for _ in range(4):
        await page.get_by_role("button", name="Undo").click()

    await expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    await expect(page.locator("[data-change]:not(:empty)")).to_have_count(0)
    await expect(page.locator("[data-total=spending]")).to_have_text("$6,500,250")
    assert faults == []


async def test_a_person_decides_in_five_minutes_and_casts(city: Running, browser: Browser) -> None:
    """Four changed lines, the gap spread: counted are the taps, at 1.5 seconds each."""
    page, faults = await ballot(city, browser, 320, 640)
    taps = 0

    async def tap(how: str, name: str, times: int) -> None:
        nonlocal taps
        taps += times + 1  # and one that opens the group
        await press(page, how, name, times)

    await tap("More", "Parks", 4)
    await tap("More", "Library", 4)
    await tap("Less", "Roads", 4)
    await tap("More", "Fees", 4)
    await expect(said(page)).to_have_text("Balanced")
    await tap("More", "Parks", 1)
    await page.get_by_role("button", name="Spread the rest Money in").click()
    await expect(said(page)).to_have_text("Balanced")
    await page.get_by_role("button", name="Check my vote").click()
    await expect(page.get_by_text("Parks: $500,000 more. Now $1,500,000.")).to_be_visible()
    await page.get_by_role("button", name="Cast my vote").click()
    await expect(page.get_by_role("heading", name="Your vote is cast")).to_be_visible()

    assert city.kiosk.hall.sitting.box.cast_number(POLL) == 1
    assert (taps + 3) * 1.5 < 60  # of the 300 seconds, beside reading and thinking
    assert faults == []


@pytest.mark.parametrize("scripts", [True, False])
async def test_last_years_budget_is_kept_by_one_tick(
    city: Running, browser: Browser, scripts: bool
) -> None:
    page, _ = await ballot(city, browser, 390, 800, scripts=scripts)
    await page.get_by_role("button", name="Check my vote").click()
    await expect(page.get_by_text("You skipped")).to_be_visible()
    await page.get_by_role("button", name="Back").click()

    await page.get_by_label("Keep last year’s budget").check()
    await page.get_by_role("button", name="Check my vote").click()

    await expect(page.get_by_text("Last year’s budget, as it is.")).to_be_visible()
    await expect(page.get_by_text("You skipped")).to_have_count(0)


async def test_a_changed_line_takes_the_tick_away_and_the_tick_the_changes(
    city: Running, browser: Browser
) -> None:
    page, _ = await ballot(city, browser, 390, 800)
    keep = page.get_by_label("Keep last year’s budget")

    await keep.check()
    await press(page, "More", "Parks")
    await expect(keep).not_to_be_checked()
    await page.wait_for_timeout(500)  # a palm presses twice in less
    await keep.check()

    await expect(page.locator("[data-change]:not(:empty)")).to_have_count(0)
    await expect(said(page)).to_have_text("Balanced")


async def test_one_line_is_put_back_and_the_others_stay(city: Running, browser: Browser) -> None:
    page, faults = await ballot(city, browser, 360, 740)
    await press(page, "More", "Parks", 3)
    await press(page, "More", "Library")
    await page.get_by_role("button", name="Put back Parks").click()

    await expect(line(page, "Parks").locator("[data-change]")).to_be_empty()
    await expect(line(page, "Library").locator("[data-change]")).to_have_text("$50,000 more")
    await expect(said(page)).to_have_text("$50,000 short")
    await expect(page.get_by_role("button", name="Put back Parks")).to_be_hidden()
    await page.get_by_role("button", name="Undo").click()
    await expect(line(page, "Parks").locator("[data-change]")).to_have_text("$300,000 more")
    assert faults == []


async def test_without_scripts_lists_and_a_button_do_the_same(
    city: Running, browser: Browser
) -> None:
    page, _ = await ballot(city, browser, 360, 740, scripts=False)
    await page.locator("details.lines", has=line(page, "Fees")).locator("summary").first.click()
    await line(page, "Fees").locator("select").select_option(label="$1,600,000")
    await page.get_by_role("button", name="Update total").click()
    await expect(said(page)).to_have_text("$100,000 left over")

    await page.get_by_role("button", name="Spread the rest Money out").click()
    await expect(said(page)).to_have_text("Balanced")
    await page.get_by_role("button", name="Check my vote").click()
    await page.get_by_role("button", name="Cast my vote").click()

    await expect(page.get_by_role("heading", name="Your vote is cast")).to_be_visible()


@pytest.mark.parametrize("size", [(320, 640), (390, 800)])
async def test_how_the_sides_stand_stays_in_sight_beside_every_line(
    city: Running, browser: Browser, size: tuple[int, int]
) -> None:
    page, _ = await ballot(city, browser, *size)
    await press(page, "More", "Fees", 2)

    await line(page, "Fees").scroll_into_view_if_needed()

    await expect(said(page)).to_be_in_viewport(ratio=1)
    await expect(line(page, "Fees").locator("select")).to_be_in_viewport(ratio=1)
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size[0]
    cut = "e => e.scrollWidth > e.clientWidth + 1"
    for field in await page.locator("select.amount").all():
        assert not await field.evaluate(cut)


async def test_a_keyboard_alone_makes_the_same_budget(city: Running, browser: Browser) -> None:
    page, _ = await ballot(city, browser, 1280, 800)
    group = page.locator("details.lines", has=line(page, "Fees")).locator("summary").first
    await group.focus()
    await page.keyboard.press("Space")
    field = line(page, "Fees").locator("select")
    await field.focus()
    await page.keyboard.press("ArrowUp")

    await expect(field).to_have_value("31")
    await expect(said(page)).to_have_text("$50,000 left over")


async def test_at_the_booth_a_budget_is_made_and_cast(city: Running, browser: Browser) -> None:
    faults: list[str] = []
    page = await page_of(browser, 800, 480, faults=faults)
    code = await city.card("")
    await page.goto(f"{city.url}/booth")
    await page.get_by_role("textbox").fill(code)
    await page.keyboard.press("Enter")
    await page.locator(f"#{QUESTION}-balance").wait_for()
    await page.locator("html.ready").wait_for(state="attached")

    await press(page, "More", "Parks", 2)
    await press(page, "More", "Property tax", 2)
    await expect(said(page)).to_be_in_viewport(ratio=1)
    await expect(said(page)).to_have_text("Balanced")
    await page.get_by_role("button", name="Check my vote").click()
    await page.get_by_role("button", name="Cast my vote").click()

    await expect(page.get_by_role("heading", name="Your vote is cast")).to_be_visible()
    assert faults == []
