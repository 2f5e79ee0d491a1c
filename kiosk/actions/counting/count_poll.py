"""Count a closed poll, again if need be: the same ballots and the same lot give the same result."""

import asyncio
import contextlib
import logging

from msgspec.structs import replace

from kiosk.actions.counting.count_apart import Box, Counted, count_apart
from kiosk.actions.counting.state_wishes import wishes_stated
from kiosk.actions.counting.talk import Figures, Job
from kiosk.actions.log.keep_event import add_event, keep_event_if_possible
from kiosk.actions.log.keep_record import keep_record
from kiosk.actions.log.read_closing import box_of, read_closing, with_promises
from kiosk.domain.assembly import Assembly, Trackers
from kiosk.domain.count.as_json import outcome_json
from kiosk.domain.count.contract import Json
from kiosk.domain.errors import (
    BoxLocked,
    CountStopped,
    LotNeeded,
    MoreBallotsThanMembers,
    Refused,
)
from kiosk.domain.happening import Happening
from kiosk.domain.lifecycle import State
from kiosk.domain.record import Fact
from kiosk.domain.secrecy import always_shown, whole_shown
from kiosk.live import News
from kiosk.meeting.counts import Count, Progress
from kiosk.meeting.hall import Hall, Sitting
from kiosk.proof.ballots import answers_apart, blank_ballots
from kiosk.proof.commitment import commitment
from kiosk.store import polls
from kiosk.store.polls import ClosedPoll
from kiosk.sync.closing import Closing, closed_payload
from kiosk.sync.report import ReportKind, report_id

log = logging.getLogger(__name__)

COUNTED = {State.CLOSED, State.PUBLISHED}
SOON = 2.0  # seconds that an answer may wait for a count; a longer one shows how far it is
EVERY = 1.0  # seconds between two looks at how far it is


def begin_count(hall: Hall, poll_id: str) -> None:
    """Begin to count a closed poll, unless that is under way or done."""
    _begin(hall, hall.sitting, poll_id)


def _begin(hall: Hall, sitting: Sitting, poll_id: str) -> None:
    sitting.counts.waiting.discard(poll_id)
    if poll_id in sitting.counts.under_way or poll_id in sitting.results:
        return
    task = asyncio.create_task(_count(hall, sitting, poll_id))
    progress = Progress(ballots=0, of=sitting.box.cast_number(poll_id))
    sitting.counts.under_way[poll_id] = Count(hall.monotonic(), progress, task)
    sitting.counts.refused.pop(poll_id, None)

    def over(_: asyncio.Task[None]) -> None:
        del sitting.counts.under_way[poll_id]
        hall.hub.announce(News.POLLS)

    task.add_done_callback(over)


async def count_soon(hall: Hall, poll_id: str) -> None:
    """Begin to count a closed poll, and wait a moment for the result of a short count.

    Whoever calls does not hold ``doors.chair``: other polls go on while this one is counted.
    """
    begin_count(hall, poll_id)
    await hall.sitting.counts.settle(poll_id, seconds=SOON)


async def stop_count(hall: Hall, poll_id: str) -> None:
    """End a count that is under way; the poll stays closed and can be counted later."""
    if poll_id in hall.sitting.counts.under_way:
        await hall.sitting.counts.stop(poll_id)
        if poll_id not in hall.sitting.results:  # else its signing had begun, and was finished
            await keep_event_if_possible(hall, Happening.COUNT_STOPPED, poll_id=poll_id)


async def _count(hall: Hall, sitting: Sitting, poll_id: str) -> None:
    telling = asyncio.create_task(_tell_how_far(hall))
    try:
        await _count_and_keep(hall, sitting, poll_id)
    except Exception as fault:  # a count ends in a state that the chair sees, whatever happens
        refusal = fault if isinstance(fault, Refused) else CountStopped()
        sitting.counts.refused[poll_id] = refusal
        log.warning("a closed poll was not counted: %s", type(fault).__name__)
    finally:
        telling.cancel()


async def _tell_how_far(hall: Hall) -> None:
    while True:
        await asyncio.sleep(EVERY)
        hall.hub.announce(News.COUNT)


