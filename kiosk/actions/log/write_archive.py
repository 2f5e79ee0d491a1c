"""Write an assembly down as one file that anyone can check, also while the kiosk works."""

import asyncio
import sqlite3
from itertools import chain
from pathlib import Path

import aiosqlite

from kiosk.domain.errors import CannotSave
from kiosk.domain.record import trial_faults
from kiosk.proof.archive import ArchiveRefused, order_faults, read_archive, signature_faults
from kiosk.proof.archive import write_archive as written
from kiosk.proof.signature import Key
from kiosk.store import records
from kiosk.store.meeting_folder import write_safely
from kiosk.sync.batch import read_record


async def write_archive(folder: Path, key: Key, out: Path) -> int:
    """Write the archive of the assembly in that folder; how many records it holds.

    The roll is read as it is at one instant and nothing is written to it, so a kiosk may work
    beside, and the same records give the same file. Raises CannotSave, and ArchiveRefused where
    the log is damaged or of a trial: a file that nobody should trust is never written.
    """
    try:
        texts = await _texts(_only_to_read(folder / "roll.sqlite"))
    except sqlite3.Error as trouble:
        raise CannotSave(f"{folder.name}: {trouble}") from trouble
    content = await asyncio.to_thread(_archive, texts, key)
    await asyncio.to_thread(write_safely, out, content)
    return len(texts)


def _only_to_read(file: Path) -> str:
    return f"{file.absolute().as_uri()}?mode=ro"


async def _texts(address: str) -> tuple[str, ...]:
    async with aiosqlite.connect(address, uri=True) as read:
        await read.execute("PRAGMA busy_timeout = 5000")
        return tuple(text for _, text in await records.after(read, 0))


def _archive(texts: tuple[str, ...], key: Key) -> bytes:
    content = written(key, [read_record(text) for text in texts])
    archive = read_archive(content)
    faults = chain(trial_faults(archive.log), signature_faults(archive), order_faults(archive))
    for fault in faults:
        raise ArchiveRefused(fault)
    return content
