"""A file of an older kiosk is brought up to date, once a back-up of it is safe on disk."""

import sqlite3
from contextlib import closing
from pathlib import Path

import aiosqlite

from kiosk.domain.errors import FileDamaged, NewerFile
from kiosk.store.meeting_folder import sync_folder

MIGRATIONS = Path(__file__).parent / "migrations"

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FIRST_BYTE = 0xFF  # of an error code: the kind of error, without its details


def scripts_of(ring: str) -> tuple[str, ...]:
    """All migrations of the roll or the box, in their order."""
    return tuple(
        step.read_text(encoding="utf-8") for step in sorted((MIGRATIONS / ring).glob("*.sql"))
    )


async def migrate(connection: aiosqlite.Connection, path: Path, scripts: tuple[str, ...]) -> None:
    """Run what is missing. Before each step the file is kept as ``NAME.before-VERSION``.

    Raises NewerFile, FileDamaged, and sqlite3.Error, OSError: the file is as it was then.
    """
    ((version,),) = await connection.execute_fetchall("PRAGMA user_version")
    if version > len(scripts):
        raise NewerFile
    if version:
        await refuse_damage(connection, path)
    for number, script in enumerate(scripts[version:], start=version + 1):
        if version:  # else it was made just now
            await _back_up(connection, path.with_name(f"{path.name}.before-{number}"))
        # The script carries its own transaction: executescript would commit an outer one first.
        await connection.executescript(
            f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;"
        )


async def refuse_damage(connection: aiosqlite.Connection, path: Path) -> None:
    """Look through the whole file; raises FileDamaged, and sqlite3.Error."""
    rows = [tuple(row) for row in await connection.execute_fetchall("PRAGMA quick_check(1)")]
    if rows != [("ok",)]:
        raise FileDamaged(path.name)


def is_damage(trouble: sqlite3.Error) -> bool:
    """Whether the file itself is wrong, and not the disk that holds it."""
    return getattr(trouble, "sqlite_errorcode", 0) & _FIRST_BYTE in _DAMAGE


async def _back_up(connection: aiosqlite.Connection, file: Path) -> None:
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    there = sqlite3.connect(fresh, isolation_level=None, check_same_thread=False)
    with closing(there):
        await connection.backup(there)  # page by page: slots stay where they are
        there.execute("PRAGMA journal_mode = TRUNCATE")
    fresh.replace(file)
    sync_folder(file.parent)