async def _count_and_keep(hall: Hall, sitting: Sitting, poll_id: str) -> None:
    """Count and keep the signed fact of it, once; a tie that needs a lot is kept as such."""
    closed = await polls.closed(sitting.roll.read, poll_id)
    if closed is None:
        return
    figures = Figures(closed.present, closed.members, closed.seed)
    cast = sitting.box.cast_number(poll_id)
    if not closed.recorded and figures.members is not None and cast > figures.members:
        raise MoreBallotsThanMembers

    def note(progress: Progress) -> None:
        sitting.counts.under_way[poll_id].progress = progress

    # Once the key is torn up, the signed record is all there is of the ballots.
    torn = bool(closed.recorded) and sitting.box.is_locked(poll_id)
    record = await read_closing(sitting, poll_id) if torn else None
    if record and record.withheld:
        raise BoxLocked  # its slip was kept: the ballots are in the box alone
    # Large boxes take seconds here and below: pages answer meanwhile.
    box = await (asyncio.to_thread(box_of, record) if record else sitting.box.ballots(poll_id))
    job = Job(sitting.poll(poll_id), figures, len(box))
    try:
        counted = await count_apart(job, box, note)
        if record:
            counted = await asyncio.to_thread(with_promises, counted, record)
    except LotNeeded as tie:
        async with sitting.roll.write() as tx:
            await polls.keep_closed(tx, poll_id, replace(closed, tied=tie.options))
        return
    found = counted.root.hex()
    if closed.recorded not in ("", found):
        # The box is not the one that was counted and signed: no result is better than a wrong one.
        sitting.altered.add(poll_id)
        async with sitting.roll.write() as tx:
            await add_event(tx, hall, Happening.BOX_ALTERED, poll_id=poll_id)
        log.error("the ballots of a poll do not match its signed record")
        return
    if not closed.recorded:
        spent = sitting.box.cast_number(poll_id)
        stated = await asyncio.to_thread(
            _statement, sitting.assembly, poll_id, counted, figures, spent=spent, box=box
        )
        kept = replace(closed, tied=(), recorded=found)
        await _to_its_end(
            asyncio.create_task(_keep(hall, sitting, poll_id, stated=stated, kept=kept))
        )
    sitting.trackers[poll_id] = counted.trackers
    sitting.results[poll_id] = counted.results


async def _keep(
    hall: Hall, sitting: Sitting, poll_id: str, *, stated: dict[str, Json], kept: ClosedPoll
) -> None:
    async with sitting.roll.write() as tx:
        await keep_record(tx, hall.key, Fact.POLL_CLOSED, stated)
        await polls.keep_closed(tx, poll_id, kept)
    hall.due.put_nowait(report_id(ReportKind.CLOSING, poll_id))


async def _to_its_end(signing: asyncio.Task[None]) -> None:
    """Wait for the signing also where the count is stopped meanwhile: paper follows every commit.

    Raises what the signing raises.
    """
    while not signing.done():
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.wait({signing})
    signing.result()


def _openings(poll_id: str, box: Box) -> tuple[tuple[str, str], ...]:
    """Text and opening of each ballot, in the order of the commitments."""
    promised = sorted((commitment(poll_id, text, opening), text, opening) for text, opening in box)
    return tuple((text.decode(), opening.hex()) for _, text, opening in promised)


def _statement(
    assembly: Assembly, poll_id: str, counted: Counted, figures: Figures, *, spent: int, box: Box
) -> dict[str, Json]:
    poll, cast = assembly.poll(poll_id), len(counted.commitments)
    whole = whole_shown(poll, cast, publish_from=assembly.publish_from)
    apart = [question.id for question in poll.questions if question.id in always_shown(poll)]
    is_open = assembly.trackers is Trackers.OPEN
    blank = blank_ballots(counted.texts)
    closing = Closing(
        poll=poll_id,
        members=figures.members,
        present=figures.present,
        cards_spent=spent,
        ballots=counted.texts if whole else (),
        commitments=tuple(promise.hex() for promise in counted.commitments),
        root=counted.root.hex(),
        seed=figures.seed,
        results=tuple(
            (question, outcome_json(result)) for question, result in counted.results.items()
        ),
        openings=_openings(poll_id, box) if whole and is_open else (),
        withheld=not whole,
        tallies=() if whole else answers_apart(counted.texts, apart),
        blank=0 if whole else blank,
        # Blank ballots hide nobody: one budget among them would stand whole in its tables.
        wishes=wishes_stated(poll, counted.texts)
        if cast - blank >= assembly.publish_from
        else None,
    )
    return closed_payload(closing)


async def count_again_what_is_closed(hall: Hall) -> None:
    """After a start: results are not stored, they are counted anew from the box.

    Only begins with it: one poll after the other while the kiosk answers already.
    """
    states = await polls.states(hall.sitting.roll.read)
    closed = [poll_id for poll_id, state in states.items() if state in COUNTED]
    hall.sitting.counts.waiting.update(closed)
    hall.sitting.counts.again = asyncio.create_task(_count_each(hall, hall.sitting, closed))


async def _count_each(hall: Hall, sitting: Sitting, poll_ids: list[str]) -> None:
    for poll_id in poll_ids:
        if poll_id in sitting.counts.waiting:
            _begin(hall, sitting, poll_id)
            while poll_id in sitting.counts.under_way:
                await sitting.counts.settle(poll_id, seconds=EVERY)
