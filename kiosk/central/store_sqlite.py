"""Records in one SQLite file: all that a single server needs."""

import asyncio
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import aiosqlite

from kiosk.central.schema import DatabaseNotUsable, steps
from kiosk.central.store import FEW, IndexEntry, KeptRecord

_KEEP = """INSERT INTO record (device, log, seq, kind, poll, digest, received, body)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"""
_COLUMNS = "SELECT device, log, seq, kind, poll, digest, received FROM record "
_ENTRIES = _COLUMNS + "WHERE device = ? AND log = ? ORDER BY seq"
_ENTRIES_OF = _COLUMNS + "WHERE kind = ? ORDER BY received DESC, device, log, seq DESC"
_BODY = "SELECT body FROM record WHERE device = ? AND log = ? AND seq = ?"
_LAST = _COLUMNS + "WHERE device = ? AND log = ? ORDER BY seq DESC LIMIT 1"
_LOGS = """SELECT log, max(seq) FROM record WHERE device = ? AND log > ?
  GROUP BY log ORDER BY log LIMIT ?"""

WAL_TRIES = 50
WAL_PAUSE = 0.1  # seconds

_EACH_CONNECTION = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA synchronous = FULL",  # an answer promises that the records outlive a power cut
)


@dataclass(slots=True)
class SqliteStore:
    """One connection that writes and one that only reads."""

    writer: aiosqlite.Connection
    reader: aiosqlite.Connection
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def keep(self, rows: Sequence[KeptRecord]) -> bool:
        """See Store."""
        async with self._turn:
            await self.writer.execute("BEGIN IMMEDIATE")
            try:
                for row in rows:
                    cursor = await self.writer.execute(_KEEP, row.values)
                    if cursor.rowcount != 1:
                        await self.writer.rollback()
                        return False
                await self.writer.commit()
            except BaseException:
                await self.writer.rollback()
                raise
        return True

    async def entries(self, device: str, log: str) -> tuple[IndexEntry, ...]:
        """See Store."""
        return _read(await self.reader.execute_fetchall(_ENTRIES, (device, log)))

    async def last(self, device: str, log: str) -> IndexEntry | None:
        """See Store."""
        return next(iter(_read(await self.reader.execute_fetchall(_LAST, (device, log)))), None)

    async def entries_of(self, kind: str) -> tuple[IndexEntry, ...]:
        """See Store."""
        return _read(await self.reader.execute_fetchall(_ENTRIES_OF, (kind,)))

    async def body(self, device: str, log: str, seq: int) -> str:
        """See Store."""
        for row in await self.reader.execute_fetchall(_BODY, (device, log, seq)):
            return str(row[0])
        raise KeyError(seq)

    async def logs(self, device: str, *, after: str = "") -> tuple[tuple[str, int], ...]:
        """See Store."""
        rows = await self.reader.execute_fetchall(_LOGS, (device, after, FEW))
        return tuple((str(row[0]), int(row[1])) for row in rows)

    async def close(self) -> None:
        """See Store."""
        await self.reader.close()
        await self.writer.close()


async def open_sqlite(path: Path) -> SqliteStore:
    """Open the file, making or updating it where needed; raises DatabaseNotUsable."""
    writer: aiosqlite.Connection | None = None
    try:
        # Tried at once: a failure in aiosqlite's thread may speak after the loop has stopped.
        sqlite3.connect(path).close()
        writer = await aiosqlite.connect(path, isolation_level=None)
        await _prepare(writer)
        reader = await aiosqlite.connect(path, isolation_level=None)
        await reader.execute("PRAGMA query_only = ON")
    except sqlite3.Error as trouble:
        if writer is not None:
            await writer.close()
        raise DatabaseNotUsable(
            f"The database {path} cannot be used: {trouble}. Name another with --database."
        ) from trouble
    except DatabaseNotUsable:
        if writer is not None:
            await writer.close()
        raise
    return SqliteStore(writer, reader)


async def _prepare(writer: aiosqlite.Connection) -> None:
    for pragma in _EACH_CONNECTION:
        await writer.execute(pragma)
    await _use_wal(writer)
    await writer.execute("BEGIN EXCLUSIVE")  # two servers may start together
    try:
        rows = list(await writer.execute_fetchall("PRAGMA user_version"))
        for number, script in steps(int(rows[0][0])):
            for statement in _statements(script):
                await writer.execute(statement)
            await writer.execute(f"PRAGMA user_version = {number}")
        await writer.execute("COMMIT")
    except BaseException:
        await writer.rollback()
        raise


async def _use_wal(writer: aiosqlite.Connection) -> None:
    # SQLite refuses this at once while another connection does the same; busy_timeout is not asked.
    for tries_left in reversed(range(WAL_TRIES)):
        try:
            await writer.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if not tries_left:
                raise
            await asyncio.sleep(WAL_PAUSE)
        else:
            return


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: executescript() would commit before the first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _read(rows: Iterable[sqlite3.Row]) -> tuple[IndexEntry, ...]:
    return tuple(
        IndexEntry(
            device=str(device),
            log=str(log),
            seq=int(seq),
            kind=str(kind),
            poll=str(poll),
            digest=str(digest),
            received=int(received),
        )
        for device, log, seq, kind, poll, digest, received in rows
    )
