"""One file's second copy: it takes every change before anybody is answered, and may fail."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial

from kiosk.own_thread import OwnThread
from kiosk.store.writer import Change

COPIED_WITHIN = 5.0  # seconds that one commit may take there, before the hall goes on without it
LONGEST_COPYING = 120.0  # seconds to make it whole, while the hall goes on
TROUBLE = (sqlite3.Error, OSError, TimeoutError)

Tell = Callable[[str], None]
"""Is told why a copy was lost."""


class SecondCopy:
    """Behind, until it is made whole; then equal to its file after every transaction.

    All slow calls are on a thread that nobody waits for in vain: a medium that hangs is let go.
    """

    def __init__(self) -> None:
        """Nothing is copied yet."""
        self._thread = OwnThread("second copy")
        self._there: sqlite3.Connection | None = None
        self._let_go = threading.Event()  # what still hangs on the thread must change nothing
        self._backlog: list[Change] | None = None  # what came while it is being made whole
        self._turn = asyncio.Lock()
        self._running: set[asyncio.Task[None]] = set()
        self._tell: Tell | None = None

    @property
    def whole(self) -> bool:
        """Whether it holds all that its file holds, and takes what comes."""
        return self._there is not None and self._backlog is None

    def begin(self) -> None:
        """Keep from now on what must be done to a snapshot that is taken at this moment."""
        self._backlog = []

    async def follow_with(self, there: sqlite3.Connection, tell: Tell) -> None:
        """Go on with the copy that is now what the snapshot was: it takes what came since.

        ``tell`` is called with the reason when it is lost later. Raises sqlite3.Error, OSError,
        TimeoutError; the copy is let go then.
        """
        if self._backlog is None:  # the file was closed meanwhile
            await self._end((self._thread, there))
            raise TimeoutError
        self._there = there
        try:
            while self._backlog:
                backlog, self._backlog = self._backlog, []
                await self._apply(backlog, LONGEST_COPYING)
        except BaseException:
            await self.close()
            raise
        self._backlog = None
        self._tell = tell

    async def follow(self, changes: list[Change]) -> None:
        """Do what a transaction did; returns when it is safe there too, or the copy is lost."""
        if self._backlog is not None:
            self._backlog += changes
        elif self._there is not None and changes:
            # Whoever waits may be cancelled; the change is made all the same, in its turn.
            await asyncio.shield(self._start(self._take(changes)))

    async def _take(self, changes: list[Change]) -> None:
        async with self._turn:
            if self._there is None:
                return
            try:
                await self._apply(changes, COPIED_WITHIN)
            except Exception as trouble:  # whatever it is: the vote is safe on the main medium
                self.lose(f"{type(trouble).__name__} {trouble}")

    async def _apply(self, changes: list[Change], seconds: float) -> None:
        if self._there is not None:
            work = partial(_apply, self._there, changes, self._let_go)
            await self._thread.run(work, seconds)

    def _start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    def lose(self, why: str) -> None:
        """Go on without it at once, and say so."""
        tell = self._tell
        self._start(self._end(self._let_it_go()))
        if tell is not None:
            tell(why)

    async def close(self) -> None:
        """Follow no longer; once more does nothing."""
        await asyncio.gather(*self._running)
        await self._end(self._let_it_go())

    def _let_it_go(self) -> tuple[OwnThread, sqlite3.Connection | None]:
        gone = self._thread, self._there
        self._let_go.set()
        self._thread, self._let_go = OwnThread("second copy"), threading.Event()
        self._there = self._backlog = self._tell = None
        return gone

    async def _end(self, gone: tuple[OwnThread, sqlite3.Connection | None]) -> None:
        thread, there = gone
        if there is not None:
            with suppress(*TROUBLE):  # a medium that hangs keeps its thread
                await thread.run(there.close, COPIED_WITHIN)


def _apply(there: sqlite3.Connection, changes: list[Change], let_go: threading.Event) -> None:
    try:
        there.execute("BEGIN IMMEDIATE")
        # It may have hung until now, and the file may have been made whole anew meanwhile.
        if not let_go.is_set():
            for sql, rows in changes:
                there.executemany(sql, rows)
        there.execute("COMMIT")
    except sqlite3.Error:
        with suppress(sqlite3.Error):
            there.rollback()
        raise
