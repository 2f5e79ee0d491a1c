"""The shim that writes down what a program does to its files, and what it wrote down."""

import os
import shutil
import struct
import subprocess
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("disk_trace.c")
HEAD = struct.Struct("<IcQQII")


class Kind(Enum):
    """What was done."""

    CREATE = b"C"
    MAKE_FOLDER = b"M"
    RENAME = b"R"
    REMOVE = b"U"
    WRITE = b"W"
    RESIZE = b"T"
    SYNC = b"S"
    SYNC_FOLDER = b"D"


@dataclass(frozen=True, slots=True)
class Step:
    """One change or sync. ``file``: which file ever made; ``end``: the trace's length after it."""

    number: int
    kind: Kind
    path: str
    end: int
    file: int = -1
    offset: int = 0
    content: bytes = b""


def built_shim(folder: Path) -> Path:
    """The compiled shim; skips where there is no compiler or no Linux."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or os.uname().sysname != "Linux":
        pytest.skip("recording writes needs a C compiler and Linux (LD_PRELOAD)")
    shim = folder / "disk_trace.so"
    subprocess.run(
        [compiler, "-O2", "-shared", "-fPIC", "-o", str(shim), str(SOURCE), "-lpthread"],
        check=True,
        capture_output=True,
    )
    return shim


@dataclass(frozen=True, slots=True)
class Recorder:
    """Programs that are started with ``environment`` write down what they do below ``roots``."""

    shim: Path
    trace: Path
    roots: tuple[Path, ...]
    without_sync: str = ""  # files whose path holds this word are never synced

    @property
    def environment(self) -> dict[str, str]:
        """For the program to be recorded."""
        return {
            "LD_PRELOAD": str(self.shim),
            "POWER_TRACE": str(self.trace),
            "POWER_ROOTS": ":".join(str(root) for root in self.roots),
            "POWER_FAIL": str(self.fail),
            "POWER_KILL": str(self.kill),
            **({"POWER_NO_SYNC": self.without_sync} if self.without_sync else {}),
        }

    @property
    def fail(self) -> Path:
        """While this file is there, every sync fails."""
        return self.trace.with_name("fail")

    @property
    def kill(self) -> Path:
        """Where a number is put: the program dies instead of that sync of a box."""
        return self.trace.with_name("kill")

    def length(self) -> int:
        """How long the trace is now, in bytes."""
        return self.trace.stat().st_size if self.trace.exists() else 0

    def steps(self) -> tuple[Step, ...]:
        """All that was written down, in order."""
        return tuple(_steps(self.trace.read_bytes()))


def _steps(trace: bytes) -> list[Step]:
    found: list[Step] = []
    files: dict[int, int] = {}  # inode: the file that has it now
    named: dict[str, int] = {}
    place = 0
    while place < len(trace):
        size, letter, inode, offset, path_size, _ = HEAD.unpack_from(trace, place)
        start = place + HEAD.size
        path = trace[start : start + path_size].decode()
        content = trace[start + path_size : place + size]
        place += size
        kind = Kind(letter)
        file = -1
        if kind is Kind.CREATE:
            file = files[inode] = named[path] = len(found)
        elif kind is Kind.RENAME:
            file = named[content.decode()] = named.pop(path)
        elif kind in {Kind.WRITE, Kind.RESIZE, Kind.SYNC}:
            file = files[inode]
        found.append(Step(len(found), kind, path, place, file, offset, content))
    return found
