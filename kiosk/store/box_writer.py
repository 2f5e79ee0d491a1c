"""The box's writer: a commit is safe with one sync, and leaves no log of what came when.

SQLite's log (WAL) keeps one transaction behind the other, and with them the order of casting. So
it holds one at most here: as soon as that is safe in the log it is brought into the file, and the
log is emptied before the next one begins.
"""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from kiosk.store.meeting_folder import sync_file, sync_folder
from kiosk.store.writer import Change, Writer

_INTO_THE_FILE = "PRAGMA wal_checkpoint(TRUNCATE)"


class BoxWriter(Writer):
    """The one connection to the box. ``settle`` follows each commit, and nothing comes between."""

    def __init__(self, path: Path) -> None:
        """To be awaited, like every connection."""
        super().__init__(path)
        self._log = path.with_name(f"{path.name}-wal")
        self._is_named = False  # the log was made at the opening: its name may not be safe

    def _make_all(self, connection: sqlite3.Connection, changes: list[Change]) -> None:
        """The same with one sync of the log in the end, where SQLite syncs its first bytes too.

        It would, because bytes of older transactions may lie behind them after a power cut: here
        there is one at most, and all of it is in the file.
        """
        connection.execute("PRAGMA synchronous = OFF")
        try:
            super()._make_all(connection, changes)
            if self._log.exists() and self._log.stat().st_size:  # else nothing was changed
                self._sync(connection)
        finally:
            with suppress(sqlite3.Error):  # it is closed: the log could not be synced
                connection.rollback()
                connection.execute("PRAGMA synchronous = FULL")

    def _sync(self, connection: sqlite3.Connection) -> None:
        try:
            sync_file(self._log)
            if not self._is_named:
                sync_folder(self._log.parent)
                self._is_named = True
        except OSError as trouble:
            # Nothing of it is in the file yet: without its log it was never made. Whoever reads
            # on here would still see it.
            with suppress(OSError):
                os.truncate(self._log, 0)
                connection.close()
            raise sqlite3.OperationalError(str(trouble)) from trouble

    async def settle(self) -> None:
        """Bring what was committed into the file, safe on disk, and empty the log.

        Raises sqlite3.Error; the log stays then, and is read when the file is opened again.
        """
        ((is_busy, *_),) = await self.execute_fetchall(_INTO_THE_FILE)
        if is_busy:
            raise sqlite3.OperationalError("the log of the box could not be emptied")
