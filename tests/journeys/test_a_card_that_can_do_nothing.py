"""At the booth a card that can vote in nothing is told so in one sentence, and never shown."""

from contextlib import AsyncExitStack

import pytest
from browser import CHROMIUM, chromium, page_of
from journey import Running, given_a_quorum
from playwright.async_api import expect

from kiosk.domain.cards import spoken

POLL = "young-voters"


async def test_a_card_that_has_voted_is_told_so_and_not_shown(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/booth", ("code", code))
    await demo.at_booth(POLL, ("motion", "yes"), ("step", "cast"))
    await demo.post("/booth/leave")

    _, page = await demo.post("/booth", ("code", code))

    assert "This card has voted. One ballot is in the box." in page
    assert spoken(code) not in page
    assert 'content="15;url=/booth"' in page
    assert demo.kiosk.booths.own.session.code == ""


async def test_a_card_shown_while_the_vote_is_paused_or_not_open_is_told_so(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    _, before = await demo.post("/booth", ("code", code))
    await demo.chair(POLL, "open")
    await demo.chair(POLL, "pause")
    _, paused = await demo.post("/booth", ("code", code))
    _, checked = await demo.post("/tracker", ("words", "river-lamp-47-stone-cloud"))
    demo.kiosk.hall.scene = "join"
    _, projector = await demo.get("/screen")

    assert "Voting has not started." in before
    assert "Voting is paused." in paused
    assert all('content="15;url=/booth"' in page for page in (before, paused))
    assert spoken(code) not in before + paused
    assert "Voting is paused" in projector
    assert "tell a teller" not in checked


CLOSED = "This vote takes no ballots now. Nothing was cast."
PAUSED = "Voting is paused. Nothing was cast. Please wait."
NOTHING = "Nothing is open for voting now."


@pytest.mark.parametrize("page", ["", "?question=review", "?called=1"])
@pytest.mark.parametrize("others", [(), ("coordinator",), ("coordinator", "budget")])
async def test_who_was_choosing_when_the_vote_closed_reads_that_nothing_was_cast(
    demo: Running, page: str, others: tuple[str, ...]
) -> None:
    code, *_ = await given_a_quorum(demo)
    for poll in (POLL, *others):
        await demo.chair(poll, "open")
    await demo.post("/booth", ("code", code))
    await demo.at_booth(POLL, ("asked", "motion"), ("motion", "yes"), ("step", "review"))
    await demo.get(f"/booth/poll/{POLL}{page}")

    await demo.chair(POLL, "close")
    said = [(await demo.get(path))[1] for path in (f"/booth/poll/{POLL}{page}", "/booth", "/booth")]

    assert all(CLOSED in one for one in said)
    assert all(NOTHING not in one for one in said)
    assert demo.kiosk.hall.sitting.box.cast_number(POLL) == 0


async def test_who_was_choosing_when_voting_was_paused_reads_so_for_as_long_as_it_is(
    demo: Running,
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/booth", ("code", code))
    await demo.get(f"/booth/poll/{POLL}")

    await demo.chair(POLL, "pause")
    _, ballot = await demo.get(f"/booth/poll/{POLL}")
    _, start = await demo.get("/booth")
    demo.kiosk.booths.own.session.notice_until = 0.0
    _, later = await demo.get("/booth")
    await demo.chair(POLL, "resume")
    _, resumed = await demo.get("/booth")

    assert PAUSED in ballot
    assert PAUSED in start
    assert "Voting is paused." in later
    assert NOTHING not in later
    assert "paused" not in resumed


async def test_a_vote_that_goes_on_is_no_longer_said_to_be_paused(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.chair(POLL, "pause")
    _, paused = await demo.post("/booth", ("code", code))
    await demo.chair(POLL, "resume")
    _, resumed = await demo.get("/booth")

    assert PAUSED in paused
    assert PAUSED not in resumed


@pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's Chromium is not installed")
@pytest.mark.parametrize("step", ["pause", "close"])
async def test_an_open_ballot_of_the_booth_says_why_it_goes(
    demo: Running, stopping: AsyncExitStack, step: str
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/booth", ("code", code))
    browser = await stopping.enter_async_context(chromium())
    page = await page_of(browser, 800, 480, faults=[])
    await page.goto(f"{demo.url}/booth/poll/{POLL}")
    await page.wait_for_selector("html.ready")
    await page.get_by_role("radio", name="Yes").check()

    await demo.chair(POLL, step)
    said = page.get_by_text(PAUSED if step == "pause" else CLOSED)

    await expect(said).to_be_visible()
    await page.wait_for_timeout(3_000)
    await expect(said).to_be_visible()


async def test_what_a_card_was_told_is_told_however_often_the_page_asks(demo: Running) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/booth", ("code", code))
    await demo.at_booth(POLL, ("motion", "yes"), ("step", "cast"))
    await demo.post("/booth/leave")
    await demo.post("/booth/scan", ("scan", code), ("typed", code))

    asked = [
        *[await demo.get("/booth/card") for _ in range(2)],
        await demo.get(f"/booth/poll/{POLL}"),
        await demo.post("/booth/look", ("step", "text:l")),
        await demo.post(f"/booth/print/{POLL}"),
        await demo.post(f"/booth/poll/{POLL}", ("step", "cast")),
        await demo.get("/booth"),
    ]

    assert [status for status, _ in asked] == [200] * len(asked)
    for _, page in asked:
        assert "This card has voted. One ballot is in the box." in page
        assert "Hold your voting card under the scanner" in page
