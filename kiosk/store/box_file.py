"""The box file and what memory holds of it: after a fault it is read anew before anything else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiosqlite

from kiosk.store.box_contents import Contents, read_and_salt, read_anew
from kiosk.store.card_keys import CardKey
from kiosk.store.database import Database, open_box


class BoxFile:
    """The open file, one writer at a time; ``held`` is exactly what the file holds."""

    def __init__(self, database: Database, contents: Contents) -> None:
        """Use ``open_and_read`` instead."""
        self.database = database
        self.held = contents
        self.turn = asyncio.Lock()
        self.unsure: set[tuple[str, CardKey]] = set()  # poll and card whose cast may be in it
        self._doubtful = False  # a write failed: what the file holds must be read anew

    @classmethod
    async def open_and_read(cls, path: Path) -> "BoxFile":
        """Open the file, or make it, and read what it holds. Raises CannotSave."""
        async with AsyncExitStack() as opened:
            database = await open_box(path)
            opened.push_async_callback(database.close)
            file = cls(database, await read_and_salt(database))
            opened.pop_all()
        return file

    async def close(self) -> None:
        """Close the file."""
        await self.database.close()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[aiosqlite.Connection]:
        """A transaction of the one writer. Raises CannotSave."""
        async with self.sure(), self.database.write() as tx:
            yield tx

    @asynccontextmanager
    async def sure(self) -> AsyncIterator[None]:
        """A turn in which the file is known; what fails in it makes it doubtful."""
        async with self.turn:
            await self.be_sure()
            try:
                yield
            except BaseException:
                self._doubtful = True
                raise

    async def be_sure(self) -> None:
        """Read the file anew after a fault: a commit that failed may be in it all the same.

        Raises CannotSave until the file can be read and written again. Needs ``turn``.
        """
        if not self._doubtful:
            return
        database, held = await read_anew(self.database)
        held.keep_keys_of(self.held)
        self.database, self.held, self._doubtful = database, held, False
        self.unsure.clear()
