"""Who was present while a poll was under way: whoever was inside at any moment of it.

Polls are numbered as they open, and whoever leaves is marked with the newest one under way. So
each counts once, however often they leave and come back, and nothing tells when they came.
"""

import aiosqlite

from kiosk.store.one_row import one_row

_BEGIN = "UPDATE poll SET opened = 1 + (SELECT max(opened) FROM poll) WHERE id = ?"
_THERE = (
    "SELECT count(*) FROM member, (SELECT opened FROM poll WHERE id = ?)"
    " WHERE entitled = 1 AND (present = 1 OR left_during >= opened AND opened > 0)"
)
_FORGET = (
    "UPDATE member SET left_during = 0 WHERE left_during > 0"
    " AND NOT EXISTS (SELECT 1 FROM poll WHERE state IN ('open', 'paused'))"
)


async def begin(tx: aiosqlite.Connection, poll_id: str) -> None:
    """From now on whoever is inside counts as present in that poll."""
    await tx.execute(_BEGIN, (poll_id,))


async def there(read: aiosqlite.Connection, poll_id: str) -> int:
    """How many members were inside at some moment since the poll opened; before, who is now."""
    row = await one_row(read, _THERE, (poll_id,))
    return int(row[0]) if row else 0


async def forget(tx: aiosqlite.Connection) -> None:
    """When no poll is under way, nobody's leaving is remembered."""
    await tx.execute(_FORGET)
