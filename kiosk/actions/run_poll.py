"""The chair runs a poll: open, pause, resume, close, publish, by the one table of states."""

import aiosqlite
from msgspec.structs import replace

from kiosk.actions.attendance import attendance
from kiosk.actions.background.time_votes import begin_time
from kiosk.actions.counting.count_poll import count_soon
from kiosk.actions.log.keep_event import add_event
from kiosk.actions.log.keep_record import keep_record
from kiosk.actions.log.make_reports import closing_card_facts, zero_facts
from kiosk.actions.needs_first import need_needs
from kiosk.actions.present_in import present_in
from kiosk.actions.votes_beyond import votes_beyond
from kiosk.domain.casting import longest_ballot
from kiosk.domain.errors import (
    BoxLocked,
    CannotSave,
    CountUnderWay,
    MoreVotesThanCards,
    NoQuorum,
    ResultNotReady,
)
from kiosk.domain.happening import Happening
from kiosk.domain.lifecycle import State, Step, after
from kiosk.live import News
from kiosk.meeting.hall import Hall
from kiosk.proof.ballots import ballot_text
from kiosk.store import polls, presence
from kiosk.store.disk_room import need_room
from kiosk.store.polls import ClosedPoll
from kiosk.sync.closing import published_payload
from kiosk.sync.report import ReportKind, report_id


async def may_open(hall: Hall, poll_id: str) -> State:
    """The state that opening leads to; raises as ``begin_poll`` does."""
    sitting = hall.sitting
    sitting.poll(poll_id)
    state = after(await polls.state(sitting.roll.read, poll_id), Step.OPEN)
    await _need_quorum(hall, sitting.roll.read)
    await need_needs(sitting, poll_id)
    if sitting.folder is not None:
        need_room(sitting.folder)
    return state


async def _need_quorum(hall: Hall, read: aiosqlite.Connection) -> None:
    here = await attendance(hall, read)
    if not here.reached:
        raise NoQuorum(here.present, here.needed)


async def begin_poll(hall: Hall, poll_id: str, *, key: bytes) -> None:
    """Begin to take ballots; the zero report is printed after the fact, and never waited for.

    ``key``: what the box is sealed under, empty where it is not. Raises StepNotPossible,
    NoQuorum, NeedsComeFirst, NoRoom, BoxNotEmpty, CannotSave.
    """
    async with hall.doors.chair:
        sitting = hall.sitting
        state = await may_open(hall, poll_id)
        longest = len(ballot_text(longest_ballot(sitting.poll(poll_id))).encode())
        await sitting.box.prepare(poll_id, longest, key=key)
        async with sitting.roll.write() as tx:
            await _need_quorum(hall, tx)  # somebody may have left while the box was prepared
            await polls.move(tx, poll_id, state)
            await presence.begin(tx, poll_id)
            facts = await zero_facts(tx, hall, poll_id)
            await add_event(tx, hall, Happening.POLL_OPENED, poll_id=poll_id, facts=facts)
        hall.due.put_nowait(report_id(ReportKind.OPENING, poll_id))
        await begin_time(hall, poll_id)
        if hall.scene == "result":
            hall.scene = "question"  # the hall decides something new: an old result would mislead
        await _take_ballots(hall, poll_id)
    hall.hub.announce(News.POLLS)


async def pause_poll(hall: Hall, poll_id: str) -> None:
    """Take no ballots for a while. Raises StepNotPossible, CannotSave."""
    async with hall.doors.chair:
        state = after(await polls.state(hall.sitting.roll.read, poll_id), Step.PAUSE)
        await hall.sitting.box.stop(poll_id)
        await _move(hall, poll_id, state, what=Happening.POLL_PAUSED)
    hall.hub.announce(News.POLLS)


async def resume_poll(hall: Hall, poll_id: str) -> None:
    """Take ballots again. Raises StepNotPossible, BoxLocked, CannotSave."""
    async with hall.doors.chair:
        state = after(await polls.state(hall.sitting.roll.read, poll_id), Step.RESUME)
        if hall.sitting.box.is_locked(poll_id):
            raise BoxLocked
        await _move(hall, poll_id, state, what=Happening.POLL_RESUMED)
        await _take_ballots(hall, poll_id)
    hall.hub.announce(News.POLLS)


