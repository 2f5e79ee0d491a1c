"""A disk as it is after a cut, opened by the product itself."""

import shutil
from collections import Counter
from pathlib import Path

from disk_after_a_cut import Disk, State
from hall_over_http import Served, serve
from kept_files import mark_in
from recorded_meeting import POLLS, Meeting

from kiosk.actions.load_assembly import sitting_of
from kiosk.domain.lifecycle import State as Stage
from kiosk.store import polls

OTHER_MARK = 5  # of ballots cast after the start


def put_down(state: State, disk: Disk, *, root: Path, into: Path) -> Path:
    """Write what is left of one medium into a folder, as a data folder."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir()
    for path, version in state.files:
        if Path(path).is_relative_to(root):
            file = into / Path(path).relative_to(root)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(disk.content(version))
    return into


def promised(meeting: Meeting, poll: str, length: int) -> tuple[Counter[int], Counter[int]]:
    """The marks of the ballots that must be in the box, and of those that may be."""
    casts = [cast for cast in meeting.casts if cast.poll == poll]
    must = Counter(cast.mark for cast in casts if cast.told <= length)
    return must, Counter(cast.mark for cast in casts if cast.asked <= length)


async def faults_when_opened(meeting: Meeting, root: Path, data: Path, length: int) -> list[str]:
    """Open what is left of a medium as a start of the kiosk does; every broken promise."""
    found: list[str] = []
    sitting = await sitting_of(data)
    try:
        for poll in sitting.assembly.polls:
            must, may = promised(meeting, poll.id, length)
            kept = Counter(mark_in(text.decode()) for text, _ in await sitting.box.ballots(poll.id))
            if not (must <= kept <= may):
                found.append("the box does not hold the ballots that were cast")
            if sitting.box.cast_number(poll.id) != kept.total():
                found.append("spent cards and ballots differ")
            is_open = await polls.state(sitting.roll.read, poll.id) is Stage.OPEN
            if is_open != sitting.box.taking(poll.id):
                found.append("box and roll do not agree after the start")
        if meeting.there(root).told <= length and not sitting.assembly.polls:
            found.append("the assembly is gone")
    finally:
        await sitting.close()
    return found


async def faults_when_served(meeting: Meeting, data: Path, length: int) -> list[str]:
    """Start ``kiosk serve`` and go on: who has voted is refused, everybody else votes once."""
    log = data.with_name("said-again.txt")
    served = await serve(data, log, environment={}, pin=meeting.pin)
    found: list[str] = []
    try:
        for poll in POLLS:
            stage = await served.state(poll)
            if stage in {"draft", "paused"}:
                await served.chair(poll, "open" if stage == "draft" else "resume")
            if stage not in {"closed", "published"}:
                found += await _all_vote(meeting, served, poll, length)
                await served.chair(poll, "close")
            await served.publish(poll)
            must, _ = promised(meeting, poll, length)
            published = await served.ballots(poll)
            voted = [came for came in meeting.arrivals if came.told <= length]
            if stage not in {"closed", "published"} and published.total() < len(voted):
                found.append("not one ballot for each card")
            if not must <= published:
                found.append("an acknowledged ballot is not in the published result")
    finally:
        await served.stop()
    return found


async def _all_vote(meeting: Meeting, served: Served, poll: str, length: int) -> list[str]:
    must, may = promised(meeting, poll, length)
    mark_of = {cast.code: cast.mark for cast in meeting.casts if cast.poll == poll}
    found = []
    cards = [came.code for came in meeting.arrivals if came.told <= length]
    for code in cards:
        mark = mark_of.get(code, 0)
        status = await served.cast(poll, code, OTHER_MARK)
        if mark in must and status != 409:
            found.append("a spent card voted again")
        if mark not in may and status != 200:
            found.append("a card that is not spent was refused")
    return found
