"""After the close dice choose a few ballots, and the kiosk opens them before everyone."""

import asyncio

from kiosk.actions.counting.count_apart import Box
from kiosk.actions.log.keep_event import add_event
from kiosk.actions.log.keep_record import keep_record
from kiosk.actions.log.read_closing import read_closing
from kiosk.actions.log.read_log import read_log
from kiosk.domain.assembly import Trackers
from kiosk.domain.errors import ResultNotReady, StepNotPossible
from kiosk.domain.happening import Happening
from kiosk.domain.lifecycle import State
from kiosk.domain.record import Fact
from kiosk.live import News
from kiosk.meeting.hall import Hall, Sitting
from kiosk.proof.commitment import commitment
from kiosk.proof.sample import most_sampled, read_dice, sample
from kiosk.sync.closing import Closing, Opened, opened_payload
from kiosk.sync.report import ReportKind, report_id


async def sample_offered(sitting: Sitting, poll_id: str) -> int:
    """How many ballots of a counted poll the dice can choose now; 0: none, or they did already."""
    so_far = await read_log(sitting.log_so_far, sitting.roll.read)
    closed = so_far.closed.get(poll_id)
    done = poll_id in so_far.samples or sitting.box.is_locked(poll_id)
    if closed is None or done or sitting.assembly.trackers is Trackers.OPEN:
        return 0
    if closed.withheld:
        return 0
    return most_sampled(closed.ballots)


async def sample_withheld(sitting: Sitting, poll_id: str) -> bool:
    """Whether few voted in a counted poll: dice open nothing, as an opened ballot is whole."""
    so_far = await read_log(sitting.log_so_far, sitting.roll.read)
    closed = so_far.closed.get(poll_id)
    return closed is not None and closed.withheld


async def open_sample(hall: Hall, poll_id: str, *, dice: str) -> None:
    """Open the ballots that the dice choose, once, and keep the signed fact of it.

    Raises NotTenDice, StepNotPossible where there is nothing to choose from, BoxLocked, CannotSave,
    and ResultNotReady where the box is not the one that was signed.
    """
    async with hall.doors.chair:
        sitting = hall.sitting
        number = await sample_offered(sitting, poll_id)
        if not number:
            raise StepNotPossible(State.CLOSED, "sample")
        thrown = read_dice(dice)
        closing = await read_closing(sitting, poll_id)
        box = await sitting.box.ballots(poll_id)
        opened = await asyncio.to_thread(_opened, closing, box, dice=thrown, number=number)
        async with sitting.roll.write() as tx:
            if opened is None:
                sitting.altered.add(poll_id)
                await add_event(tx, hall, Happening.BOX_ALTERED, poll_id=poll_id)
            else:
                await keep_record(tx, hall.key, Fact.BALLOTS_OPENED, opened_payload(opened))
        if opened is None:
            raise ResultNotReady
        hall.due.put_nowait(report_id(ReportKind.SAMPLE, poll_id))
    hall.hub.announce(News.POLLS)


def _opened(closing: Closing, box: Box, *, dice: str, number: int) -> Opened | None:
    """The sample, or None where the box does not hold what was signed."""
    held = sorted((commitment(closing.poll, text, opening), text, opening) for text, opening in box)
    if tuple(promise.hex() for promise, _, _ in held) != closing.commitments:
        return None
    places = sample(dice, bytes.fromhex(closing.root), size=len(held), number=number)
    openings = tuple((at, held[at][1].decode(), held[at][2].hex()) for at in places)
    return Opened(poll=closing.poll, dice=dice, openings=openings)
