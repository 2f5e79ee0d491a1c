"""When nothing can be saved, nothing is confirmed, and the box goes on when it can be again."""

import asyncio
import contextlib
import sqlite3
from pathlib import Path

import pytest

from kiosk.domain.errors import AlreadyVoted, CannotSave, CannotSayYet
from kiosk.store import box_contents
from kiosk.store.box import Box
from kiosk.store.database import Database
from kiosk.store.writer import Change

OPENING = bytes(32)


async def given_a_box(folder: Path) -> Box:
    box = await Box.open_and_read(folder / "box.sqlite")
    await box.prepare("motion", longest=40)
    await box.add_cards(["A", "B"])
    await box.start("motion")
    return box


async def full_disk(box: Box) -> None:
    # The file may not grow by a single page, and the journal has nowhere to go either.
    await box.file.database.writer.execute("PRAGMA max_page_count = 1")
    await box.file.database.writer.execute("PRAGMA query_only = ON")


async def room_again(box: Box) -> None:
    await box.file.database.writer.execute("PRAGMA query_only = OFF")


async def test_a_cast_that_cannot_be_saved_is_not_confirmed_and_leaves_the_card(
    tmp_path: Path,
) -> None:
    box = await given_a_box(tmp_path)
    await full_disk(box)

    with pytest.raises(CannotSave):
        await box.cast("motion", "A", text=b"yes", opening=OPENING)

    assert box.trouble
    assert not box.has_spent("motion", "A")
    await room_again(box)
    await box.cast("motion", "A", text=b"yes", opening=OPENING)
    assert box.trouble == ""
    assert await box.ballots("motion") == ((b"yes", OPENING),)
    await box.close()


async def test_a_box_without_trouble_goes_on_after_a_voter_hangs_up(tmp_path: Path) -> None:
    box = await given_a_box(tmp_path)
    cast = asyncio.create_task(box.cast("motion", "A", text=b"yes", opening=OPENING))
    await asyncio.sleep(0)

    cast.cancel()
    await box.cast("motion", "B", text=b"no", opening=OPENING)

    assert len(await box.ballots("motion")) == 2
    await box.close()


async def test_a_file_that_is_no_box_is_refused_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "box.sqlite"
    file.write_bytes(b"this is not a box" * 1000)

    with pytest.raises(CannotSave):
        await Box.open_and_read(file)

    assert file.read_bytes().startswith(b"this is not a box")


async def test_no_other_program_writes_into_an_open_box(tmp_path: Path) -> None:
    box = await given_a_box(tmp_path)

    with (
        contextlib.closing(sqlite3.connect(tmp_path / "box.sqlite", timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError),
    ):
        other.execute("DELETE FROM ballot")

    await box.close()


async def test_while_the_file_cannot_be_read_again_nobody_is_told_that_nothing_was_cast(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a disk that saves a ballot, then fails, and cannot be read either
    box = await given_a_box(tmp_path)
    writer = box.file.database.writer
    save = writer.make_all

    async def save_and_fail(changes: list[Change]) -> None:
        await save(changes)
        raise sqlite3.OperationalError("disk I/O error")

    async def ill(path: Path) -> Database:
        raise CannotSave(path.name)

    monkeypatch.setattr(writer, "make_all", save_and_fail)

    # when somebody votes, and once more, and somebody else votes
    with monkeypatch.context() as unreadable:
        unreadable.setattr(box_contents, "open_box", ill)
        with pytest.raises(CannotSayYet):
            await box.cast("motion", "A", text=b"yes", opening=OPENING)
        with pytest.raises(CannotSayYet):
            await box.cast("motion", "A", text=b"no", opening=OPENING)
        with pytest.raises(CannotSave) as other:
            await box.cast("motion", "B", text=b"no", opening=OPENING)

    # then only who may have voted is told to wait, and it is known as soon as it can be read
    assert type(other.value) is CannotSave
    await box.sure_file()
    assert (box.has_spent("motion", "A"), box.has_spent("motion", "B")) == (True, False)
    with pytest.raises(AlreadyVoted):
        await box.cast("motion", "A", text=b"no", opening=OPENING)
    assert await box.ballots("motion") == ((b"yes", OPENING),)
    await box.close()
