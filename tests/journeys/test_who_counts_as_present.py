"""Who is the base of a motion: whoever was inside while voting was open, whatever happens after."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from bowl import Meeting, verified
from journey import PIN, Running, load, start_kiosk

from kiosk.actions.sign_in import guest_came, sign_out
from kiosk.audit.examination import examine
from kiosk.proof.archive import read_archive, write_archive
from kiosk.store import presence, records
from kiosk.sync.batch import read_record

POLL = """
[[poll]]
id = "{id}"
title = "Rules"

[[poll.question]]
id = "motion"
title = "Shall we?"
kind = "yes_no"
rule = "majority"
settings = {{ {settings} }}
"""
HEAD = 'title = "Members"\ncards = "printed"\n'
ROSTER = 'roster = "roster.csv"\n'


OF_THE_PRESENT = 'base = "present"'


async def given(
    folder: Path,
    *,
    roster: bool = True,
    polls: tuple[str, ...] = ("rules",),
    settings: str = OF_THE_PRESENT,
) -> Running:
    files = folder / "meeting"
    files.mkdir()
    asked = "".join(POLL.format(id=one, settings=settings) for one in polls)
    text = HEAD + (ROSTER if roster else "") + asked
    (files / "assembly.toml").write_text(text, encoding="utf-8")
    rows = "".join(f"{n},Member {n}\n" for n in range(1, 10))
    (files / "roster.csv").write_text("number,name\n" + rows, encoding="utf-8")
    await load(folder / "data", files)
    return await start_kiosk(folder / "data")


async def vote(running: Running, code: str, choice: str, poll: str = "rules") -> None:
    status, page = await running.post(
        f"/card/{code}/poll/{poll}", ("motion", choice), ("step", "cast")
    )
    assert status == 200, page


async def leaves(running: Running, *numbers: int) -> None:
    for number in numbers:
        await sign_out(running.kiosk.hall, str(number))


async def asked_before(running: Running, step: str, poll: str = "rules") -> str:
    await running.post("/chair/enter", ("pin", PIN))
    _, page = await running.get(f"/chair/poll/{poll}/{step}")
    return page


async def result_of(running: Running, poll: str = "rules") -> dict[str, Any]:
    await running.chair(poll, "publish")
    _, text = await running.get(f"/api/v1/polls/{poll}/result")
    told: dict[str, Any] = json.loads(text)["questions"]["motion"]
    return told


async def wrong_in_the_archive(running: Running) -> list[str]:
    found = await records.after(running.kiosk.hall.sitting.roll.read, 0)
    archive = write_archive(running.kiosk.hall.key, [read_record(text) for _, text in found])
    return [c.sentence.wording for c in examine(read_archive(archive)) if not c.holds]


async def test_who_goes_home_after_voting_stays_in_the_base(tmp_path: Path) -> None:
    running = await given(tmp_path)
    cards = [await running.card(str(number)) for number in range(1, 6)]
    await running.chair("rules", "open")
    for card, choice in zip(cards, ("yes", "yes", "no", "no", "no"), strict=True):
        await vote(running, card, choice)
    await leaves(running, 4, 5)

    before = await asked_before(running, "close")
    await running.chair("rules", "close")
    publish = await asked_before(running, "publish")
    _, chair = await running.get("/chair/poll/rules")
    result = await result_of(running)
    wrong = await wrong_in_the_archive(running)
    await running.stop()

    assert "5 people count as present. Anyone who leaves still counts." in before
    assert "5 people count as present. Anyone who leaves still counts." in publish
    assert "Counted as present" in chair
    assert result["passed"] is False
    assert "The base is all who were present while voting was open: 5." in result["explanation"]
    assert not wrong


async def test_whoever_comes_before_the_close_counts_once_however_often_they_leave(
    tmp_path: Path,
) -> None:
    running = await given(tmp_path)
    for number in range(1, 4):
        await running.card(str(number))
    await leaves(running, 3)  # before the opening: not in the base
    await running.chair("rules", "open")
    await running.card("4")
    await leaves(running, 4, 1)
    await running.card("1")
    await leaves(running, 1)
    await running.card("1")
    await guest_came(running.kiosk.hall, token="a guest")
    await running.chair("rules", "pause")
    await running.card("5")
    await leaves(running, 2, 5)
    await running.chair("rules", "resume")
    await running.chair("rules", "close")
    await running.card("6")
    result = await result_of(running)
    await running.stop()

    assert "The base is all who were present while voting was open: 4." in result["explanation"]


async def test_the_base_outlives_the_power(tmp_path: Path) -> None:
    running = await given(tmp_path)
    cards = [await running.card(str(number)) for number in range(1, 5)]
    await running.chair("rules", "open")
    await vote(running, cards[0], "yes")
    await leaves(running, 1, 2, 3)
    await running.stop()

    again = await start_kiosk(running.data)
    await leaves(again, 4)
    await again.chair("rules", "close")
    result = await result_of(again)
    wrong = await wrong_in_the_archive(again)
    await again.stop()

    assert "The base is all who were present while voting was open: 4." in result["explanation"]
    assert not wrong


async def test_each_of_two_open_polls_has_its_own_base(tmp_path: Path) -> None:
    running = await given(tmp_path, polls=("first", "second"))
    for number in (1, 2, 3):
        await running.card(str(number))
    await running.chair("first", "open")
    await leaves(running, 1)
    await running.chair("second", "open")
    await leaves(running, 2)
    await running.chair("second", "close")
    await running.card("4")
    await leaves(running, 3)
    await running.chair("first", "close")
    first, second = await result_of(running, "first"), await result_of(running, "second")
    await running.stop()

    assert "The base is all who were present while voting was open: 4." in first["explanation"]
    assert "The base is all who were present while voting was open: 2." in second["explanation"]


SIX = "The base is all who were present while voting was open: 6."


@pytest.mark.parametrize(
    ("settings", "passes", "says"),
    [
        ("quorum = 6", True, ()),
        ("quorum = 7", False, ("The quorum is 7; there were 6.",)),
        ('quorum = 6, quorum-base = "present"', True, ()),
        ('quorum = 7, quorum-base = "present"', False, ("The quorum is 7; there were 6.",)),
        ('also = ">=1/2:present"', True, (SIX,)),
        ('also = ">1/2:present"', False, (SIX,)),
        ('also = "2/3:present"', False, (SIX,)),
        ('also = ">=1/2:present,>=1/3:members"', True, (SIX,)),
        ('quorum = 7, also = ">=1/2:present"', False, (SIX, "The quorum is 7; there were 6.")),
    ],
)
async def test_a_quorum_and_further_shares_are_of_all_who_were_there_while_it_was_open(
    tmp_path: Path, settings: str, passes: bool, says: tuple[str, ...]
) -> None:
    """Six: those who went home after voting or without, and who came before the close."""
    running = await given(tmp_path, settings=settings)
    cards = {number: await running.card(str(number)) for number in range(1, 6)}
    await leaves(running, 1)  # before the opening
    await running.chair("rules", "open")
    await vote(running, cards[2], "yes")
    await leaves(running, 2, 3)
    await vote(running, await running.card("6"), "yes")
    await leaves(running, 6)
    await running.chair("rules", "pause")
    await running.card("7")
    await leaves(running, 7)
    await running.chair("rules", "resume")
    await vote(running, cards[4], "no")
    await vote(running, cards[5], "yes")
    await leaves(running, 4, 5)

    before = await asked_before(running, "close")
    await running.chair("rules", "close")
    await running.card("8")
    await running.card("9")
    publish = await asked_before(running, "publish")
    result = await result_of(running)
    archive = await Meeting(running, []).archive()
    await running.stop()
    code, told, second = await verified(archive)

    for page in (before, publish):
        assert "6 people count as present. Anyone who leaves still counts." in page
    assert result["passed"] is passes
    for sentence in says:
        assert sentence in result["explanation"]
    assert (code, second) == (0, 0), told


async def test_a_quorum_of_ballots_counts_nobody_who_only_came(tmp_path: Path) -> None:
    running = await given(tmp_path, settings='quorum = 3, quorum-base = "ballots"')
    cards = [await running.card(str(number)) for number in range(1, 6)]
    await running.chair("rules", "open")
    for card in cards[:2]:
        await vote(running, card, "yes")
    await leaves(running, 1, 2)
    await running.chair("rules", "close")
    result = await result_of(running)
    await running.stop()

    assert result["passed"] is False
    assert "The quorum is 3; there were 2." in result["explanation"]


async def test_an_open_door_counts_all_who_came_until_the_close(tmp_path: Path) -> None:
    running = await given(tmp_path, roster=False)
    for number in range(2):
        await running.post("/api/v1/desk/arrivals", ("once", f"before {number}"))
    await running.chair("rules", "open")
    await running.post("/api/v1/desk/arrivals", ("once", "during"))
    await running.chair("rules", "close")
    await running.post("/api/v1/desk/arrivals", ("once", "after"))
    result = await result_of(running)
    await running.stop()

    assert "The base is all who were present while voting was open: 3." in result["explanation"]


async def test_when_no_poll_is_open_nobody_s_leaving_is_remembered(tmp_path: Path) -> None:
    running = await given(tmp_path)
    for number in (1, 2, 3):
        await running.card(str(number))
    await leaves(running, 1)
    await running.chair("rules", "open")
    await leaves(running, 2)
    assert await presence.there(running.kiosk.hall.sitting.roll.read, "rules") == 2
    await running.chair("rules", "close")
    await running.stop()

    (file,) = running.data.glob("*/roll.sqlite")
    with sqlite3.connect(file) as roll:
        assert roll.execute("SELECT max(left_during) FROM member").fetchone() == (0,)


@pytest.mark.parametrize("step", ["close"])
async def test_more_ballots_than_members_are_never_a_result(tmp_path: Path, step: str) -> None:
    running = await given(tmp_path)
    cards = [await running.card(str(number)) for number in range(1, 4)]
    async with running.kiosk.hall.sitting.roll.write() as tx:
        await tx.execute("DELETE FROM name_part")
        await tx.execute("UPDATE member SET entitled = 0 WHERE number > '2'")
    await running.chair("rules", "open")
    for card in cards:
        await vote(running, card, "yes")
    await running.chair("rules", step)
    _, page = await running.get("/chair/poll/rules")
    await running.chair("rules", "publish")
    published, _ = await running.get("/results/rules")
    await running.stop()

    assert "There are more ballots than members." in page
    assert published == 404
