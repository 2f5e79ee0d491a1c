"""Where cards are drawn, the tellers count the bowl, and the report says whether all fits."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from journey import PIN, Running, load, start_kiosk

from kiosk.actions.make_cards import make_cards
from kiosk.actions.new_code import new_code

POLL = "rules"
MEETING = """
title = "Small meeting"
cards = "drawn"
roster = "roster.csv"
[[poll]]
id = "rules"
title = "Rules"
[[poll.question]]
id = "motion"
title = "Shall we?"
kind = "yes_no"
rule = "majority"
"""
MADE, CAME = 10, 6


async def given_six_votes_with_cards_from_the_bowl(folder: Path) -> Running:
    files = folder / "meeting"
    files.mkdir()
    roster = "number,name\n" + "".join(f"{number},Member {number}\n" for number in range(1, 9))
    (files / "assembly.toml").write_text(MEETING, encoding="utf-8")
    (files / "roster.csv").write_text(roster, encoding="utf-8")
    await load(folder / "data", files)
    running = await start_kiosk(folder / "data")
    cards = [new_code() for _ in range(MADE)]
    await make_cards(running.kiosk.hall.sitting, running.kiosk.hall.key, cards)
    for number in range(1, CAME + 1):
        await running.post("/desk/sign-in", ("number", str(number)), ("once", f"a{number}"))
    await running.chair(POLL, "open")
    for card in cards[:CAME]:
        await running.post(f"/card/{card}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))
    return running


async def chairs_page(running: Running) -> str:
    await running.post("/chair/enter", ("pin", PIN))
    _, page = await running.get(f"/chair/poll/{POLL}")
    return page


@pytest.mark.parametrize(
    ("left", "void", "said"),
    [
        ("4", "0", "The cards add up. None is missing and none too many."),
        ("3", "1", "The cards add up. None is missing and none too many."),
        ("3", "0", "1 card is missing."),
        ("5", "0", "There is 1 card too many."),
        ("", "", "The cards left in the bowl are not counted yet."),
    ],
)
async def test_the_closing_report_says_whether_the_cards_add_up(
    tmp_path: Path, stopping: AsyncExitStack, left: str, void: str, said: str
) -> None:
    running = await given_six_votes_with_cards_from_the_bowl(tmp_path)
    stopping.push_async_callback(running.stop)

    await running.chair(POLL, "close", ("left", left), ("void", void))

    page = await chairs_page(running)
    assert said in page
    assert ("Left in the bowl: " in page) == bool(left)


async def test_a_bowl_that_is_counted_later_is_added_up_then(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    running = await given_six_votes_with_cards_from_the_bowl(tmp_path)
    stopping.push_async_callback(running.stop)
    await running.chair(POLL, "close")
    before = await chairs_page(running)

    await running.post(f"/chair/poll/{POLL}/cards", ("left", "4"), ("void", ""))
    after = await chairs_page(running)

    assert "not counted yet" in before
    assert "The cards add up." in after
    assert "Left in the bowl: 4" in after
