"""Begin or go on with an assembly: open its two files and mend what a power cut left half done."""

import logging
from contextlib import AsyncExitStack
from pathlib import Path

from kiosk.actions.loading.read_loaded import read_loaded
from kiosk.domain.assembly import Assembly
from kiosk.domain.errors import BadFile, CannotSave, Fault, FileDamaged
from kiosk.domain.lifecycle import State
from kiosk.domain.record import Fact
from kiosk.domain.text import plain
from kiosk.meeting.hall import Sitting
from kiosk.store import given_cards, meeting_folder, people, polls, records, settings
from kiosk.store.box import Box
from kiosk.store.copy_folder import BOX, ROLL
from kiosk.store.database import Database, open_roll
from kiosk.sync.assembly import read_assembly_payload
from kiosk.sync.batch import read_record

log = logging.getLogger(__name__)

NO_ASSEMBLY = Assembly(title=plain("Assembly Kiosk"), polls=())


async def open_sitting(folder: Path) -> Sitting:
    """The assembly of a folder; leaves nothing open if it cannot be opened.

    Raises CannotSave, FileDamaged, NewerFile, BadFile.
    """
    loaded = _is_loaded(folder)
    assembly = NO_ASSEMBLY
    if loaded:
        _refuse_damage(folder)
    async with AsyncExitStack() as opened:
        if loaded and not _is_there(folder / ROLL):
            raise FileDamaged(ROLL)  # loading fills it: an empty one was never right
        roll = await open_roll(folder / ROLL)
        opened.push_async_callback(roll.close)
        if await _was_made(roll) and not _is_there(folder / BOX):
            raise FileDamaged(BOX)
        box = await Box.open_and_read(folder / BOX)
        opened.push_async_callback(box.close)
        await _note_made(roll)
        if loaded:
            assembly = await _as_signed(roll, folder)
        sitting = Sitting(assembly, roll, box, folder if loaded else None)
        await _mend(sitting)
        opened.pop_all()  # all is well: they stay open
    return sitting


def _is_there(file: Path) -> bool:
    """SQLite takes a file without a byte for a new one."""
    return file.exists() and file.stat().st_size > 0


async def _as_signed(roll: Database, folder: Path) -> Assembly:
    """The assembly as the record of its loading has it.

    A newer program may read the same files otherwise, or refuse them: a meeting that is loaded
    keeps what it meant, and goes on.
    """
    signed = None
    for _, text in await records.after(roll.read, 0):
        if f'"kind":"{Fact.ASSEMBLY}"' in text:
            signed = read_assembly_payload(read_record(text).payload)
    return signed or read_loaded(meeting_folder.kept_files(folder)).assembly


async def _was_made(roll: Database) -> bool:
    states = await polls.states(roll.read)
    opened = set(states.values()) - {State.DRAFT}
    return bool(opened or await settings.kept(roll.read, settings.BOX))


async def _note_made(roll: Database) -> None:
    if not await settings.kept(roll.read, settings.BOX):
        async with roll.write() as tx:
            await settings.keep(tx, settings.BOX, "made")


def _is_loaded(folder: Path) -> bool:
    try:
        return meeting_folder.is_loaded(folder)
    except OSError as trouble:
        raise CannotSave(f"{folder.name}: {trouble.strerror}") from trouble


def _refuse_damage(folder: Path) -> None:
    try:
        meeting_folder.kept_files(folder)
    except (OSError, ValueError, KeyError, TypeError):
        remedy = "Put a copy back, or give another folder with --data"
        raise BadFile((Fault(str(folder), 0, "This meeting is damaged", remedy),)) from None


async def _mend(sitting: Sitting) -> None:
    async with sitting.roll.write() as tx:
        await people.keep_missing_parts(tx)
        await given_cards.mend(tx, cards=sitting.box.cards_number)
    for poll_id, state in (await polls.states(sitting.roll.read)).items():
        taking = sitting.box.taking(poll_id)
        if state in {State.OPEN, State.PAUSED}:
            sitting.resumed.add(poll_id)
        if state is State.OPEN and taking and sitting.box.is_locked(poll_id):
            await sitting.box.stop(poll_id)  # its key was in memory only: it waits for the slip
            taking = False
        if state is State.OPEN and not taking:
            # The power went while the chair opened, paused or closed it: it waits for the chair.
            async with sitting.roll.write() as tx:
                await polls.move(tx, poll_id, State.PAUSED)
            sitting.mended.add(poll_id)
            log.warning(
                "a poll was being opened or stopped when the kiosk ended;"
                " it is paused, and the chair goes on with it at /chair"
            )
        if state is not State.OPEN and taking:
            await sitting.box.stop(poll_id)
            log.warning("a poll was being opened when the power went; it is not open")
