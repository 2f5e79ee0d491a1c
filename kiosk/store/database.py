"""One SQLite file: a reader that cannot write, and a writer for one transaction at a time."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from kiosk.domain.errors import CannotSave, FileDamaged
from kiosk.store.meeting_folder import sync_journals
from kiosk.store.migration import is_damage, migrate, scripts_of
from kiosk.store.second_copy import SecondCopy
from kiosk.store.writer import Change, Writer

Answer = TypeVar("Answer")

ROLL_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)

# Never WAL here: it keeps the order of casting. TRUNCATE leaves no journal content behind.
# EXCLUSIVE: nobody else writes here, and the journal stays open, which spares each commit the
# sync of the folder: four are left (twice the journal, the file, the emptied journal).
BOX_PRAGMAS = (
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)


@dataclass(slots=True)
class Database:
    """An open file: ``write`` is all or nothing.

    ``read`` refuses writes at the roll; at the box, which knows one connection only, it is the
    writer's, for whoever holds the turn. ``trouble``: why the last commit failed, until one
    succeeds.
    """

    path: Path
    read: aiosqlite.Connection
    writer: Writer
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    copy: SecondCopy = field(default_factory=SecondCopy)
    trouble: str = ""
    ending: bool = False  # a commit was begun: if nobody waits for it, it may be made all the same
    _writes: int = 0  # begun and over, well or not
    _known: dict[Any, tuple[int, Any]] = field(default_factory=dict)  # by who asks, since which

    @asynccontextmanager
    async def write(self) -> AsyncIterator[aiosqlite.Connection]:
        """A write transaction; safe on disk when the block ends. Raises CannotSave.

        Safe on the second copy too, while that one is whole: a copy that fails is lost, and the
        transaction stands.

        Whoever is cancelled leaves no transaction behind, whatever statement was in flight.
        """
        async with self._whole_or_undone():
            await self.writer.execute("BEGIN IMMEDIATE")
            yield self.writer
            self.ending = True
            await self.writer.execute("COMMIT")

    async def write_all(self, changes: list[Change]) -> None:
        """The same for changes that are known beforehand, and quicker. Raises CannotSave."""
        async with self._whole_or_undone():
            self.ending = True
            await self.writer.make_all(changes)

    @asynccontextmanager
    async def _whole_or_undone(self) -> AsyncIterator[None]:
        async with self.lock:
            self.writer.take_changes()  # nothing is left of one that was undone
            self.ending = False
            try:
                yield
            except sqlite3.Error as trouble:
                self.trouble = str(trouble)
                with suppress(CannotSave):
                    await _undo(self.writer)
                # The file may hold the change all the same: the copy is made whole again.
                self.copy.lose("the main file failed")
                raise CannotSave(str(trouble)) from trouble
            except asyncio.CancelledError:
                if self.ending:
                    self.copy.lose("a commit was cut off")
                with suppress(CannotSave):
                    await _undo(self.writer)
                raise
            except BaseException:
                await _undo(self.writer)
                raise
            finally:
                self._writes += 1
            self.trouble = ""
            await self.copy.follow(self.writer.take_changes())

    async def known(self, ask: Callable[[aiosqlite.Connection], Awaitable[Answer]]) -> Answer:
        """What the file answers, asked once between two writes: a hall's phones ask together.

        For few questions, whose answers nobody changes.
        """
        since = self._writes
        at, answer = self._known.get(ask, (-1, None))
        if at == since:
            known: Answer = answer
            return known
        is_changing = self.writer.in_transaction  # it may end while nobody waits for it
        answer = await ask(self.read)
        if not is_changing:
            self._known[ask] = since, answer
        return answer

    async def snapshot(self) -> sqlite3.Connection:
        """All that the file holds at this moment, in memory; the copy keeps what comes after it.

        For another thread than this one. Raises CannotSave.
        """
        snapshot = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        async with self.lock:
            try:
                await self.writer.backup(snapshot)
            except (sqlite3.Error, ValueError) as trouble:  # ValueError: it was closed meanwhile
                snapshot.close()
                raise CannotSave(str(trouble)) from trouble
            self.copy.begin()
        return snapshot

    async def prove(self) -> None:
        """Write the file's version once more: all that was written before is safe on disk then.

        The commit empties the journal anew, after a commit that failed to. Raises CannotSave.
        """
        async with self.write() as tx:
            ((version,),) = await tx.execute_fetchall("PRAGMA user_version")
            await tx.execute(f"PRAGMA user_version = {int(version)}")

    async def close(self) -> None:
        """Close both connections and the copy; once more does nothing."""
        await self.copy.close()
        try:
            await self.read.close()
        finally:
            await self.writer.close()


async def _undo(connection: aiosqlite.Connection) -> None:
    # The connection's own thread takes statements in turn: one in flight ends before this
    # begins, and without a transaction this does nothing.
    try:
        await connection.rollback()
    except (sqlite3.Error, ValueError) as trouble:  # ValueError: it was closed meanwhile
        raise CannotSave(str(trouble)) from trouble


async def open_roll(path: Path) -> Database:
    """Open or make the file of people, attendance, settings and records."""
    async with _opened(path, "roll", ROLL_PRAGMAS) as (writer, opened):
        read = await aiosqlite.connect(path, isolation_level=None)
        opened.push_async_callback(read.close)
        await read.execute("PRAGMA busy_timeout = 5000")
        await read.execute("PRAGMA query_only = ON")
    return Database(path, read, writer)


async def open_box(path: Path) -> Database:
    """Open or make the file of ballots and spent cards."""
    async with _opened(path, "box", BOX_PRAGMAS) as (writer, _):
        pass
    return Database(path, writer, writer)


@asynccontextmanager
async def _opened(
    path: Path, ring: str, pragmas: Iterable[str]
) -> AsyncIterator[tuple[Writer, AsyncExitStack]]:
    """The writer, and what closes it again if the block fails."""
    scripts = scripts_of(ring)
    try:
        async with AsyncExitStack() as opened:
            await asyncio.to_thread(sync_journals, path)
            writer = Writer(path)
            await writer
            opened.push_async_callback(writer.close)
            for pragma in (*pragmas, "PRAGMA busy_timeout = 5000"):
                # Its answer is fetched whole: a statement that is under way forbids a commit.
                await writer.execute_fetchall(pragma)
            await migrate(writer, path, scripts)
            yield writer, opened
            opened.pop_all()  # all is well: it stays open
    except (sqlite3.Error, OSError) as trouble:
        if isinstance(trouble, sqlite3.Error) and is_damage(trouble):
            raise FileDamaged(path.name) from trouble
        raise CannotSave(f"{path.name}: {trouble}") from trouble
