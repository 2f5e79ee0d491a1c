"""A meeting has one source of cards: the bowl or the desk, never both."""

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner
from journey import Running, load, start_kiosk

from kiosk.actions.make_cards import make_cards
from kiosk.actions.new_code import new_code
from kiosk.commands.cards import COMMAND
from kiosk.domain.errors import CardsComeFromTheDesk

MEETING = """
title = "Members"
{head}
[[poll]]
title = "Rules"
[[poll.question]]
title = "Shall we?"
kind = "yes_no"
rule = "majority"
"""
ROSTER = 'roster = "roster.csv"'
DRAWN, PRINTED = 'cards = "drawn"', 'cards = "printed"'


async def given(folder: Path, *head: str) -> Running:
    files = folder / "meeting"
    files.mkdir()
    text = MEETING.format(head="\n".join(head))
    (files / "assembly.toml").write_text(text, encoding="utf-8")
    (files / "roster.csv").write_text("number,name\n1,Ada\n2,Ben\n", encoding="utf-8")
    await load(folder / "data", files)
    return await start_kiosk(folder / "data")


@pytest.mark.parametrize("head", [(DRAWN,), (DRAWN, ROSTER), (ROSTER,)])
async def test_where_cards_are_drawn_the_desk_gives_none(
    tmp_path: Path, head: tuple[str, ...]
) -> None:
    running = await given(tmp_path, *head)
    status, answer = await running.post("/api/v1/desk/arrivals", ("number", "1"), ("once", "a"))
    _, page = await running.post("/desk/sign-in", ("number", "2"), ("once", "b"))
    there = running.kiosk.hall.sitting.box.cards_number
    await make_cards(running.kiosk.hall.sitting, running.kiosk.hall.key, [new_code()])
    _, desk = await running.get("/desk")
    await running.stop()

    assert status == 201
    assert '"card": ""' in answer
    assert "draw a card" in page
    assert there == 0
    assert "2" in desk


@pytest.mark.parametrize("head", [(), (PRINTED,), (PRINTED, ROSTER)])
async def test_where_the_desk_gives_cards_none_are_made_ahead(
    tmp_path: Path, head: tuple[str, ...]
) -> None:
    running = await given(tmp_path, *head)
    hall = running.kiosk.hall
    with pytest.raises(CardsComeFromTheDesk):
        await make_cards(hall.sitting, hall.key, [new_code()])
    assert await running.card("1")
    there = hall.sitting.box.cards_number
    await running.stop()

    assert there == 1


@pytest.mark.parametrize("head", [(), (PRINTED, ROSTER)])
async def test_the_command_refuses_with_the_remedy_and_writes_nothing(
    tmp_path: Path, head: tuple[str, ...]
) -> None:
    running = await given(tmp_path, *head)
    await running.stop()

    asked = ["--data", str(running.data), "--number", "8", "--out", str(tmp_path / "cards.pdf")]
    run = await asyncio.to_thread(CliRunner().invoke, COMMAND, asked)

    assert run.exit_code == 1
    assert 'write cards = "drawn"' in run.output
    assert not (tmp_path / "cards.pdf").exists()
