"""How long a vote is open, by a clock that nobody can set; a restart goes on where it stood."""

import asyncio
import json
import logging
from collections.abc import Iterable

import aiosqlite

from kiosk.devices.clock import boot_id
from kiosk.domain.errors import CannotSave
from kiosk.domain.lifecycle import State
from kiosk.meeting.hall import Hall
from kiosk.store import polls, settings

log = logging.getLogger(__name__)

MARK_EVERY = 60  # seconds; so much at most is not counted when the power goes
UNDER_WAY = {State.OPEN, State.PAUSED}


async def begin_time(hall: Hall, poll_id: str) -> None:
    """A vote was opened: its time begins."""
    hall.sitting.opened[poll_id] = hall.monotonic()
    await keep_marks(hall)


async def go_on_with_time(hall: Hall) -> None:
    """After a start: votes under way are open for as long as they were, and since.

    Where the machine itself was restarted, the time without power is not counted.
    """
    sitting = hall.sitting
    for poll_id, state in (await polls.states(sitting.roll.read)).items():
        kept = await settings.kept(sitting.roll.read, settings.open_time(poll_id))
        if state in UNDER_WAY and kept:
            mark = json.loads(kept)
            same = mark["boot"] == boot_id() != ""
            until = mark["at"] if same else int(hall.monotonic())
            sitting.opened[poll_id] = float(until - mark["seconds"])


async def time_votes(hall: Hall) -> None:
    """Keep now and then how long votes are open, for as long as the kiosk works."""
    while True:
        await asyncio.sleep(MARK_EVERY)
        await keep_marks(hall)


async def keep_marks(hall: Hall) -> None:
    """Keep how long each vote under way is open at this moment."""
    sitting = hall.sitting
    states = await polls.states(sitting.roll.read)
    under_way = [one for one in sorted(sitting.opened) if states.get(one) in UNDER_WAY]
    if not under_way:
        return
    try:
        async with sitting.roll.write() as tx:
            await _mark(tx, hall, under_way)
    except CannotSave:
        log.warning("how long votes are open could not be kept")


async def _mark(tx: aiosqlite.Connection, hall: Hall, poll_ids: Iterable[str]) -> None:
    now = int(hall.monotonic())
    for poll_id in poll_ids:
        seconds = now - int(hall.sitting.opened[poll_id])
        mark = {"boot": boot_id(), "at": now, "seconds": seconds}
        await settings.keep(tx, settings.open_time(poll_id), json.dumps(mark))
