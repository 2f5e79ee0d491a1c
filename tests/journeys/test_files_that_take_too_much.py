"""Files that would take all memory or time are refused while the pages go on answering."""

import asyncio
import time

import pytest
from busy import busy
from journey import PIN, Running

from kiosk.actions.load_assembly import load_into
from kiosk.actions.loading import worker as reading_worker
from kiosk.actions.loading.read_apart import read_apart
from kiosk.commands.assembly_files import read_files
from kiosk.domain.errors import BadFile
from kiosk.shipped import demo_file
from kiosk.store.meeting_folder import Kept

LONGEST_GAP = 1.0  # seconds, where nothing else keeps the cores busy
MANY_TABLES = b"[" + b".".join([b"a"] * 30_000) + b"]\n"
GREEDY = {
    "keys with many parts": MANY_TABLES,
    "lists within lists": b"a = " + b"[" * 60_000,
    "many long headers": b"".join(b"[" + b"a." * 250 + b"b%d]\n" % i for i in range(400)),
    "tables in one line": b"a = " + b"{a=" * 20_000 + b"1" + b"}" * 20_000,
    "a number without end": b"a = " + b"9" * 60_000,
}


@pytest.mark.parametrize("content", GREEDY.values(), ids=GREEDY.keys())
async def test_no_upload_stops_the_pages(demo: Running, content: bytes) -> None:
    await demo.post("/organiser/enter", ("pin", PIN))
    kept = Kept({"assembly.toml": content}, "assembly.toml")
    slower = busy()
    reading = asyncio.create_task(read_apart(kept))
    longest = 0.0
    while not reading.done():
        began = time.monotonic()
        assert (await demo.get("/"))[0] == 200
        longest = max(longest, time.monotonic() - began)

    with pytest.raises(BadFile):
        await reading
    assert longest < LONGEST_GAP * max(slower, busy())


async def test_the_chair_goes_on_while_files_are_read(demo: Running) -> None:
    kept = Kept({"assembly.toml": next(iter(GREEDY.values()))}, "assembly.toml")
    loading = asyncio.create_task(load_into(demo.kiosk.hall, kept))
    while not loading.done():
        assert not demo.kiosk.hall.doors.chair.locked()
        await asyncio.sleep(0.02)

    with pytest.raises(BadFile):
        await loading


async def test_honest_files_are_read_apart_as_they_are() -> None:
    assert (await read_apart(read_files(demo_file()))).assembly.polls


def test_the_process_that_reads_has_less_memory_than_the_smallest_board() -> None:
    assert reading_worker.MEMORY < 2**30
