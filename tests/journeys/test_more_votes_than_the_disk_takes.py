"""Above what the disk can take people are asked to wait; every vote is answered, none is lost."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from journey import Running, given_a_quorum, load, start_kiosk, until

from kiosk.actions import cast_ballot
from kiosk.domain.ballot import Ballot, Choice, blank_ballot
from kiosk.domain.errors import AlreadyVoted, CannotSave
from kiosk.live import Audience, News
from kiosk.shipped import demo_file
from kiosk.store import cast_queue
from kiosk.store.database import Database

POLL = "young-voters"
ROOM = 3
WAIT = "Many people are voting. Wait a moment, then try again."


async def test_who_finds_the_queue_full_is_asked_to_wait_and_votes_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopping: AsyncExitStack
) -> None:
    monkeypatch.setattr(cast_queue, "LONGEST_QUEUE", ROOM)
    await load(tmp_path / "data", demo_file())
    hall = await start_kiosk(tmp_path / "data")
    stopping.push_async_callback(hall.stop)
    codes = await given_a_quorum(hall)
    await hall.chair(POLL, "open")
    box = hall.kiosk.hall.sitting.box

    async def cast(code: str) -> tuple[int, str]:
        return await hall.post(f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))

    async with box.file.turn:  # the disk takes its time
        first = asyncio.create_task(cast(codes[0]))
        await until(lambda: len(box.file.turn._waiters or ()) == 1)  # it is being saved
        others = [asyncio.create_task(cast(code)) for code in codes[1:]]
        await until(lambda: sum(one.done() for one in others) == len(others) - ROOM)
        told = [one.result() for one in others if one.done()]
        shown_early = first.done() or box.cast_number(POLL)
    answers = [await one for one in (first, *others)]
    again = [await cast(code) for code in codes]

    assert {status for status, _ in told} == {503}
    assert all(WAIT in page for _, page in told)
    assert not shown_early
    assert [status for status, _ in answers].count(200) == 1 + ROOM
    assert sorted(status for status, _ in again) == [200] * len(told) + [409] * (1 + ROOM)
    assert len(await box.ballots(POLL)) == len(codes)


async def test_who_waits_long_for_the_disk_gets_a_sentence_and_then_the_receipt(
    demo: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code, *_) = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    box = demo.kiosk.hall.sitting.box
    form = (("motion", "yes"), ("step", "cast"), ("token", "the-same-form"))

    async with box.file.turn:  # the disk takes its time
        monkeypatch.setattr(cast_ballot, "SAVED_WITHIN", 0.2)
        slow, told = await demo.post(f"/card/{code}/poll/{POLL}", *form)
        before = box.cast_number(POLL)
        monkeypatch.undo()
    again, receipt = await demo.post(f"/card/{code}/poll/{POLL}", *form)

    assert (slow, before) == (503, 0)
    assert "Your vote is still being saved. Wait, then press again." in told
    assert again == 409
    assert "One ballot is in the box." in receipt
    assert re.search(r"[a-z]+-[a-z]+-\d\d-[a-z]+-[a-z]+", receipt)  # the words of its receipt
    assert len(await box.ballots(POLL)) == 1


async def test_a_disk_that_fails_after_the_sentence_is_told_to_the_chair_and_nothing_is_cast(
    demo: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code, *_) = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    hall = demo.kiosk.hall
    box = hall.sitting.box
    form = (("motion", "yes"), ("step", "cast"), ("token", "the-same-form"))

    monkeypatch.setattr(cast_ballot, "SAVED_WITHIN", 0.2)
    monkeypatch.setattr(Database, "write_all", _refuse)
    with hall.hub.listening(Audience.CHAIR) as told:
        async with box.file.turn:  # the disk takes its time
            slow, _ = await demo.post(f"/card/{code}/poll/{POLL}", *form)
        await asyncio.wait_for(_until_devices(told), 30)
    monkeypatch.undo()
    again, _ = await demo.post(f"/card/{code}/poll/{POLL}", *form)

    assert slow == 503
    assert again == 200
    assert len(await box.ballots(POLL)) == 1


async def test_a_phone_that_hangs_up_while_the_disk_saves_finds_its_receipt(demo: Running) -> None:
    (code, *_) = await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    hall = demo.kiosk.hall
    box, poll = hall.sitting.box, hall.sitting.poll(POLL)
    ballot = Ballot((Choice("motion", (("yes", 1),)),))
    form = cast_ballot.CastForm("the-same-form", ("a phone",))

    async with box.file.turn:  # the disk takes its time
        cast_ballot.keep_draft(hall, code, poll_id=POLL, ballot=blank_ballot(poll))
        saving = cast_ballot.cast_ballot(hall, code, poll_id=POLL, ballot=ballot, form=form)
        phone = asyncio.create_task(saving)
        await until(lambda: len(box.file.turn._waiters or ()) == 1)  # it is being saved
        phone.cancel()
    await until(lambda: box.cast_number(POLL) == 1)
    await until(lambda: hall.sitting.drafts.find(POLL, code) is None)

    with pytest.raises(AlreadyVoted) as refused:
        await cast_ballot.cast_ballot(hall, code, poll_id=POLL, ballot=ballot, form=form)

    assert phone.cancelled()
    assert re.fullmatch(r"[a-z]+-[a-z]+-\d\d-[a-z]+-[a-z]+", refused.value.tracker)


async def _refuse(*_: object) -> None:
    raise CannotSave("disk I/O error")


async def _until_devices(told: AsyncIterator[News]) -> None:
    async for news in told:
        if news is News.DEVICES:
            return
