"""The second copy's folder: a data folder that another kiosk can go on from alone."""

import hashlib
import sqlite3
import threading
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.errors import CannotSave, FolderInUse, NoRoom
from kiosk.store import meeting_folder
from kiosk.store.disk_room import need_room
from kiosk.store.meeting_folder import CURRENT, LOADED, MAIN, FolderLock, write_safely

DEVICE_KEY = "device.key"
DOORS = "doors.json"
ROLL = "roll.sqlite"
BOX = "box.sqlite"
WAIT_FOR_READERS = 2000  # milliseconds
STEP = 256  # pages that are copied between two looks whether anybody still waits

# TRUNCATE for both files: a log of changes, such as WAL is, would keep their order.
PRAGMAS = (
    f"PRAGMA busy_timeout = {WAIT_FOR_READERS}",
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)

HELD = {
    ROLL: {"record": "SELECT seq, body FROM record"},
    BOX: {
        "card": "SELECT '', body FROM card WHERE body <> zeroblob(length(body))",
        "spent": "SELECT poll, body FROM spent WHERE body <> zeroblob(length(body))",
        "ballot": "SELECT poll, body FROM ballot WHERE body <> zeroblob(length(body))",
    },
}
"""What nobody may lose, by file and table: pairs that are equal in both files."""


class NotOurs(Exception):
    """The folder holds what this kiosk does not; nothing in it is changed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be copied: ``data`` to ``copy``. ``name``: of the meeting's folder; may be empty.

    ``snapshots``: of its files, by name. ``let_go``: set when nobody waits any more.
    """

    data: Path
    copy: Path
    name: str
    snapshots: dict[str, sqlite3.Connection]
    let_go: threading.Event


def take_folder(copy: Path, data: Path) -> FolderLock:
    """Lock the folder if it is there, ours or empty, and has room.

    Never made: where a stick is missing, its folder would lie on the card. Raises
    FileNotFoundError, NotOurs, CannotSave, OSError.
    """
    if not copy.is_dir():
        raise FileNotFoundError(copy)
    try:
        held = meeting_folder.hold(copy)
    except FolderInUse:
        raise NotOurs("a kiosk works there") from None
    try:
        _refuse_another_key(copy, data)
        need_room(copy)
    except NoRoom as full:
        held.release()
        raise CannotSave(f"{full.free} MB are free") from None
    except BaseException:
        held.release()
        raise
    return held


def _refuse_another_key(copy: Path, data: Path) -> None:
    key = copy / DEVICE_KEY
    if key.exists():
        if key.read_bytes().strip() != (data / DEVICE_KEY).read_bytes().strip():
            raise NotOurs("another kiosk's key lies there")
    elif (copy / CURRENT).exists() or (copy / DOORS).exists():
        raise NotOurs("a kiosk without a key lies there")


def make_whole(wanted: Wanted) -> dict[str, sqlite3.Connection]:
    """Let the folder hold all of the meeting; its files, open. The snapshots are closed.

    Raises NotOurs, before anything is changed, and sqlite3.Error, OSError, CannotSave.
    """
    with ExitStack() as snapshots, ExitStack() as opened:
        for snapshot in wanted.snapshots.values():
            snapshots.callback(snapshot.close)
        folder = wanted.copy / wanted.name
        for file, snapshot in wanted.snapshots.items():
            _refuse_more(folder / file, snapshot)
        copy_small_files(wanted.data, wanted.copy)
        if wanted.name:
            copy_loaded(wanted.data / wanted.name, folder)
        there = {}
        for file, snapshot in wanted.snapshots.items():
            if wanted.let_go.is_set():
                raise TimeoutError
            there[file] = _become(folder / file, snapshot, wanted.let_go)
            opened.callback(there[file].close)
        if wanted.name:
            meeting_folder.make_current(wanted.copy, wanted.name)
        if wanted.let_go.is_set():
            raise TimeoutError
        opened.pop_all()
        return there


def copy_small_files(data: Path, copy: Path) -> None:
    """The kiosk's key and the PINs of its doors, where they differ. Raises CannotSave, OSError."""
    for name in (DEVICE_KEY, DOORS):
        _copy_if_other(data / name, copy / name)


def copy_loaded(meeting: Path, there: Path) -> None:
    """The files that were loaded. Raises CannotSave, OSError."""
    (there / LOADED).mkdir(exist_ok=True, mode=0o700, parents=True)
    for file in sorted((meeting / LOADED).iterdir()):
        _copy_if_other(file, there / LOADED / file.name)
    _copy_if_other(meeting / MAIN, there / MAIN)
    for folder in (there, there.parent):
        meeting_folder.sync_folder(folder)


def _copy_if_other(file: Path, there: Path) -> None:
    if file.exists():
        content = file.read_bytes()
        if not there.exists() or there.read_bytes() != content:
            write_safely(there, content)


def _become(
    file: Path, snapshot: sqlite3.Connection, let_go: threading.Event
) -> sqlite3.Connection:
    def go_on(status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} or let_go.is_set():
            raise TimeoutError  # else it would try for ever

    meeting_folder.sync_journals(file)
    there = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    try:
        for pragma in PRAGMAS:
            there.execute(pragma)
        # One transaction of SQLite's own: all of it or nothing.
        snapshot.backup(there, pages=STEP, progress=go_on)
        for pragma in PRAGMAS:  # again: the snapshot of a file with a WAL asks for one
            there.execute(pragma)
    except BaseException:
        there.close()
        raise
    meeting_folder.sync_folder(file.parent)
    return there


def _refuse_more(file: Path, snapshot: sqlite3.Connection) -> None:
    if not file.exists():
        return
    with closing(sqlite3.connect(file, timeout=WAIT_FOR_READERS / 1000)) as there:
        if _version(there) > _version(snapshot):
            raise NotOurs(f"{file.name} is of a newer kiosk")
        for table, query in HELD[file.name].items():
            if _holds(there, query, table) - _holds(snapshot, query, table):
                raise NotOurs(f"{file.name} there holds more in {table}")


def _version(file: sqlite3.Connection) -> int:
    return int(file.execute("PRAGMA user_version").fetchone()[0])


def _holds(file: sqlite3.Connection, query: str, table: str) -> set[bytes]:
    known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    if file.execute(known, (table,)).fetchone() is None:
        return set()  # a copying that was ended early
    return {_digest(*row) for row in file.execute(query)}


def _digest(key: str | int, body: str | bytes) -> bytes:
    content = body.encode() if isinstance(body, str) else body
    return hashlib.sha256(f"{key}\0".encode() + content).digest()


def place_of(file: Path) -> tuple[int, int]:
    """Which file lies there: another one, or one on another medium, has another place."""
    status = file.stat()
    return status.st_dev, status.st_ino
