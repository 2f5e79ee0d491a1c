"""The demo clicked through in a real browser, from the door to the published result."""

import asyncio
import re
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from browser import CHROMIUM, chromium, page_of
from journey import PIN, Running, given_a_quorum, load, start_kiosk
from playwright.async_api import Browser, Page, expect
from test_sending_to_central import central as central  # noqa: PLC0414 -- a fixture to use here

from kiosk.shipped import demo_file

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")

CODE = re.compile(r"[2-9CDFGHJKNPRTVX]{4,5}")


async def sign_in(desk: Page, url: str, number: str) -> str:
    await desk.goto(f"{url}/desk")
    await desk.get_by_role("textbox").fill(number)
    await desk.keyboard.press("Enter")
    await desk.get_by_role("button", name="Yes, sign in").click()
    await expect(desk.get_by_text("You are signed in")).to_be_visible()
    shown = await desk.locator(".code").first.inner_text()
    return "".join(CODE.findall(shown))


async def press_step(chair: Page, name: str) -> None:
    await chair.get_by_role("button", name=name).click()
    await chair.wait_for_load_state()


async def vote_at_booth(booth: Page, url: str, code: str) -> None:
    await booth.goto(f"{url}/booth")
    await booth.get_by_role("textbox").fill(code)
    await booth.keyboard.press("Enter")
    await booth.get_by_role("radio", name="No").check()
    await booth.get_by_role("button", name="Check my vote").click()
    await booth.get_by_role("button", name="Cast my vote").click()
    await expect(booth.get_by_role("heading", name="Your vote is cast")).to_be_visible()
    await booth.get_by_role("button", name="Print receipt").click()
    await expect(booth.get_by_text("Your receipt is printing.")).to_be_visible()


async def vote_on_phone(phone: Page, url: str, code: str) -> None:
    await phone.goto(f"{url}/card/{code}")
    await phone.get_by_role("link", name="Vote now").click()
    await phone.get_by_role("radio", name="Yes").check()
    await phone.get_by_role("button", name="Check my vote").click()
    await phone.get_by_role("button", name="Cast my vote").click()
    await expect(phone.get_by_role("heading", name="Your vote is cast")).to_be_visible()


async def test_from_the_door_to_the_published_result(
    central: str, tmp_path: Path, stopping: AsyncExitStack
) -> None:
    faults: list[str] = []
    await load(tmp_path / "data", demo_file())
    demo = await start_kiosk(tmp_path / "data", central=central, sync_seconds=1)
    stopping.push_async_callback(demo.stop)
    assert demo.kiosk.demo is not None
    async with chromium() as browser:
        desk = await page_of(browser, 800, 480, faults=faults)
        booth = await page_of(browser, 1280, 800, faults=faults)
        phone = await page_of(browser, 390, 844, faults=faults)
        chair = await page_of(browser, 1280, 800, faults=faults)
        screen = await page_of(browser, 1920, 1080, faults=faults)

        first = await sign_in(desk, demo.url, "120")
        second = await sign_in(desk, demo.url, "121")
        await given_a_quorum(demo)
        await chair.goto(f"{demo.url}/chair")
        await chair.get_by_role("textbox").fill(PIN)
        await chair.get_by_role("button", name="Go on").click()
        await press_step(chair, "Open voting")
        await screen.goto(f"{demo.url}/screen")
        await vote_at_booth(booth, demo.url, first)
        await vote_on_phone(phone, demo.url, second)
        await expect(screen.get_by_text("Voting is open")).to_be_visible()
        await chair.get_by_role("link", name="Close voting").click()
        await press_step(chair, "Close now")
        await expect(chair.get_by_text("The motion fails.").first).to_be_visible()
        await chair.get_by_role("link", name="Publish result").click()
        await press_step(chair, "Publish now")
        await expect(screen.get_by_text("The motion fails.").first).to_be_visible()
        await phone.goto(central)
        await expect(phone.get_by_text("Riverside neighbourhood assembly").first).to_be_visible()
        await until_published(phone)
        await expect(phone.get_by_text("The motion fails.").first).to_be_visible()

    slips = demo.kiosk.demo.printer.pictures
    receipts = [slip for slip in slips if "report" not in slip.text[1]]
    assert len(receipts) == 3  # two cards at the desk, one receipt at the booth
    assert faults == []


