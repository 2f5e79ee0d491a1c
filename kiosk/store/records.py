"""The device's signed records of this assembly, and how far central has them."""

import aiosqlite

from kiosk.store import settings
from kiosk.store.one_row import one_row

_ADD = "INSERT INTO record (seq, body) VALUES (?, ?)"
_AFTER = "SELECT seq, body FROM record WHERE seq > ? ORDER BY seq"
_LAST = "SELECT body FROM record ORDER BY seq DESC LIMIT 1"
_LAST_NUMBER = "SELECT seq FROM record ORDER BY seq DESC LIMIT 1"
_NEXT = "SELECT seq, body FROM record WHERE seq > ? ORDER BY seq LIMIT ?"
_TEXT = "SELECT body FROM record WHERE seq = ?"
HELD = "held by central"  # the address of the central server asked last, and how far it has them


async def add(tx: aiosqlite.Connection, seq: int, body: str) -> None:
    """Keep a record under its number."""
    await tx.execute(_ADD, (seq, body))


async def last(read: aiosqlite.Connection) -> str:
    """The text of the newest record, nothing before the first."""
    row = await one_row(read, _LAST)
    return str(row[0]) if row else ""


async def last_number(read: aiosqlite.Connection) -> int:
    """The number of the newest record, 0 before the first; its text may be long and is not read."""
    row = await one_row(read, _LAST_NUMBER)
    return int(row[0]) if row else 0


async def text(read: aiosqlite.Connection, seq: int) -> str:
    """The text of the record with that number, which is there."""
    row = await one_row(read, _TEXT, (seq,))
    return str(row[0]) if row else ""


async def next_after(
    read: aiosqlite.Connection, seq: int, most: int
) -> tuple[tuple[int, str], ...]:
    """The records behind that number, at most so many."""
    rows = await read.execute_fetchall(_NEXT, (seq, most))
    return tuple((int(row[0]), str(row[1])) for row in rows)


async def held(read: aiosqlite.Connection) -> tuple[str, int]:
    """Which central server was asked last, and how many records it had then."""
    central, _, have = (await settings.kept(read, HELD)).rpartition(" ")
    return central, int(have or 0)


async def note_held(tx: aiosqlite.Connection, central: str, have: int) -> None:
    """Note that this central server has every record up to that number, and none behind it."""
    await settings.keep(tx, HELD, f"{central} {have}")


async def unsent_number(read: aiosqlite.Connection, central: str) -> int:
    """How many records that central server is not known to have."""
    asked, have = await held(read)
    return await last_number(read) - (have if asked == central.rstrip("/") else 0)


async def after(read: aiosqlite.Connection, seq: int) -> tuple[tuple[int, str], ...]:
    """The records behind that number, in their order."""
    rows = await read.execute_fetchall(_AFTER, (seq,))
    return tuple((int(row[0]), str(row[1])) for row in rows)
