"""The second copy equals its file after every answer, and never costs the hall a vote."""

import asyncio
import contextlib
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from copied_box import (
    NAME,
    OPEN,
    OPENING,
    attach,
    cast,
    close_all,
    given_a_box,
    reopened,
    rows,
    was_told,
)

from kiosk.domain.errors import CannotSave
from kiosk.store import copy_folder, people
from kiosk.store.copy_folder import BOX, NotOurs
from kiosk.store.database import open_roll


@pytest.fixture(autouse=True)
async def _closed_however_it_ends() -> AsyncIterator[None]:
    yield
    await close_all()


async def test_after_every_answer_the_copy_says_what_its_file_says(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    lost: list[str] = []
    box = await given_a_box(data)
    await attach(await box.sure_file(), data, copy, lost)

    await asyncio.gather(*(cast(box, number) for number in range(60)))
    await box.stop("motion")
    await box.prepare("second", longest=90)
    await box.add_cards(["late"])

    assert rows(copy / NAME / BOX) == rows(data / NAME / BOX)
    assert (box.is_copied, lost) == (True, [])


async def test_the_copy_is_made_whole_while_the_hall_votes(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    box = await given_a_box(data)
    casts = [asyncio.create_task(cast(box, number)) for number in range(40)]

    attaching = asyncio.create_task(attach(await box.sure_file(), data, copy, []))
    for number in range(40, 100):
        await cast(box, number)
    await asyncio.gather(attaching, *casts)

    assert box.is_copied
    assert rows(copy / NAME / BOX) == rows(data / NAME / BOX)


async def test_people_and_records_are_copied_without_a_log_of_changes(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    await given_a_box(data)
    roll = await open_roll(data / NAME / "roll.sqlite")
    OPEN.append(roll)
    await attach(roll, data, copy, [])

    async with roll.write() as tx:
        await tx.execute("INSERT INTO member (number, name, band, entitled) VALUES ('1','A','',1)")
    async with roll.write() as tx:
        await people.arrive(tx, "1")
    with contextlib.suppress(ZeroDivisionError):
        async with roll.write() as tx:
            await people.leave(tx, "1")
            raise ZeroDivisionError

    there = copy / NAME / "roll.sqlite"
    assert rows(there) == rows(data / NAME / "roll.sqlite")
    assert not there.with_name("roll.sqlite-wal").exists()


async def test_the_copy_alone_is_a_box_to_go_on_with(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    box = await given_a_box(data)
    await attach(await box.sure_file(), data, copy, [])
    await cast(box, 1)
    await box.close()
    OPEN.clear()

    again = await reopened(copy)

    assert again.has_spent("motion", "card 1")
    assert await again.ballots("motion") == ((b"yes 1", OPENING),)
    await cast(again, 2)


async def test_a_copy_with_a_ballot_that_the_box_has_not_is_left_as_it_is(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    box = await given_a_box(data)
    await attach(await box.sure_file(), data, copy, [])
    await box.close()
    OPEN.clear()
    there = await reopened(copy)
    await cast(there, 7)
    await there.close()
    OPEN.clear()
    before = (copy / NAME / BOX).read_bytes()

    box = await reopened(data)
    with pytest.raises(NotOurs, match="holds more"):
        await attach(await box.sure_file(), data, copy, [])

    assert (copy / NAME / BOX).read_bytes() == before


async def test_a_damaged_copy_is_left_as_it_is(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    box = await given_a_box(data)
    (copy / NAME).mkdir()
    (copy / NAME / BOX).write_bytes(b"half of a box" * 1000)

    with pytest.raises(sqlite3.DatabaseError):
        await attach(await box.sure_file(), data, copy, [])

    assert (copy / NAME / BOX).read_bytes() == b"half of a box" * 1000


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"device.key": "cd" * 32}, "another kiosk's key"),
        ({"current": NAME}, "without a key"),
        ({"doors.json": "{}"}, "without a key"),
    ],
)
def test_a_folder_of_another_kiosk_is_not_taken(
    tmp_path: Path, files: dict[str, str], why: str
) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    data.mkdir()
    copy.mkdir()
    (data / "device.key").write_text("ab" * 32)
    for name, content in files.items():
        (copy / name).write_text(content)

    with pytest.raises(NotOurs, match=why):
        copy_folder.take_folder(copy, data)

    assert {name: (copy / name).read_text() for name in files} == files


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        copy_folder.take_folder(tmp_path / "stick" / "copy", tmp_path)

    assert not (tmp_path / "stick").exists()


def test_no_two_kiosks_use_one_folder(tmp_path: Path) -> None:
    (tmp_path / "device.key").write_text("ab" * 32)
    (tmp_path / "copy").mkdir()
    held = copy_folder.take_folder(tmp_path / "copy", tmp_path)

    with pytest.raises(NotOurs, match="works there"):
        copy_folder.take_folder(tmp_path / "copy", tmp_path)

    held.release()
    copy_folder.take_folder(tmp_path / "copy", tmp_path).release()


async def test_a_copy_that_is_taken_away_loses_no_vote_and_is_told(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    lost: list[str] = []
    box = await given_a_box(data)
    await attach(await box.sure_file(), data, copy, lost)
    await cast(box, 1)

    copy.rename(tmp_path / "pulled")
    await cast(box, 2)
    await cast(box, 3)

    assert box.cast_number("motion") == 3
    assert (len(lost), box.is_copied) == (1, False)


async def test_a_copy_on_a_full_medium_loses_no_vote_and_is_told(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    lost: list[str] = []
    box = await given_a_box(data)
    file = await box.sure_file()
    await attach(file, data, copy, lost)
    there = file.copy._there
    assert there is not None
    there.execute("PRAGMA max_page_count = 1")

    await box.prepare("second", longest=4000)  # grows the file

    assert was_told(lost, "full")
    assert not box.is_copied
    await cast(box, 1)


async def test_a_main_file_that_fails_makes_its_copy_doubtful(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    lost: list[str] = []
    box = await given_a_box(data)
    file = await box.sure_file()
    await attach(file, data, copy, lost)
    await file.writer.execute("PRAGMA query_only = ON")

    with pytest.raises(CannotSave):
        await cast(box, 1)

    assert lost == ["the main file failed"]
    assert not box.is_copied


async def test_a_commit_that_nobody_waits_for_any_more_leaves_no_copy_that_seems_whole(
    tmp_path: Path,
) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy"
    lost: list[str] = []
    await given_a_box(data)
    roll = await open_roll(data / NAME / "roll.sqlite")
    OPEN.append(roll)
    await attach(roll, data, copy, lost)
    slow = threading.Event()
    disk: list[asyncio.Task[bool]] = []

    async def sign_in() -> None:
        async with roll.write() as tx:
            await tx.execute(
                "INSERT INTO member (number, name, band, entitled) VALUES (1,'A','',1)"
            )
            disk.append(asyncio.create_task(roll.writer._execute(slow.wait)))
            await asyncio.sleep(0)  # the commit comes after it

    signing = asyncio.create_task(sign_in())
    await asyncio.sleep(0.2)
    signing.cancel()
    await asyncio.sleep(0.05)
    slow.set()
    with contextlib.suppress(asyncio.CancelledError):
        await signing
    await asyncio.gather(*disk)

    assert rows(copy / NAME / "roll.sqlite") != rows(data / NAME / "roll.sqlite")
    assert not roll.copy.whole
    assert lost == ["a commit was cut off"]
