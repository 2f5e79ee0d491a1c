"""How many are inside: known in memory, for every page of the desk and of the chair says it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiosqlite

from kiosk.domain.attendance import Attendance, Inside
from kiosk.meeting.hall import Hall, Sitting
from kiosk.store import people, settings


async def attendance(hall: Hall, read: aiosqlite.Connection | None = None) -> Attendance:
    """Who is inside now. ``read``: whoever decides by it counts in the file."""
    inside = await _count(read) if read is not None else await _known(hall)
    sitting = hall.sitting
    members, present = inside.members, inside.present
    if sitting.assembly.open_door:
        present = members = inside.came
    return Attendance(present, members, sitting.assembly.quorum.needed(members), inside.guests)


async def _known(hall: Hall) -> Inside:
    """Counted once; from then on each commit that moves somebody says so."""
    if hall.sitting.inside is not None:
        return hall.sitting.inside
    async with hall.doors.desk:  # nobody comes or goes while it is counted
        sitting = hall.sitting
        if sitting.inside is None:
            sitting.inside = await _count(sitting.roll.read)
        return sitting.inside


async def _count(read: aiosqlite.Connection) -> Inside:
    members, present = await people.counts(read)
    came = await settings.number(read, settings.CAME)
    return Inside(members, present, came, await settings.number(read, settings.GUESTS))


@dataclass(slots=True)
class Move:
    """A transaction that lets so many more in, of each sort; fewer where the number is negative."""

    tx: aiosqlite.Connection
    present: int = 0
    came: int = 0
    guests: int = 0


@asynccontextmanager
async def moving(sitting: Sitting) -> AsyncIterator[Move]:
    """Let people in or out; whoever does says how many. For whoever holds the desk's turn.

    After a fault they are counted anew: the commit may be in the file all the same.
    """
    before = sitting.inside
    try:
        async with sitting.roll.write() as tx:
            move = Move(tx)
            yield move
    except BaseException:
        sitting.inside = None
        raise
    if before is not None:
        sitting.inside = before.after(present=move.present, came=move.came, guests=move.guests)
