"""Needs come before money: a vote waits for the one on needs, or says why it does not."""

from kiosk.actions.log.keep_event import add_event
from kiosk.actions.log.read_log import read_log
from kiosk.domain.happening import Happening
from kiosk.domain.lifecycle import State
from kiosk.domain.needs_first import NeedsComeFirst, NoReasonGiven
from kiosk.live import News
from kiosk.meeting.hall import Hall, Sitting
from kiosk.store import polls

LONGEST_REASON = 300  # letters


async def need_needs(sitting: Sitting, poll_id: str) -> None:
    """Raises NeedsComeFirst where the vote waits for another one, and nobody set that aside."""
    if await waits_for_needs(sitting, poll_id):
        raise NeedsComeFirst


async def waits_for_needs(sitting: Sitting, poll_id: str) -> bool:
    """Whether the poll on needs is still to be published before this one may open."""
    needs = sitting.poll(poll_id).needs
    if not needs or await polls.state(sitting.roll.read, needs) is State.PUBLISHED:
        return False
    so_far = await read_log(sitting.log_so_far, sitting.roll.read)
    return not any(
        one.what == Happening.NEEDS_SET_ASIDE and one.poll == poll_id for one in so_far.events
    )


async def set_needs_aside(hall: Hall, poll_id: str, *, reason: str) -> None:
    """Let the poll open before that on needs; the log keeps why.

    Raises NoReasonGiven, CannotSave.
    """
    said = " ".join(reason.split())[:LONGEST_REASON]
    if not said:
        raise NoReasonGiven
    async with hall.doors.chair:
        if await waits_for_needs(hall.sitting, poll_id):
            async with hall.sitting.roll.write() as tx:
                facts = (("reason", said),)
                await add_event(tx, hall, Happening.NEEDS_SET_ASIDE, poll_id=poll_id, facts=facts)
    hall.hub.announce(News.POLLS)
