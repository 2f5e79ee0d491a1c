"""What happens to the meeting goes into the log, in the transaction that makes it true."""

import logging

import aiosqlite

from kiosk.actions.log.keep_record import keep_record
from kiosk.devices.clock import moment_now
from kiosk.domain.errors import CannotSave
from kiosk.domain.happening import Happening
from kiosk.domain.record import Fact
from kiosk.meeting.hall import Hall
from kiosk.proof.signature import Key
from kiosk.sync.event import event, event_payload

log = logging.getLogger(__name__)

Facts = tuple[tuple[str, int | str], ...]
"""Numbers and words by name; never anything about a voter."""


async def sign_event(
    tx: aiosqlite.Connection, key: Key, what: Happening, *, poll_id: str = "", facts: Facts = ()
) -> None:
    """Sign an event as the next record. Its place is its order; the clock only says about when."""
    moment = moment_now()
    happened = event(what, moment=moment.text, clock=moment.quality, poll=poll_id, facts=facts)
    await keep_record(tx, key, Fact.EVENT, event_payload(happened))


async def add_event(
    tx: aiosqlite.Connection, hall: Hall, what: Happening, *, poll_id: str = "", facts: Facts = ()
) -> None:
    """Keep an event in a transaction of the roll that is open already."""
    await sign_event(tx, hall.key, what, poll_id=poll_id, facts=facts)


async def keep_event(hall: Hall, what: Happening, *, poll_id: str = "", facts: Facts = ()) -> None:
    """Keep an event by itself; without a loaded meeting there is no log. Raises CannotSave."""
    if hall.sitting.folder is None:
        return
    async with hall.sitting.roll.write() as tx:
        await add_event(tx, hall, what, poll_id=poll_id, facts=facts)


async def keep_event_if_possible(
    hall: Hall, what: Happening, *, poll_id: str = "", facts: Facts = ()
) -> None:
    """Keep an event of what has happened already: a full disk cannot undo it, and stops nothing."""
    try:
        await keep_event(hall, what, poll_id=poll_id, facts=facts)
    except CannotSave:
        log.warning("an event could not be kept: %s", what.value)


async def tell_start(hall: Hall) -> None:
    """The kiosk works with this meeting from now on; votes that the power stopped are paused."""
    await keep_event_if_possible(hall, Happening.STARTED)
    for poll_id in sorted(hall.sitting.mended):
        await keep_event_if_possible(hall, Happening.POLL_PAUSED, poll_id=poll_id)
