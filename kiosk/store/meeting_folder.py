"""The data folder: one folder for each assembly, which one is current, and who may use it."""

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.domain.errors import CannotSave, FolderInUse

CURRENT = "current"
MAIN = "main.json"
LOADED = "loaded"


@dataclass(frozen=True, slots=True)
class FolderLock:
    """Held as long as a kiosk works in the data folder; freed by the system if it dies."""

    descriptor: int

    def release(self) -> None:
        """Let others in."""
        os.close(self.descriptor)


def lock(data: Path) -> FolderLock:
    """Make the folder if need be and lock it; raises FolderInUse, CannotSave."""
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as trouble:
        raise CannotSave(f"{data}: {trouble.strerror}") from trouble
    return hold(data)


def hold(data: Path) -> FolderLock:
    """Lock a folder that is there; raises FolderInUse, CannotSave."""
    try:
        descriptor = os.open(data / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as trouble:
        raise CannotSave(f"{data}: {trouble.strerror}") from trouble
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise FolderInUse from None
    return FolderLock(descriptor)


def write_safely(path: Path, content: bytes) -> None:
    """Write a whole file or leave the old one, also if the power goes; raises CannotSave."""
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.unlink(missing_ok=True)  # one that was cut short may be open to others
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as trouble:
        raise CannotSave(f"{path.name}: {trouble.strerror}") from trouble


def sync_folder(folder: Path) -> None:
    """Make new names in the folder safe on disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_journals(file: Path) -> None:
    """Make safe on disk what a program that was killed wrote beside an SQLite file, or emptied.

    SQLite believes what it reads there. After a kill just before the last sync of a commit the
    journal is empty, yet a power cut could bring it back, and undo what somebody was told by then.
    To be called before SQLite opens the file. Raises OSError.
    """
    for ending in ("-journal", "-wal"):
        beside = file.with_name(file.name + ending)
        if beside.exists():
            descriptor = os.open(beside, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


@dataclass(frozen=True, slots=True)
class Kept:
    """An assembly's files as they were loaded.

    ``rule``: counts its questions instead of theirs. ``sealed``: its boxes have keys, whatever
    the files say.
    """

    files: dict[str, bytes]
    main: str
    rule: str = ""
    sealed: bool = False

    def only(self, names: Collection[str]) -> "Kept":
        """The same without files of other names."""
        files = {name: content for name, content in self.files.items() if name in names}
        return replace(self, files=files)

    def name(self, title: str) -> str:
        """A folder name that the same files always get."""
        asked = ("sealed",) if self.sealed else ()
        digest = hashlib.sha256(json.dumps([self.main, self.rule, *asked]).encode())
        for file in sorted(self.files):
            digest.update(hashlib.sha256(file.encode()).digest())
            digest.update(hashlib.sha256(self.files[file]).digest())
        words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40]
        return f"{words or 'assembly'}-{digest.hexdigest()[:8]}"


def keep_files(folder: Path, kept: Kept) -> None:
    """Keep an assembly's files as they were loaded. Raises CannotSave."""
    try:
        (folder / LOADED).mkdir(exist_ok=True, mode=0o700, parents=True)
        # Else "current" could be on disk before the folder that it names.
        sync_folder(folder)
        sync_folder(folder.parent)
    except OSError as trouble:
        raise CannotSave(f"{folder.name}: {trouble.strerror}") from trouble
    for file, content in kept.files.items():
        write_safely(folder / LOADED / Path(file).name, content)
    asked = {"main": kept.main, "rule": kept.rule, "sealed": kept.sealed}
    write_safely(folder / MAIN, json.dumps(asked).encode())


def kept_files(folder: Path) -> Kept:
    """An assembly's files as they were loaded."""
    main = json.loads((folder / MAIN).read_text(encoding="utf-8"))
    files = {path.name: path.read_bytes() for path in (folder / LOADED).iterdir()}
    return Kept(files, main["main"], main["rule"], main.get("sealed", False))


def folder_of(data: Path, kept: Kept, *, named: Collection[str], title: str) -> Path:
    """Where the meeting of these files lies, or would lie.

    Files that are not ``named`` make no other meeting. They once did, and were kept: such a
    meeting is found by what it names, and first of all by all that was sent.
    """
    used = kept.only(named)
    as_sent, usual = data / kept.name(title), data / used.name(title)
    before = [folder for folder in folders(data) if _holds(folder, used, named)]
    for folder in (as_sent, current(data), usual, *before):
        if folder in before:
            return folder
    return usual


def _holds(folder: Path, used: Kept, named: Collection[str]) -> bool:
    """Whether the meeting of that folder was made of these files, whatever else was sent."""
    try:
        asked = json.loads((folder / MAIN).read_text(encoding="utf-8"))
        if (asked["main"], asked["rule"], asked.get("sealed", False)) != (
            used.main,
            used.rule,
            used.sealed,
        ):
            return False
        there = {path.name for path in (folder / LOADED).iterdir()} & set(named)
        return there == set(used.files) and all(
            (folder / LOADED / name).read_bytes() == used.files[name] for name in there
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False  # it is damaged: whoever opens it says so


def is_loaded(folder: Path) -> bool:
    """Whether an assembly's files lie in the folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return (folder / MAIN).exists()


def make_current(data: Path, name: str) -> None:
    """Let the assembly of that folder be the one that meets; raises CannotSave."""
    write_safely(data / CURRENT, name.encode())


def current(data: Path) -> Path | None:
    """The folder of the assembly that meets, if one was loaded."""
    pointer = data / CURRENT
    if not pointer.exists():
        return None
    return data / pointer.read_text(encoding="utf-8").strip()


def folders(data: Path) -> tuple[Path, ...]:
    """The folders of all assemblies ever loaded here."""
    return tuple(sorted(path.parent for path in data.glob(f"*/{MAIN}")))
