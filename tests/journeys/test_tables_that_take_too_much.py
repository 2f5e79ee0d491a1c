"""Tables, budgets and packed files that would take all memory or time hold up no page."""

import asyncio
import gzip
import io
import time
import zipfile

import pytest
from busy import busy
from journey import PIN, Running
from small_meeting import MEETING

from kiosk.actions.loading.read_apart import read_apart
from kiosk.domain.errors import BadFile
from kiosk.store.meeting_folder import Kept

LONGEST_GAP = 1.0  # seconds, times how busy the machine is
HUGE = 200 * 2**20  # bytes, once unpacked


def workbook(sheet: bytes, times: int = 1) -> bytes:
    """An XLSX whose one sheet is so many times these bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(
            "xl/workbook.xml",
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        parts.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Target="worksheets/sheet1.xml" Type="http://schemas.'
            'openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>',
        )
        with parts.open("xl/worksheets/sheet1.xml", "w") as one:
            for _ in range(times):
                one.write(sheet)
    return packed.getvalue()


ROW = b'<row><c t="inlineStr"><is><t>number</t></is></c></row>' * 1_000
GREEDY = {
    "a sheet that unpacks to 200 MB": ("roster.xlsx", workbook(bytes(2**20), HUGE // 2**20)),
    "a sheet of rows without end": ("roster.xlsx", workbook(ROW, 2_000)),
    "a sheet with a cell a million columns away": (
        "roster.xlsx",
        workbook(b'<worksheet><sheetData><row r="1"><c r="ZZZZZ1"/></row></sheetData></worksheet>'),
    ),
    "a packed table of 200 MB": ("roster.csv.gz", gzip.compress(b"1,Ana\n" * (HUGE // 6), 1)),
    "a table of one endless line": ("roster.csv", b'number,name\n1,"' + b"a" * 2_000_000),
}


@pytest.mark.parametrize(("name", "content"), GREEDY.values(), ids=GREEDY.keys())
async def test_no_table_stops_the_pages(demo: Running, name: str, content: bytes) -> None:
    await demo.post("/organiser/enter", ("pin", PIN))
    meeting = MEETING.replace('"roster.csv"', f'"{name}"')
    kept = Kept({"assembly.toml": meeting.encode(), name: content}, "assembly.toml")
    reading = asyncio.create_task(read_apart(kept))
    longest = 0.0
    while not reading.done():
        began = time.monotonic()
        assert (await demo.get("/"))[0] == 200
        longest = max(longest, time.monotonic() - began)

    with pytest.raises(BadFile):
        await reading
    assert longest < LONGEST_GAP * busy()


PB = b"""META
key;value
description;a
num_projects;1
num_votes;9
budget;9
vote_type;approval
rule;greedy
PROJECTS
project_id;cost
"""
BUDGETS = {
    "projects without end": PB + b"".join(b"%d;1\n" % n for n in range(150_000)),
    "a long title": PB + b"1;" + b"9" * 1_000_000,
    "votes for everything": PB + b"1;1\nVOTES\nvoter_id;vote\n" + b"1;1,1\n" * 100_000,
}


@pytest.mark.parametrize("content", BUDGETS.values(), ids=BUDGETS.keys())
async def test_no_budget_stops_the_pages(demo: Running, content: bytes) -> None:
    reading = asyncio.create_task(read_apart(Kept({"a.pb": content}, "a.pb")))
    longest = 0.0
    while not reading.done():
        began = time.monotonic()
        assert (await demo.get("/"))[0] == 200
        longest = max(longest, time.monotonic() - began)

    with pytest.raises(BadFile):
        await reading
    assert longest < LONGEST_GAP * busy()
