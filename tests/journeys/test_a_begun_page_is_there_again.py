"""What is chosen and not sent yet outlives a page that is called anew, for this person only."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from browser import CHROMIUM, HERE, QUIETLY, chromium, page_of
from every_question import POLLS, every_question
from journey import OWN_SCREENS, Running, given_a_quorum
from playwright.async_api import Browser, Page, async_playwright, expect
from scanner import scan

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")

KEPT = "sessionStorage.getItem('begun')"


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Running]:
    async with every_question(tmp_path) as running:
        yield running


@pytest.fixture
async def phones() -> AsyncIterator[Browser]:
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(chromium())


async def ready(page: Page) -> None:
    await page.wait_for_selector("html.ready")


async def ballot_on_a_phone(phones: Browser, hall: Running, poll: str) -> Page:
    code, *_ = await given_a_quorum(hall)
    await hall.chair(poll, "open")
    page = await page_of(phones, 360, 640, faults=[])
    await page.goto(f"{hall.url}/card/{code}/poll/{poll}")
    await ready(page)
    return page


async def test_points_are_there_again(hall: Running, phones: Browser) -> None:
    page = await ballot_on_a_phone(phones, hall, "trees")
    await page.get_by_role("textbox", name="Oak").fill("7")
    await page.get_by_role("button", name="One point more for Elm").click()

    await page.reload()
    await ready(page)

    await expect(page.get_by_role("textbox", name="Oak")).to_have_value("7")
    await expect(page.get_by_role("textbox", name="Elm")).to_have_value("1")
    await expect(page.locator("[data-used]")).to_have_text("8")


async def test_an_order_is_there_again(hall: Running, phones: Browser) -> None:
    page = await ballot_on_a_phone(phones, hall, "coordinator")
    for place in (2, 0):
        await page.locator("[data-free] li:not([hidden]) button").nth(place).click()
    order = await page.locator("[data-order]").inner_text()

    await page.reload()
    await ready(page)

    assert order
    assert await page.locator("[data-order]").inner_text() == order


@pytest.mark.parametrize("poll", ["young-voters", "budget", "next-steps"])
async def test_ticks_are_there_again_and_what_they_cost(
    hall: Running, phones: Browser, poll: str
) -> None:
    page = await ballot_on_a_phone(phones, hall, poll)
    second = page.locator("#ballot input:not([type=hidden])").nth(1)
    await second.check(force=True)
    used = await page.locator("[data-used]").all_inner_texts()

    await page.reload()
    await ready(page)

    await expect(second).to_be_checked()
    assert await page.locator("[data-used]").all_inner_texts() == used


async def test_a_reload_while_voting_is_paused_loses_nothing(
    hall: Running, phones: Browser
) -> None:
    page = await ballot_on_a_phone(phones, hall, "trees")
    await page.get_by_role("textbox", name="Ash").fill("3")
    await hall.chair("trees", "pause")
    await page.reload()
    await expect(page.get_by_role("heading", name="Voting is paused.")).to_be_visible()

    await hall.chair("trees", "resume")

    await expect(page.get_by_role("textbox", name="Ash")).to_have_value("3")


OUT_OF_SIGHT = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


async def test_only_a_page_out_of_sight_is_kept(hall: Running, phones: Browser) -> None:
    page = await ballot_on_a_phone(phones, hall, "trees")
    await page.get_by_role("textbox", name="Oak").fill("10")
    assert await page.evaluate(KEPT) is None

    await page.evaluate(OUT_OF_SIGHT, True)
    assert "10" in await page.evaluate(KEPT)

    await page.evaluate(OUT_OF_SIGHT, False)
    assert await page.evaluate(KEPT) is None
    await page.reload()
    await ready(page)
    assert await page.evaluate(KEPT) is None


async def leave_by_back(page: Page, hall: Running, other: str) -> None:
    await page.get_by_role("button", name="Back").click()
    await expect(page.locator("#ballot")).to_have_count(0)


async def leave_by_casting(page: Page, hall: Running, other: str) -> None:
    await page.get_by_role("button", name="Check my vote").click()
    await page.get_by_role("button", name="Cast my vote").click()
    await expect(page.get_by_role("heading", name="Your vote is cast")).to_be_visible()


async def leave_for_another_card(page: Page, hall: Running, other: str) -> None:
    await page.goto(f"{hall.url}/card/{other}")


async def leave_for_anothers_ballot(page: Page, hall: Running, other: str) -> None:
    await page.goto(f"{hall.url}/card/{other}/poll/trees")
    await expect(page.get_by_role("textbox", name="Oak")).to_have_value("")


async def leave_for_another_poll(page: Page, hall: Running, other: str) -> None:
    await page.goto(page.url.replace("trees", "young-voters"))


async def leave_for_help(page: Page, hall: Running, other: str) -> None:
    await page.goto(f"{hall.url}/help")


async def leave_as_the_vote_ends(page: Page, hall: Running, other: str) -> None:
    await hall.chair("trees", "close")
    await expect(page.locator("#ballot")).to_have_count(0)
    await page.evaluate(OUT_OF_SIGHT, True)


@pytest.mark.parametrize(
    "leave",
    [
        leave_by_back,
        leave_by_casting,
        leave_for_another_card,
        leave_for_anothers_ballot,
        leave_for_another_poll,
        leave_for_help,
        leave_as_the_vote_ends,
    ],
)
async def test_nothing_stays_on_a_phone_that_left_the_ballot(
    hall: Running, phones: Browser, leave: Callable[[Page, Running, str], Awaitable[None]]
) -> None:
    page = await ballot_on_a_phone(phones, hall, "trees")
    await hall.chair("young-voters", "open")
    other = await hall.card("116")
    await page.get_by_role("textbox", name="Oak").fill("10")
    await page.reload()
    await ready(page)
    await expect(page.get_by_role("textbox", name="Oak")).to_have_value("10")

    await leave(page, hall, other)

    await page.wait_for_load_state()
    await ready(page)
    assert await page.evaluate(KEPT) is None


WATCHED = """
Storage.prototype.setItem = (...words) => console.warn("kept", ...words);
for (const name of ["pushState", "replaceState"]) {
  history[name] = (...words) => console.warn("kept", ...words);
}
"""


@pytest.mark.parametrize("poll", POLLS)
async def test_the_booth_keeps_no_choice_in_its_browser(
    hall: Running, phones: Browser, poll: str
) -> None:
    kept: list[str] = []
    first, second, *_ = await given_a_quorum(hall)
    await hall.chair(poll, "open")
    page = await page_of(phones, 800, 480, faults=[])
    page.on("console", lambda said: kept.append(said.text) if "kept" in said.text else None)
    await page.add_init_script(WATCHED)
    await page.goto(f"{hall.url}/booth")
    await ready(page)
    await scan(page, first)
    await page.wait_for_selector("#ballot")
    await ready(page)
    await begin(page)
    begun = await page.evaluate(FILLED)

    await page.evaluate(OUT_OF_SIGHT, True)
    await page.reload()
    await ready(page)

    assert begun
    assert await page.evaluate(FILLED) == []
    # What a browser fills in again by itself, it has written down too.
    assert await page.evaluate("document.getElementById('ballot').autocomplete") == "off"
    await begin(page)
    await scan(page, second)
    await expect(page.get_by_text("Another card was scanned.")).to_be_visible()
    await ready(page)
    await page.goto(f"{hall.url}/booth/leave")
    assert kept == []
    assert await page.evaluate("sessionStorage.length + localStorage.length") == 0


async def begin(page: Page) -> None:
    places = page.locator("[data-free] li:not([hidden]) button")
    field = page.locator("#ballot input:not([type=hidden])").first
    if await places.count():
        await places.first.click()
    elif await field.get_attribute("inputmode"):
        await field.fill("7")
    else:
        await field.check(force=True)


FILLED = """() => [...document.querySelectorAll("#ballot input:not([type=hidden]), #ballot select")]
  .filter((one) => (["radio", "checkbox"].includes(one.type) ? one.checked : one.value))
  .map((one) => one.name)"""


async def test_no_choice_of_the_booth_is_in_the_files_of_its_browser(
    hall: Running, tmp_path: Path
) -> None:
    code, *_ = await given_a_quorum(hall)
    await hall.chair("trees", "open")
    profile = tmp_path / "profile"
    async with async_playwright() as playwright:
        window = await playwright.chromium.launch_persistent_context(
            profile, executable_path=str(CHROMIUM), args=list(QUIETLY)
        )
        await window.add_cookies(
            [{"name": name, "value": secret, "url": HERE} for name, secret in OWN_SCREENS.items()]
        )
        page = await window.new_page()
        await page.goto(f"{hall.url}/booth")
        await ready(page)
        await scan(page, code)
        await page.get_by_role("textbox", name="Oak").fill("424242")
        await page.wait_for_timeout(500)
        await page.reload()
        await ready(page)
        await page.get_by_role("textbox", name="Elm").fill("424242")
        await page.wait_for_timeout(6000)  # a browser writes what it keeps after some seconds
        await window.close()

    files = [one for one in profile.rglob("*") if one.is_file()]
    found = [
        one.name
        for one in files
        for sign in (b"424242", "424242".encode("utf-16-le"))
        if sign in one.read_bytes()
    ]
    assert files
    assert found == []
