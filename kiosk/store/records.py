"""The device's signed records of this assembly, and how far central has them."""

import aiosqlite

_ADD = "INSERT INTO record (seq, body) VALUES (?, ?)"
_AFTER = "SELECT seq, body FROM record WHERE seq > ? ORDER BY seq"
_LAST = "SELECT body FROM record ORDER BY seq DESC LIMIT 1"
_LAST_NUMBER = "SELECT seq FROM record ORDER BY seq DESC LIMIT 1"
_UNSENT = "SELECT seq, body FROM record WHERE sent = 0 ORDER BY seq LIMIT ?"
_UNSENT_NUMBER = "SELECT count(*) FROM record WHERE sent = 0"
_SENT = "UPDATE record SET sent = 1 WHERE seq <= ?"


async def add(tx: aiosqlite.Connection, seq: int, body: str) -> None:
    """Keep a record under its number."""
    await tx.execute(_ADD, (seq, body))


async def last(read: aiosqlite.Connection) -> str:
    """The text of the newest record, nothing before the first."""
    row = await (await read.execute(_LAST)).fetchone()
    return str(row[0]) if row else ""


async def last_number(read: aiosqlite.Connection) -> int:
    """The number of the newest record, 0 before the first; its text may be long and is not read."""
    row = await (await read.execute(_LAST_NUMBER)).fetchone()
    return int(row[0]) if row else 0


async def unsent(read: aiosqlite.Connection, most: int) -> tuple[tuple[int, str], ...]:
    """The oldest records that central is not known to have."""
    rows = await read.execute_fetchall(_UNSENT, (most,))
    return tuple((int(row[0]), str(row[1])) for row in rows)


async def unsent_number(read: aiosqlite.Connection) -> int:
    """How many records central is not known to have."""
    row = await (await read.execute(_UNSENT_NUMBER)).fetchone()
    return int(row[0]) if row else 0


async def mark_sent(tx: aiosqlite.Connection, have: int) -> None:
    """Note that central has every record up to that number."""
    await tx.execute(_SENT, (have,))


async def after(read: aiosqlite.Connection, seq: int) -> tuple[tuple[int, str], ...]:
    """The records behind that number, in their order."""
    rows = await read.execute_fetchall(_AFTER, (seq,))
    return tuple((int(row[0]), str(row[1])) for row in rows)