async def close_poll(
    hall: Hall, poll_id: str, *, seed: str, left: int | None = None, void: int = 0
) -> None:
    """Take no more ballots, for good, and count them.

    ``seed``: what the tellers drew before the count, for ties; may be empty. ``left``: cards in
    the bowl, None where nobody counted them; ``void``: spoilt ones. Casts in flight are finished
    first. Raises StepNotPossible, CannotSave; a tie that needs a lot is no refusal: the
    poll is closed and waits for the lot.
    """
    async with hall.doors.chair:
        sitting = hall.sitting
        state = after(await polls.state(sitting.roll.read, poll_id), Step.CLOSE)
        await sitting.box.stop(poll_id)
        cards = await closing_card_facts(sitting, left=left, void=void)
        async with sitting.roll.write() as tx:
            here = await attendance(hall, tx)
            present = await present_in(sitting, poll_id, tx)
            await polls.move(tx, poll_id, state)
            await add_event(tx, hall, Happening.CARDS_COUNTED, poll_id=poll_id, facts=cards)
            if seed:
                await _tell_lot(tx, hall, poll_id, seed=seed)
            members = None if sitting.assembly.open_door else here.members
            closed = ClosedPoll(present=present, members=members, seed=seed, tied=())
            await polls.keep_closed(tx, poll_id, closed)
            await presence.forget(tx)
        sitting.drafts.drop_all(poll_id)
    hall.hub.announce(News.POLLS)
    await count_soon(hall, poll_id)


async def draw_lot(hall: Hall, poll_id: str, *, seed: str) -> None:
    """Count a closed poll again with what the tellers drew; only where a tie waits for it.

    Raises ResultNotReady, CountUnderWay, CannotSave.
    """
    async with hall.doors.chair:
        if poll_id in hall.sitting.counts.under_way:
            raise CountUnderWay
        closed = await polls.closed(hall.sitting.roll.read, poll_id)
        # Once the result is signed, its lot stands: a restart that counts again changes nothing.
        if closed is None or closed.recorded or hall.sitting.results.get(poll_id):
            raise ResultNotReady
        async with hall.sitting.roll.write() as tx:
            await polls.keep_closed(tx, poll_id, replace(closed, seed=seed, tied=()))
            await _tell_lot(tx, hall, poll_id, seed=seed)
    await count_soon(hall, poll_id)


async def _tell_lot(tx: aiosqlite.Connection, hall: Hall, poll_id: str, *, seed: str) -> None:
    """The log tells the lot before anything is counted with it."""
    await add_event(tx, hall, Happening.LOT_DRAWN, poll_id=poll_id, facts=(("lot", seed),))


async def publish_poll(hall: Hall, poll_id: str, *, beyond: int = 0) -> None:
    """Show the result to everybody.

    ``beyond``: how many more votes than cards the chair was told of and said yes to. Raises
    StepNotPossible, ResultNotReady, MoreVotesThanCards, CannotSave.
    """
    async with hall.doors.chair:
        sitting = hall.sitting
        state = after(await polls.state(sitting.roll.read, poll_id), Step.PUBLISH)
        if not sitting.results.get(poll_id):
            raise ResultNotReady
        found = await votes_beyond(sitting, poll_id)
        if found and found != beyond:
            raise MoreVotesThanCards(found)
        async with sitting.roll.write() as tx:
            await polls.move(tx, poll_id, state)
            if found:
                ballots = sitting.box.cast_number(poll_id)
                counted = (("ballots", ballots), ("cards", ballots - found))
                await add_event(tx, hall, Happening.BEYOND_CARDS, poll_id=poll_id, facts=counted)
            await keep_record(tx, hall.key, "poll-published", published_payload(poll_id))
        hall.revealed = (poll_id, 0)
    hall.hub.announce(News.POLLS)


async def _move(hall: Hall, poll_id: str, state: State, *, what: Happening) -> None:
    async with hall.sitting.roll.write() as tx:
        await polls.move(tx, poll_id, state)
        await add_event(tx, hall, what, poll_id=poll_id)


async def _take_ballots(hall: Hall, poll_id: str) -> None:
    """The box last: no ballot lies in the box of a poll that the log knows as a draft.

    If the power goes before, the poll is paused at the next start, and the chair goes on with it.
    """
    try:
        await hall.sitting.box.start(poll_id)
    except CannotSave:
        hall.hub.announce(News.POLLS)
        await _move(hall, poll_id, State.PAUSED, what=Happening.POLL_PAUSED)
        raise
