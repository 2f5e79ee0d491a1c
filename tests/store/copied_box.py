"""A box with an open poll and 300 cards, and its second copy."""

import asyncio
import contextlib
import sqlite3
import threading
from pathlib import Path

from kiosk.store import copy_folder
from kiosk.store.box import Box
from kiosk.store.copy_folder import BOX, Wanted
from kiosk.store.database import Database

OPENING = bytes(32)
NAME = "meeting"
OPEN: list[Box | Database] = []


async def close_all() -> None:
    """However a test ends: an open file keeps its thread."""
    while OPEN:
        await OPEN.pop().close()


async def given_a_box(data: Path) -> Box:
    (data / NAME / "loaded").mkdir(parents=True)
    (data.parent / "copy").mkdir()
    (data / NAME / "main.json").write_text("{}")
    (data / "device.key").write_text("ab" * 32)
    box = await reopened(data)
    await box.prepare("motion", longest=40)
    await box.add_cards([f"card {number}" for number in range(300)])
    await box.start("motion")
    return box


async def reopened(data: Path) -> Box:
    box = await Box.open_and_read(data / NAME / BOX)
    OPEN.append(box)
    return box


async def attach(file: Database, data: Path, copy: Path, lost: list[str]) -> None:
    snapshot = await file.snapshot()
    name = file.path.name
    wanted = Wanted(data, copy, NAME, {name: snapshot}, threading.Event())
    there = await asyncio.to_thread(copy_folder.make_whole, wanted)
    await file.copy.follow_with(there[name], lost.append)


async def cast(box: Box, number: int) -> None:
    await box.cast("motion", f"card {number}", text=b"yes %d" % number, opening=OPENING)


def rows(file: Path) -> list[str]:
    """All that the file says, in the order of its bytes' own keys."""
    unlocked = f"file:{file}?mode=ro{'&nolock=1' if file.name == BOX else ''}"
    with contextlib.closing(sqlite3.connect(unlocked, uri=True)) as opened:
        return list(opened.iterdump())


def was_told(lost: list[str], why: str) -> bool:
    return len(lost) == 1 and why in lost[0]
