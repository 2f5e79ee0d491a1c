"""Records in PostgreSQL, for many kiosks and several servers; needs the extra ``postgres``."""

from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg

from kiosk.central.schema import DatabaseNotUsable, steps
from kiosk.central.store import FEW, IndexEntry, KeptRecord

_KEEP = """INSERT INTO record (device, log, seq, kind, poll, digest, received, body)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING seq"""
_COLUMNS = "SELECT device, log, seq, kind, poll, digest, received FROM record "
_ENTRIES = _COLUMNS + "WHERE device = $1 AND log = $2 ORDER BY seq"
_ENTRIES_OF = _COLUMNS + "WHERE kind = $1 ORDER BY received DESC, device, log, seq DESC"
_BODY = "SELECT body FROM record WHERE device = $1 AND log = $2 AND seq = $3"
_LAST = _COLUMNS + "WHERE device = $1 AND log = $2 ORDER BY seq DESC LIMIT 1"
_LOGS = """SELECT log, max(seq) AS have FROM record WHERE device = $1 AND log > $2
  GROUP BY log ORDER BY log LIMIT $3"""

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7236351)"  # any number that only we lock
_VERSION_TABLE = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)"
_VERSION = "SELECT max(version) FROM schema_version"
_SET_VERSION = "INSERT INTO schema_version (version) VALUES ($1)"


@dataclass(frozen=True, slots=True)
class PostgresStore:
    """A pool of connections to one database."""

    pool: asyncpg.Pool

    async def keep(self, rows: Sequence[KeptRecord]) -> bool:
        """See Store."""
        async with self.pool.acquire() as connection:
            transaction = connection.transaction()
            await transaction.start()
            try:
                for row in rows:
                    if await connection.fetchval(_KEEP, *row.values) is None:
                        await transaction.rollback()
                        return False
            except BaseException:
                await transaction.rollback()
                raise
            await transaction.commit()
        return True

    async def entries(self, device: str, log: str) -> tuple[IndexEntry, ...]:
        """See Store."""
        return tuple(IndexEntry(**row) for row in await self.pool.fetch(_ENTRIES, device, log))

    async def last(self, device: str, log: str) -> IndexEntry | None:
        """See Store."""
        row = await self.pool.fetchrow(_LAST, device, log)
        return IndexEntry(**row) if row else None

    async def entries_of(self, kind: str) -> tuple[IndexEntry, ...]:
        """See Store."""
        return tuple(IndexEntry(**row) for row in await self.pool.fetch(_ENTRIES_OF, kind))

    async def body(self, device: str, log: str, seq: int) -> str:
        """See Store."""
        body = await self.pool.fetchval(_BODY, device, log, seq)
        if body is None:
            raise KeyError(seq)
        return str(body)

    async def logs(self, device: str, *, after: str = "") -> tuple[tuple[str, int], ...]:
        """See Store."""
        rows = await self.pool.fetch(_LOGS, device, after, FEW)
        return tuple((str(row["log"]), int(row["have"])) for row in rows)

    async def close(self) -> None:
        """See Store."""
        await self.pool.close()


async def open_postgres(url: str) -> PostgresStore:
    """Connect and bring the schema up to date; raises DatabaseNotUsable."""
    try:
        pool = await asyncpg.create_pool(url, min_size=1, max_size=8)
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError) as trouble:
        # Not the address itself: it may hold a password.
        raise DatabaseNotUsable(
            f"The PostgreSQL database cannot be reached: {trouble}. Check --database."
        ) from trouble
    try:
        await _prepare(pool)
    except DatabaseNotUsable:
        await pool.close()
        raise
    except asyncpg.PostgresError as trouble:
        await pool.close()
        raise DatabaseNotUsable(
            f"The PostgreSQL database cannot be used: {trouble}. Check --database."
        ) from trouble
    return PostgresStore(pool)


async def _prepare(pool: asyncpg.Pool) -> None:
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute(_ONE_AT_A_TIME)  # two servers may start together
        await connection.execute(_VERSION_TABLE)
        for number, script in steps(await connection.fetchval(_VERSION) or 0):
            await connection.execute(script)
            await connection.execute(_SET_VERSION, number)