async def until_published(page: Page) -> None:
    """At central: into the assembly, and into the poll until its result is there."""
    await page.get_by_role("link", name="Riverside neighbourhood assembly").first.click()
    assembly = page.url
    for _ in range(40):
        link = page.get_by_role("link", name="Open the meeting to young people")
        if await link.count():
            await link.first.click()
            if await page.get_by_text("The motion fails.").count():
                return
        await asyncio.sleep(0.5)
        await page.goto(assembly)


async def test_a_ballot_is_cast_with_scripts_off(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair("young-voters", "open")
    async with chromium() as browser:
        phone = await page_of(browser, 390, 844, scripts=False, faults=[])

        await vote_on_phone(phone, demo.url, code)

    assert demo.kiosk.hall.sitting.box.cast_number("young-voters") == 1


async def test_two_presses_of_a_button_cast_on_the_open_booth_page(demo: Running) -> None:
    faults: list[str] = []
    code, *_ = await given_a_quorum(demo)
    await demo.chair("young-voters", "open")
    async with chromium() as browser:
        booth = await page_of(browser, 800, 480, faults=faults)
        panel = await page_of(browser, 1280, 800, faults=faults)
        await booth.goto(f"{demo.url}/booth")
        await booth.get_by_role("textbox").fill(code)
        await booth.keyboard.press("Enter")
        await expect(booth.get_by_role("radio", name="Yes")).to_be_visible()
        await panel.goto(f"{demo.url}/panel")

        await panel.get_by_role("button", name="Yes").click()
        await expect(booth.get_by_text("To cast it, press Yes again.")).to_be_visible()
        await asyncio.sleep(1.1)
        await panel.get_by_role("button", name="Yes").click()
        await expect(booth.get_by_role("heading", name="Your vote is cast")).to_be_visible()

    assert faults == []


async def test_the_card_on_the_booths_screen_is_always_the_one_scanned_last(demo: Running) -> None:
    first, second, *_ = await given_a_quorum(demo)
    for poll in ("young-voters", "coordinator"):
        await demo.chair(poll, "open")
    async with chromium() as browser:
        booth = await page_of(browser, 800, 480, faults=[])
        await booth.goto(f"{demo.url}/booth")
        await booth.get_by_role("textbox").fill(first)
        await booth.keyboard.press("Enter")
        await expect(
            booth.get_by_role("heading", name="Your voting card", exact=True)
        ).to_be_visible()
        await booth.locator("html.ready").wait_for(state="attached")

        await demo.post("/panel/scan", ("code", second))

        await expect(booth.get_by_text("Another card was scanned.")).to_be_visible()
        await expect(booth.locator(".code")).to_have_count(0)  # the booth shows nobody's code
        visit = demo.kiosk.booths.own.session.visit
        leave = booth.locator("form[action^='/booth/leave']")
        await expect(leave).to_have_attribute("action", f"/booth/leave?visit={visit}")


async def test_a_ranking_is_tapped_together(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair("coordinator", "open")
    async with chromium() as browser:
        phone = await _phone(browser)
        await phone.goto(f"{demo.url}/card/{code}/poll/coordinator")
        await phone.get_by_role("button", name="Chloé Lambert").first.click()
        await phone.get_by_role("button", name="Amara Osei").first.click()
        await phone.get_by_role("button", name="Move up Amara Osei").click()
        await phone.get_by_role("button", name="Check my vote").click()
        await phone.get_by_role("button", name="Cast my vote").click()
        await expect(phone.get_by_role("heading", name="Your vote is cast")).to_be_visible()

    (text, _), *_ = await demo.kiosk.hall.sitting.box.ballots("coordinator")
    assert text.decode() == '[["coordinator",[["amara",1],["chloe",2]]]]'


async def _phone(browser: Browser) -> Page:
    return await page_of(browser, 390, 844, faults=[])


async def test_a_number_pad_votes_like_the_buttons(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair("young-voters", "open")
    async with chromium() as browser:
        booth = await page_of(browser, 800, 480, faults=[])
        await booth.goto(f"{demo.url}/booth")
        await booth.get_by_role("textbox").fill(code)
        await booth.keyboard.press("Enter")
        await expect(booth.get_by_role("radio", name="Yes")).to_be_visible()
        await booth.locator("html.ready").wait_for(state="attached")

        await booth.keyboard.press("-")
        await expect(booth.get_by_text("To cast it, press No again.")).to_be_visible()
        await asyncio.sleep(1.1)
        await booth.keyboard.press("-")
        await expect(booth.get_by_role("heading", name="Your vote is cast")).to_be_visible()

    (text, _), *_ = await demo.kiosk.hall.sitting.box.ballots("young-voters")
    assert text.decode() == '[["motion",[["no",1]]]]'
