"""One file's second copy: it takes every change before anybody is answered, and may fail."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from kiosk.own_thread import OwnThread
from kiosk.store.changes import Change

PATIENCE = 5.0  # seconds that one commit may take there, before the hall goes on without it
LONGEST_COPYING = 120.0  # seconds to make it whole, while the hall goes on
WAIT_FOR_READERS = 2000  # milliseconds
TROUBLE = (sqlite3.Error, OSError, TimeoutError)

# TRUNCATE for both files: a log of changes, such as WAL is, would keep their order.
PRAGMAS = (
    f"PRAGMA busy_timeout = {WAIT_FOR_READERS}",
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)

Check = Callable[[sqlite3.Connection, sqlite3.Connection], None]
"""Looks at the copy and at the snapshot it is to become, and raises where it must stay."""


class SecondCopy:
    """Behind, until it is made whole; then equal to its file after every transaction.

    All slow calls are on a thread that nobody waits for in vain: a medium that hangs is let go.
    """

    def __init__(self) -> None:
        self._thread = OwnThread("second copy")
        self._there: sqlite3.Connection | None = None
        self._backlog: list[Change] | None = None  # what came while it is being made whole
        self._turn = asyncio.Lock()
        self._taking: set[asyncio.Task[None]] = set()
        self._tell: Callable[[str], None] | None = None

    @property
    def whole(self) -> bool:
        """Whether it holds all that its file holds, and takes what comes."""
        return self._there is not None and self._backlog is None

    async def make_whole(
        self, snapshot: sqlite3.Connection, file: Path, *, check: Check, tell: Callable[[str], None]
    ) -> None:
        """Let the file there become the snapshot, and take what came since ``begin``.

        ``tell`` is called with the reason when it is lost later. Raises sqlite3.Error, OSError,
        TimeoutError, and what ``check`` raises.
        """
        try:
            become = partial(_become, snapshot, file, check)
            self._there = await self._thread.run(become, LONGEST_COPYING)
            while self._backlog:
                backlog, self._backlog = self._backlog, []
                await self._thread.run(partial(_apply, self._there, backlog), LONGEST_COPYING)
        except BaseException:
            await self.close()
            raise
        self._backlog = None
        self._tell = tell

    def begin(self) -> None:
        """Keep from now on what must be done to a snapshot that is taken at this moment."""
        self._backlog = []

    async def follow(self, changes: list[Change]) -> None:
        """Do what a transaction did; returns when it is safe there too, or the copy is lost."""
        if self._there is None and self._backlog is None:
            return
        if self._backlog is not None:
            self._backlog += changes
            return
        # Whoever waits may be cancelled; the change is made all the same, in its turn.
        task = asyncio.create_task(self._take(changes))
        self._taking.add(task)
        task.add_done_callback(self._taking.discard)
        await asyncio.shield(task)

    async def _take(self, changes: list[Change]) -> None:
        async with self._turn:
            if self._there is None or not changes:
                return
            try:
                await self._thread.run(partial(_apply, self._there, changes), PATIENCE)
            except TROUBLE as trouble:
                await self.lose(f"{type(trouble).__name__} {trouble}")

    async def lose(self, why: str) -> None:
        """Go on without it, and say so."""
        tell = self._tell
        await self.close()
        if tell is not None:
            tell(why)

    async def close(self) -> None:
        """Follow no longer; once more does nothing."""
        there, self._there, self._backlog, self._tell = self._there, None, None, None
        if there is not None:
            with suppress(*TROUBLE):  # a medium that hangs keeps its thread: a new one comes
                await self._thread.run(there.close, PATIENCE)
        self._thread = OwnThread("second copy")


def _become(snapshot: sqlite3.Connection, file: Path, check: Check) -> sqlite3.Connection:
    there = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    try:
        for pragma in PRAGMAS:
            there.execute(pragma)
        check(there, snapshot)
        snapshot.backup(there)  # one transaction of SQLite's own: all of it or nothing
        for pragma in PRAGMAS:  # again: the snapshot of a file with a WAL asks for one
            there.execute(pragma)
    except BaseException:
        there.close()
        raise
    return there


def _apply(there: sqlite3.Connection, changes: list[Change]) -> None:
    try:
        there.execute("BEGIN IMMEDIATE")
        for sql, rows in changes:
            there.executemany(sql, rows)
        there.execute("COMMIT")
    except sqlite3.Error:
        with suppress(sqlite3.Error):
            there.rollback()
        raise
