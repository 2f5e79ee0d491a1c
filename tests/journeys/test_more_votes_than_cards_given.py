"""More votes than cards were given out: the chair, the hall and whoever checks it are told."""

import json
import re
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from bowl import DRAWN, POLL, Meeting, given, publish_page, verified
from browser import chromium, page_of
from journey import PIN, start_kiosk


async def six_came_and_nine_voted(folder: Path, stopping: AsyncExitStack) -> Meeting:
    meeting = await given(folder, stopping, *DRAWN)
    await meeting.comes(*range(1, 7))
    await meeting.running.chair(POLL, "open")
    await meeting.votes(9)
    await meeting.leaves(1, 2)
    await meeting.running.chair(POLL, "close", ("left", "3"), ("void", "0"))
    return meeting


SAID = "3 more cards voted than were given out."


async def test_the_chair_is_told_and_must_say_yes(tmp_path: Path, stopping: AsyncExitStack) -> None:
    meeting = await six_came_and_nine_voted(tmp_path, stopping)
    running = meeting.running

    asked = await publish_page(running)
    _, chair = await running.get(f"/chair/poll/{POLL}")
    refusals = [
        await running.step(POLL, "publish", *fields)
        for fields in ((), (("beyond", "2"),), (("beyond", "yes"),), (("beyond", ""),))
    ]
    hidden, _ = await running.get(f"/results/{POLL}")
    (button,) = re.findall(r'<button[^>]* name="(\w+)" value="(\d+)">Publish anyway<', asked)
    accepted, _ = await running.step(POLL, "publish", button)
    shown, result = await running.get(f"/results/{POLL}")
    _, screen = await running.get("/screen")
    _, data = await running.get(f"/api/v1/polls/{POLL}/result")

    assert SAID in asked
    assert "Publish now" not in asked
    assert SAID in chair
    assert [status for status, _ in refusals] == [409] * 4
    assert all(SAID in page for _, page in refusals)
    assert (hidden, accepted, shown) == (404, 200, 200)
    assert SAID in result
    assert SAID in screen
    assert json.loads(data)["votes_beyond_cards"] == 3
    assert await meeting.told() == [{"ballots": 9, "cards": 6}]


async def test_it_is_a_finding_of_both_verifiers(tmp_path: Path, stopping: AsyncExitStack) -> None:
    meeting = await six_came_and_nine_voted(tmp_path, stopping)

    code, said, second = await verified(await meeting.archive())

    assert (code, second) == (1, 1)
    (wrong,) = [line for line in said.splitlines() if line.startswith("WRONG  ")]
    assert wrong.endswith(" holds 9 ballots, but only 6 cards were given out.")


async def test_who_comes_after_the_close_mends_nothing(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    meeting = await six_came_and_nine_voted(tmp_path, stopping)
    running = meeting.running
    await meeting.comes(*range(7, 15))
    await running.post(f"/chair/poll/{POLL}/cards", ("left", "3"), ("void", ""))

    asked = await publish_page(running)
    _, chair = await running.get(f"/chair/poll/{POLL}")
    code, _, second = await verified(await meeting.archive())

    assert SAID in asked
    assert chair.count(SAID) == 2  # beside the result and in the closing report
    assert (code, second) == (1, 1)


async def test_a_restart_forgets_nothing_of_it(tmp_path: Path, stopping: AsyncExitStack) -> None:
    meeting = await six_came_and_nine_voted(tmp_path, stopping)
    await meeting.running.step(POLL, "publish", ("beyond", "3"))
    await meeting.running.stop()
    again = await start_kiosk(meeting.running.data)
    stopping.push_async_callback(again.stop)
    counts = again.kiosk.hall.sitting.counts
    if POLL in counts.waiting or POLL in counts.under_way:
        await counts.settle(POLL, seconds=30)

    _, result = await again.get(f"/results/{POLL}")

    assert SAID in result


@pytest.mark.parametrize("more", ["a guest", "a guest of the list", "a second form"])
async def test_whoever_has_no_vote_gives_no_room_for_one(
    tmp_path: Path, stopping: AsyncExitStack, more: str
) -> None:
    meeting = await given(tmp_path, stopping, *DRAWN)
    await meeting.comes(1, 2)
    await meeting.running.chair(POLL, "open")
    match more:
        case "a guest":
            await meeting.running.post("/desk/guest", ("once", "g"))
        case "a guest of the list":
            await meeting.comes(99)
        case _:
            for _ in range(3):
                await meeting.running.post("/desk/sign-in", ("number", "1"), ("once", "x"))
    await meeting.votes(3)
    await meeting.running.chair(POLL, "close")

    assert "1 more card voted than were given out." in await publish_page(meeting.running)


@pytest.mark.parametrize("scripts", [True, False])
async def test_in_a_browser_the_chair_reads_it_and_presses_once(
    tmp_path: Path, stopping: AsyncExitStack, scripts: bool
) -> None:
    meeting = await six_came_and_nine_voted(tmp_path, stopping)
    url = meeting.running.url
    async with chromium() as browser:
        faults: list[str] = []
        chair = await page_of(browser, 800, 480, scripts=scripts, faults=faults)
        await chair.goto(f"{url}/chair")
        await chair.get_by_role("textbox").fill(PIN)
        await chair.keyboard.press("Enter")
        await chair.get_by_role("button", name="Lock").wait_for()
        await chair.goto(f"{url}/chair/poll/{POLL}/publish")
        await chair.get_by_text(SAID).wait_for()
        await chair.get_by_role("button", name="Publish anyway").click()
        await chair.get_by_text("Published. Everybody can see it.").wait_for()
        phone = await page_of(browser, 360, 640, scripts=scripts, faults=faults)
        await phone.goto(f"{url}/results/{POLL}")
        assert await phone.get_by_text(SAID).is_visible()
        screen = await page_of(browser, 1280, 720, scripts=scripts, faults=faults)
        await screen.goto(f"{url}/screen")
        assert await screen.get_by_text(SAID).is_visible()
        assert faults == []
