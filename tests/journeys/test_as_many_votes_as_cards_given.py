"""Whoever got a card may vote, wherever they are meanwhile: then nobody is asked anything."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from bowl import DRAWN, MADE, POLL, PRINTED, Meeting, given, publish_page, verified


async def nobody_left_over(meeting: Meeting) -> None:
    await meeting.comes(*range(1, 7))
    await meeting.running.chair(POLL, "open")
    await meeting.votes(6)


async def some_came_while_it_was_open(meeting: Meeting) -> None:
    await meeting.comes(1, 2)
    await meeting.running.chair(POLL, "open")
    await meeting.votes(2)
    await meeting.comes(3, 4, 5)
    await meeting.votes(3)


async def all_left_after_they_voted(meeting: Meeting) -> None:
    await meeting.comes(1, 2, 3)
    await meeting.running.chair(POLL, "open")
    await meeting.votes(3)
    await meeting.leaves(1, 2, 3)


async def somebody_lent_the_card_and_left_before(meeting: Meeting) -> None:
    await meeting.comes(1, 2, 3)
    await meeting.leaves(3)
    await meeting.running.chair(POLL, "open")
    await meeting.votes(3)


async def guests_were_there(meeting: Meeting) -> None:
    await meeting.comes(1, 2, 99)
    await meeting.running.post("/desk/guest", ("once", "g"))
    await meeting.running.chair(POLL, "open")
    await meeting.votes(2)


async def somebody_came_back(meeting: Meeting) -> None:
    await meeting.comes(1, 2)
    await meeting.leaves(1)
    await meeting.comes(1)
    await meeting.running.chair(POLL, "open")
    await meeting.votes(2)


@pytest.mark.parametrize(
    "happens",
    [
        nobody_left_over,
        some_came_while_it_was_open,
        all_left_after_they_voted,
        somebody_lent_the_card_and_left_before,
        guests_were_there,
        somebody_came_back,
    ],
)
async def test_where_nobody_voted_too_much_nobody_is_asked(
    tmp_path: Path, stopping: AsyncExitStack, happens
) -> None:
    meeting = await given(tmp_path, stopping, *DRAWN)
    await happens(meeting)
    await meeting.running.chair(POLL, "close")

    asked = await publish_page(meeting.running)
    published, _ = await meeting.running.step(POLL, "publish")
    _, result = await meeting.running.get(f"/results/{POLL}")
    code, said, second = await verified(await meeting.archive())

    assert "Publish now" in asked
    assert published == 200
    assert "than were given out" not in asked + result
    assert (code, second) == (0, 0), said
    assert "cards were given out" not in said
    assert "Rules: cards given out: " in said
    assert await meeting.told() == []


@pytest.mark.parametrize("head", [('cards = "drawn"',), PRINTED, (*PRINTED, DRAWN[1])])
async def test_other_meetings_are_bound_by_the_cards_made(
    tmp_path: Path, stopping: AsyncExitStack, head: tuple[str, ...]
) -> None:
    is_drawn = head[0] == DRAWN[0]
    meeting = await given(tmp_path, stopping, *head, made=MADE if is_drawn else 0)
    if is_drawn:
        await meeting.running.post("/desk/sign-in", ("once", "a"))  # the only one who was counted
    else:
        meeting.cards = [await meeting.running.card(str(number)) for number in range(1, 5)]
    await meeting.running.chair(POLL, "open")
    await meeting.votes(4)
    await meeting.running.chair(POLL, "close")

    asked = await publish_page(meeting.running)
    published, _ = await meeting.running.step(POLL, "publish")
    code, said, second = await verified(await meeting.archive())

    assert "Publish now" in asked
    assert published == 200
    assert (code, second) == (0, 0), said
    assert f"Rules: cards made: {MADE if is_drawn else 4}; no more voted." in said
