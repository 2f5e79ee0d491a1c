"""Single values of an assembly, kept under a name."""

import aiosqlite

from kiosk.store.one_row import one_row

_KEPT = "SELECT value FROM setting WHERE name = ?"
_KEEP = (
    "INSERT INTO setting (name, value) VALUES (?, ?)"
    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
GUESTS = "guests"  # inside, without a vote
CAME = "came"  # people who got a card where the door is open
BOX = "box"  # kept once the box was made: from then on a missing one was lost
LOG = "log"  # the name of the device's chain of records for this assembly
LAST = "last record"  # the number and digest of the newest record of that chain


def open_time(poll_id: str) -> str:
    """The name under which is kept how long a poll is open."""
    return f"open {poll_id}"


async def kept(read: aiosqlite.Connection, name: str) -> str:
    """The value of that name, or nothing."""
    row = await one_row(read, _KEPT, (name,))
    return str(row[0]) if row else ""


async def keep(tx: aiosqlite.Connection, name: str, value: str) -> None:
    """Keep a value."""
    await tx.execute(_KEEP, (name, value))


async def add(tx: aiosqlite.Connection, name: str, step: int) -> None:
    """Let a kept number grow, or shrink."""
    await keep(tx, name, str(await number(tx, name) + step))


async def number(read: aiosqlite.Connection, name: str) -> int:
    """A kept number, 0 before it is kept."""
    return int(await kept(read, name) or 0)
