"""A database connection that notes what its transaction changed, so that a copy can follow."""

import sqlite3
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import aiosqlite
from aiosqlite.context import Result
from aiosqlite.cursor import Cursor

ITER_CHUNK = 64  # rows that one look at a cursor fetches, as aiosqlite has it
CHANGES_NOTHING = ("SELECT", "PRAGMA", "BEGIN", "COMMIT", "ROLLBACK")

Change = tuple[str, tuple[tuple[Any, ...], ...]]
"""A statement with the rows it ran for. All chance and every clock is in the rows."""


class Writer(aiosqlite.Connection):
    """Every statement that may change the file is in ``changes`` until they are forgotten."""

    def __init__(self, path: Path) -> None:
        """To be awaited, like every connection."""
        super().__init__(partial(sqlite3.connect, path, isolation_level=None), ITER_CHUNK)
        self.changes: list[Change] = []
        self.committing = False  # the last ``make_all`` came to its commit: a fault may be after it

    def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> Result[Cursor]:
        """Run one statement."""
        row = tuple(parameters or ())
        self._note(sql, (row,))
        return super().execute(sql, row)

    def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Result[Cursor]:
        """Run a statement for every row."""
        rows = tuple(tuple(row) for row in parameters)
        self._note(sql, rows)
        return super().executemany(sql, rows)

    async def make_all(self, changes: list[Change]) -> None:
        """A whole transaction in one hop to the connection's thread, where each statement has its
        own elsewhere: whoever waits for the next commit waits for every hop too.
        """
        self.changes += changes
        self.committing = False
        await self._execute(self._make_all, self._conn, changes)  # type: ignore[no-untyped-call]

    def _make_all(self, connection: sqlite3.Connection, changes: list[Change]) -> None:
        connection.execute("BEGIN IMMEDIATE")
        for sql, rows in changes:
            connection.executemany(sql, rows)
        self.committing = True
        connection.execute("COMMIT")

    def take_changes(self) -> list[Change]:
        """What was changed since it was taken last."""
        taken, self.changes = self.changes, []
        return taken

    def _note(self, sql: str, rows: tuple[tuple[Any, ...], ...]) -> None:
        if not sql.startswith(CHANGES_NOTHING):
            self.changes.append((sql, rows))
