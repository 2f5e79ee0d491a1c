"""Who counts as present in a poll: for a motion's base and quorum, and the turnout."""

import aiosqlite

from kiosk.meeting.hall import Sitting
from kiosk.store import polls, presence, settings


async def present_in(
    sitting: Sitting,
    poll_id: str,
    read: aiosqlite.Connection | None = None,
    *,
    ballots: int | None = None,
) -> int:
    """Who was inside when the poll opened or came before its close, whoever left since.

    Each member counts once, guests never; never fewer than the ballots. From the close on it is
    the number of that moment. ``read``: the transaction that asks. ``ballots``: as they may be told
    while voting is open; None: those in the box.
    """
    read = read or sitting.roll.read
    closed = await polls.closed(read, poll_id)
    if closed is not None:
        return closed.present
    came = (
        settings.number(read, settings.CAME)
        if sitting.assembly.open_door
        else presence.there(read, poll_id)
    )
    return max(await came, sitting.box.cast_number(poll_id) if ballots is None else ballots)
