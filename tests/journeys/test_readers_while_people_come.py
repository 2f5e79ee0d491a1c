"""People come to the desk while phones read: nobody is let in by what the roll said before."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from journey import Running, load, start_kiosk, until
from small_meeting import MEETING

from kiosk.actions.attendance import attendance
from kiosk.actions.background import make_ready
from kiosk.actions.change_sitting import change_sitting
from kiosk.actions.load_assembly import sitting_of
from kiosk.actions.sign_in import guest_came, guest_left, sign_in, sign_in_anyone
from kiosk.actions.take_card import take_card
from kiosk.domain.errors import AlreadyPresent, NoSuchPerson, NotPresent, Refused
from kiosk.meeting.hall import Hall
from kiosk.meeting.together import Together
from kiosk.store import given_cards, people, polls

MEMBERS = [str(number) for number in range(101, 131)]
PHONES = 32


@asynccontextmanager
async def phones_that_read(hall: Hall) -> AsyncIterator[None]:
    """As many ballot pages as there are in a hall, which ask again and again."""

    async def read() -> None:
        while True:
            await polls.state(hall.sitting.roll.read, "coordinator")
            await given_cards.number(hall.sitting.roll.read)

    tasks = [asyncio.create_task(read()) for _ in range(PHONES)]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def sign_in_again(hall: Hall, number: str) -> None:
    with suppress(AlreadyPresent):
        await sign_in(hall, number, token=f"another desk {number}")


async def test_a_member_who_takes_a_card_while_another_desk_signs_them_in_has_one(
    demo: Running,
) -> None:
    hall = demo.kiosk.hall
    async with phones_that_read(hall):
        for number in MEMBERS:
            signed = await sign_in(hall, number, token=f"desk {number}")
            await asyncio.gather(take_card(hall, signed.ticket), sign_in_again(hall, number))
            await sign_in_again(hall, number)

    for ticket in list(hall.sitting.untaken.cards):
        await take_card(hall, ticket)
    assert hall.sitting.box.cards_number == len(MEMBERS)


async def test_a_member_signed_in_at_two_desks_is_inside_once(demo: Running) -> None:
    hall = demo.kiosk.hall
    async with phones_that_read(hall):
        for number in MEMBERS:
            await asyncio.gather(sign_in_again(hall, number), sign_in_again(hall, number))
            await sign_in_again(hall, number)

        known, kept = await attendance(hall), await attendance(hall, hall.sitting.roll.read)
    assert known == kept
    assert known.present == len(MEMBERS)


async def test_what_was_committed_is_seen_by_the_next_look(demo: Running) -> None:
    roll = demo.kiosk.hall.sitting.roll
    async with phones_that_read(demo.kiosk.hall):
        for number in MEMBERS:
            async with roll.write() as tx:
                await people.arrive(tx, number)
            assert (await people.at_door(roll.read, [number]))[number].present


async def test_no_more_guests_leave_than_came(demo: Running) -> None:
    hall = demo.kiosk.hall
    await guest_came(hall, token="one")

    left = await asyncio.gather(
        *(guest_left(hall, token=f"form {n}") for n in range(3)), return_exceptions=True
    )

    assert [type(one) for one in left].count(NotPresent) == 2
    assert (await attendance(hall)).guests == 0


async def test_a_meeting_with_a_roster_lets_nobody_in_without_a_number(demo: Running) -> None:
    """The form was sent to the meeting before, whose door was open."""
    with pytest.raises(NoSuchPerson):
        await sign_in_anyone(demo.kiosk.hall, token="one")

    assert demo.kiosk.hall.sitting.untaken.cards == {}


async def test_a_meeting_changes_after_whoever_is_being_let_in(
    demo: Running, tmp_path: Path
) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "assembly.toml").write_text(MEETING, "utf-8")
    (tmp_path / "files" / "roster.csv").write_text("number,name\n1,One\n", "utf-8")
    await load(tmp_path / "other", tmp_path / "files" / "assembly.toml")
    hall, before = demo.kiosk.hall, demo.kiosk.hall.sitting

    async with hall.doors.desk:
        change = asyncio.create_task(change_sitting(hall, await sitting_of(tmp_path / "other")))
        await asyncio.sleep(0.05)
        assert hall.sitting is before
        assert await people.counts(before.roll.read)

    await change
    assert hall.sitting is not before


async def test_whoever_waited_while_the_meeting_changed_is_not_let_into_the_other(
    demo: Running, tmp_path: Path
) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "assembly.toml").write_text(MEETING, "utf-8")
    (tmp_path / "files" / "roster.csv").write_text("number,name\n101,One\n", "utf-8")
    await load(tmp_path / "other", tmp_path / "files" / "assembly.toml")
    hall = demo.kiosk.hall

    async with hall.doors.desk:
        change = asyncio.create_task(change_sitting(hall, await sitting_of(tmp_path / "other")))
        await asyncio.sleep(0.05)
        coming = asyncio.create_task(sign_in(hall, "101", token="one"))
        guest = asyncio.create_task(guest_came(hall, token="two"))
        await asyncio.sleep(0.05)

    await change
    with pytest.raises(NoSuchPerson):
        await coming
    with pytest.raises(NotPresent):
        await guest
    here = await attendance(hall)
    assert (here.present, here.guests) == (0, 0)


async def test_nobody_waits_for_ever_where_the_serving_is_cut_off() -> None:
    begun = asyncio.Event()

    async def serve(_asked: object) -> list[Refused | None]:
        begun.set()
        await asyncio.Event().wait()
        return []

    together: Together[str, None] = Together()
    asking = asyncio.create_task(together.ask("101", "101", serve))
    await begun.wait()
    (serving,) = [task for task in asyncio.all_tasks() if "_serve_all" in repr(task.get_coro())]

    serving.cancel()

    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(asking, timeout=5)


async def test_cards_are_made_ready_again_after_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_ready, "LOOK_EVERY", 0.05)
    (tmp_path / "files").mkdir()
    text = MEETING.replace('"drawn"', '"printed"')
    (tmp_path / "files" / "assembly.toml").write_text(text, "utf-8")
    (tmp_path / "files" / "roster.csv").write_text("number,name\n1,One\n2,Two\n", "utf-8")
    await load(tmp_path / "data", tmp_path / "files" / "assembly.toml")
    running = await start_kiosk(tmp_path / "data", printer="none")
    sitting = running.kiosk.hall.sitting
    faults: list[MemoryError] = []
    make = sitting.box.keys.make_ready

    async def short_of_memory(codes: list[str]) -> None:
        if not faults:
            faults.append(MemoryError())
            raise faults[0]
        await make(codes)

    monkeypatch.setattr(sitting.box.keys, "make_ready", short_of_memory)
    await running.get("/desk")

    await until(lambda: len(sitting.ready) >= 2)
    assert faults
    await running.stop()
