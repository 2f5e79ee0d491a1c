"""A card that lay at the booth when its trial or meeting ended is in nobody's way."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from copy import copy

import aiohttp
import pytest
from browser import CHROMIUM, chromium, page_of
from journey import PIN, Running, given_a_quorum
from playwright.async_api import expect
from scanner import scan

from kiosk.pages.routes import AT_THE_BOOTH, OWN_SCREENS
from kiosk.shipped import demo_file

POLL = "young-voters"
FOR_A_CARD = [(one.method, one.path.replace("{poll}", POLL)) for one in AT_THE_BOOTH]
PAGES = [
    *FOR_A_CARD,
    *((one.method, one.path) for one in OWN_SCREENS if one.path.startswith("/booth")),
]
FIELDS = {
    f"/booth/poll/{POLL}": ("step", "cast"),
    "/booth/look": ("step", "text:l"),
    "/booth/press": ("button", "yes"),
    "/booth": ("code", "rubbish"),
    "/booth/scan": ("scan", "rubbish"),
}
INSTEAD = "Another card was scanned."


async def left_by_a_trial(demo: Running) -> str:
    """The card of somebody who was choosing when the trial ended."""
    await demo.post("/organiser/enter", ("pin", PIN))
    await demo.post("/organiser/trial")
    code = await given_a_choice(demo)
    await demo.chair(POLL, "close")
    await demo.post("/organiser/trial/end")
    assert not demo.kiosk.hall.sitting.trial_mark
    return code


async def left_by_another_meeting(demo: Running) -> str:
    """The card of somebody who stood there when another meeting was loaded."""
    code = await demo.card("101")
    await demo.post("/booth/scan", ("scan", code), ("typed", code))  # its page has not come yet
    await demo.post("/organiser/enter", ("pin", PIN))
    form = aiohttp.FormData()
    for file in sorted(demo_file().parent.glob("*.*")):
        if file.suffix in {".toml", ".csv"}:
            more = b"999,Late Comer,Oak\n" if file.name == "roster.csv" else b""
            form.add_field("files", file.read_bytes() + more, filename=file.name)
    async with demo.browser.post(f"{demo.url}/organiser/load", data=form) as answer:
        asked = await answer.text()
    once = asked.split('name="once" value="')[1].split('"')[0]
    status, page = await demo.post("/organiser/load/anyway", ("once", once))
    assert status == 200, page
    return code


async def given_a_choice(demo: Running) -> str:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/booth", ("code", code))
    await demo.at_booth(POLL, ("asked", "motion"), ("motion", "yes"), ("step", "review"))
    return code


@pytest.mark.parametrize("left", [left_by_a_trial, left_by_another_meeting])
async def test_no_page_fails_for_it_and_the_next_card_works_at_once(
    demo: Running, left: Callable[[Running], Awaitable[str]]
) -> None:
    code = await left(demo)
    at_booth = copy(demo.kiosk.booths.own.session)
    assert at_booth.code == code
    mine, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")

    for method, path in PAGES:
        booth = demo.kiosk.booths.own
        booth.session = copy(at_booth)
        asked = (("visit", at_booth.visit), FIELDS.get(path, ("step", "help")))
        status, page = await (demo.get(path) if method == "GET" else demo.post(path, *asked))
        status_again, again = await demo.get("/booth")
        _, scanned = await demo.post("/booth/scan", ("scan", mine), ("typed", mine))
        _, ballot = await demo.get(f"/booth/poll/{POLL}")

        where = f"{method} {path}"
        assert status in ({404} if (method, path) in FOR_A_CARD else {200, 204, 404}), where
        assert "Not cast yet" not in page, where
        assert code not in page, where
        assert status_again == 200, where
        assert "Hold your voting card under the scanner" in again, where
        assert f'"to": "/booth/poll/{POLL}"' in scanned, where
        assert "Not cast yet" in ballot, where
        assert INSTEAD not in ballot, where
        assert 'value="yes" checked' not in ballot, where
    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 0


async def test_a_real_card_right_after_a_trial_is_no_card_instead_of_another(
    demo: Running,
) -> None:
    await left_by_a_trial(demo)
    mine, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")

    _, scanned = await demo.post("/booth/scan", ("scan", mine), ("typed", mine))
    _, ballot = await demo.get(f"/booth/poll/{POLL}")

    assert f"/booth/poll/{POLL}" in scanned
    assert "Not cast yet" in ballot
    assert INSTEAD not in ballot


async def test_the_card_of_the_trial_is_told_that_it_is_none_of_this_meeting(
    demo: Running,
) -> None:
    code = await left_by_a_trial(demo)

    _, said = await demo.post("/booth/scan", ("scan", code), ("typed", code))
    status, page = await demo.post("/booth", ("code", code))

    for one in (said, page):
        assert "This is not a voting card of this meeting." in one
    assert status == 404
    assert code not in page


@pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")
async def test_an_open_ballot_of_a_trial_makes_room_and_the_next_scan_is_followed(
    demo: Running, stopping: AsyncExitStack
) -> None:
    await demo.post("/organiser/enter", ("pin", PIN))
    await demo.post("/organiser/trial")
    await given_a_choice(demo)
    browser = await stopping.enter_async_context(chromium())
    page = await page_of(browser, 800, 480, faults=[])
    await page.goto(f"{demo.url}/booth/poll/{POLL}")
    await page.wait_for_selector("html.ready")

    await demo.post("/chair/enter", ("pin", PIN))
    await demo.chair(POLL, "close")
    await demo.post("/organiser/trial/end")
    await expect(page.get_by_text("Not cast yet")).not_to_be_visible()
    mine, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await page.wait_for_timeout(1000)
    await scan(page, mine)

    await expect(page.get_by_text("Not cast yet")).to_be_visible()
    assert demo.kiosk.booths.own.session.code == mine
    await expect(page.get_by_text(INSTEAD)).not_to_be_visible()
    assert not await page.get_by_role("radio", name="Yes").is_checked()
