"""The box spends a card and keeps a ballot together, once, and refuses the rest."""

import asyncio
import threading
from pathlib import Path

import pytest

from kiosk.domain.errors import AlreadyVoted, NoSuchCard, PollNotOpen
from kiosk.store.box import Box

OPENING = bytes(range(32))


async def given_an_open_box(folder: Path, *codes: str) -> Box:
    box = await Box.open_and_read(folder / "box.sqlite")
    await box.prepare("motion", longest=40)
    await box.add_cards(codes)
    await box.start("motion")
    return box


async def cast(box: Box, code: str, text: bytes = b"yes") -> str:
    try:
        await box.cast("motion", code, text=text, opening=OPENING)
    except AlreadyVoted:
        return "already"
    return "cast"


async def test_a_hundred_simultaneous_casts_with_fifty_cards_keep_exactly_fifty(
    tmp_path: Path,
) -> None:
    codes = [f"CARD{number}" for number in range(50)]
    box = await given_an_open_box(tmp_path, *codes)

    answers = await asyncio.gather(*(cast(box, code) for code in codes * 2))

    assert answers.count("cast") == 50
    assert answers.count("already") == 50
    assert len(await box.ballots("motion")) == 50
    await box.close()


async def test_a_reopened_box_holds_the_same_ballots_and_spent_cards(tmp_path: Path) -> None:
    box = await given_an_open_box(tmp_path, "A", "B")
    await cast(box, "A", b"no")
    await box.close()

    again = await Box.open_and_read(tmp_path / "box.sqlite")

    assert await again.ballots("motion") == ((b"no", OPENING),)
    assert await cast(again, "A") == "already"
    assert await cast(again, "B") == "cast"
    assert again.cast_number("motion") == 2
    await again.close()


async def test_a_cast_after_the_close_is_refused_and_leaves_the_card_unspent(
    tmp_path: Path,
) -> None:
    box = await given_an_open_box(tmp_path, "A")
    await box.stop("motion")

    with pytest.raises(PollNotOpen):
        await cast(box, "A")

    assert not box.has_spent("motion", "A")
    assert await box.ballots("motion") == ()
    await box.close()


async def test_an_unknown_card_casts_nothing(tmp_path: Path) -> None:
    box = await given_an_open_box(tmp_path, "A")

    with pytest.raises(NoSuchCard):
        await cast(box, "Z")

    assert box.cast_number("motion") == 0
    await box.close()


async def test_a_close_waits_for_the_casts_in_flight(tmp_path: Path) -> None:
    codes = [f"CARD{number}" for number in range(20)]
    box = await given_an_open_box(tmp_path, *codes)

    casts = [asyncio.create_task(cast(box, code)) for code in codes]
    await asyncio.sleep(0)
    await box.stop("motion")
    kept = len(await box.ballots("motion"))
    answers = await asyncio.gather(*casts, return_exceptions=True)

    assert answers.count("cast") == kept
    assert len(await box.ballots("motion")) == kept
    await box.close()


async def test_nobody_is_told_of_a_vote_before_it_is_on_disk(tmp_path: Path) -> None:
    box = await given_an_open_box(tmp_path, "A")
    slow = threading.Event()
    disk = asyncio.create_task(
        box.file.database.writer._execute(slow.wait)
    )  # the disk takes its time
    first = asyncio.create_task(cast(box, "A"))
    await asyncio.sleep(0.1)
    again = asyncio.create_task(cast(box, "A", b"no"))
    await asyncio.sleep(0.1)

    before = (box.has_spent("motion", "A"), box.cast_number("motion"), first.done(), again.done())
    slow.set()
    answers = [await first, await again]
    await disk

    assert before == (False, 0, False, False)
    assert answers == ["cast", "already"]
    assert (box.has_spent("motion", "A"), box.cast_number("motion")) == (True, 1)
    await box.close()


async def test_one_card_votes_in_each_poll(tmp_path: Path) -> None:
    box = await given_an_open_box(tmp_path, "A")
    await box.prepare("budget", longest=400)
    await box.start("budget")

    await cast(box, "A")
    await box.cast("budget", "A", text=b"park", opening=OPENING)

    assert box.has_spent("motion", "A")
    assert box.has_spent("budget", "A")
    await box.close()


async def test_the_longest_ballot_and_the_shortest_take_the_same_room(tmp_path: Path) -> None:
    box = await given_an_open_box(tmp_path, "A", "B")

    await cast(box, "A", b"x" * 40)
    await cast(box, "B", b"")

    sizes = await box.file.database.read.execute_fetchall(
        "SELECT DISTINCT length(body) FROM ballot"
    )
    assert len(list(sizes)) == 1
    await box.close()
