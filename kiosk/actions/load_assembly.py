"""Take an assembly in from its files: all of it or nothing, and twice the same changes nothing."""

import asyncio
import secrets
from dataclasses import dataclass
from pathlib import Path

from kiosk.actions.change_sitting import change_sitting
from kiosk.actions.counting.count_poll import count_again_what_is_closed
from kiosk.actions.loading.find_meeting import folder_of
from kiosk.actions.loading.put_aside import refuse_to_put_aside
from kiosk.actions.loading.read_apart import read_apart
from kiosk.actions.log.keep_event import tell_start
from kiosk.actions.log.keep_record import keep_record
from kiosk.actions.open_drafts import open_drafts
from kiosk.actions.open_sitting import open_sitting
from kiosk.domain.assembly import Assembly
from kiosk.domain.errors import BadFile, Fault, MeetingUnderWay, TrialHeld
from kiosk.domain.lifecycle import State
from kiosk.domain.record import trial_faults
from kiosk.formats.assembly_folder import Loaded
from kiosk.live import News
from kiosk.meeting.hall import Hall, Sitting
from kiosk.proof.signature import Key
from kiosk.store import meeting_folder, people, polls, settings
from kiosk.store.database import open_roll
from kiosk.store.meeting_folder import Kept
from kiosk.sync.assembly import assembly_payload

UNDER_WAY = {State.OPEN, State.PAUSED}
ROLL = "roll.sqlite"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What loading did. ``changed``: whether the files were not the current assembly already."""

    folder: Path
    changed: bool
    loaded: Loaded


async def take_in(data: Path, kept: Kept, key: Key, loaded: Loaded | None = None) -> TakenIn:
    """Put an assembly into the data folder and make it current.

    ``loaded``: what was read in the files, where somebody has done so. Raises BadFile, CannotSave.
    """
    loaded = loaded or await read_apart(kept)
    folder = await folder_of(data, kept, loaded)
    if meeting_folder.current(data) == folder:
        return TakenIn(folder, changed=False, loaded=loaded)
    used = kept.only(loaded.named)
    await asyncio.to_thread(meeting_folder.keep_files, folder, used)  # a slow disk: pages go on
    await fill_roll(folder, loaded, key, log=secrets.token_hex(16))
    meeting_folder.make_current(data, folder.name)
    return TakenIn(folder, changed=True, loaded=loaded)


async def fill_roll(folder: Path, loaded: Loaded, key: Key, *, log: str) -> None:
    """Put roster and agenda into the roll, once; ``log`` names its chain. Raises CannotSave."""
    assembly: Assembly = loaded.assembly
    roll = await open_roll(folder / ROLL)
    try:
        if await settings.kept(roll.read, settings.LOG):
            return
        async with roll.write() as tx:
            await people.add(tx, loaded.members)
            await polls.add(tx, [poll.id for poll in assembly.polls])
            await settings.keep(tx, settings.LOG, log)
            await keep_record(tx, key, "assembly", assembly_payload(assembly))
    finally:
        await roll.close()


async def load_into(
    hall: Hall, kept: Kept, loaded: Loaded | None = None, *, anyway: bool = False
) -> TakenIn:
    """Take an assembly in while the kiosk runs.

    ``loaded``: see ``take_in``. ``anyway``: also where a meeting that has begun is put aside.
    Raises TrialHeld, MeetingUnderWay, AnotherMeetingBegan, BadFile, CannotSave.
    """
    # Before the lock: it may take long, and the chair goes on.
    loaded = loaded or await read_apart(kept)
    async with hall.doors.chair:
        if hall.sitting.trial_mark:
            raise TrialHeld
        states = await polls.states(hall.sitting.roll.read)
        if UNDER_WAY & set(states.values()):
            raise MeetingUnderWay
        if not anyway:
            await refuse_to_put_aside(hall.data, hall.sitting, kept, loaded)
        taken = await take_in(hall.data, kept, hall.key, loaded)
        if taken.changed or hall.sitting.folder is None:
            await change_sitting(hall, await open_sitting(taken.folder))
            await open_drafts(hall)
            await tell_start(hall)
            await count_again_what_is_closed(hall)
    hall.hub.announce(News.POLLS)
    return taken


async def sitting_of(data: Path) -> Sitting:
    """The assembly that meets, or an empty one where none was loaded yet.

    Raises BadFile for a trial, and what ``open_sitting`` raises.
    """
    folder = meeting_folder.current(data)
    sitting = await open_sitting(folder or data / "none")
    # A trial that somebody copied to where meetings lie would go on without its mark.
    for _ in trial_faults(await settings.kept(sitting.roll.read, settings.LOG)):
        await sitting.close()
        remedy = "Load the files of the meeting again"
        raise BadFile((Fault(str(folder), 0, "This is a trial, nothing in it counts", remedy),))
    return sitting
