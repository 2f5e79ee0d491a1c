"""Begin or go on with an assembly: open its two files and mend what a power cut left half done."""

import logging
from pathlib import Path

from kiosk.actions.hall import Sitting
from kiosk.domain.assembly import Assembly
from kiosk.domain.lifecycle import State
from kiosk.domain.text import plain
from kiosk.formats.assembly_folder import read_assembly, with_rule
from kiosk.store import meeting_folder, polls
from kiosk.store.box import Box
from kiosk.store.transaction import open_roll

log = logging.getLogger(__name__)

NO_ASSEMBLY = Assembly(title=plain("Assembly Kiosk"), polls=())


async def open_sitting(folder: Path) -> Sitting:
    """The assembly of a folder. Raises CannotSave, NewerFile, BadFile."""
    loaded = meeting_folder.is_loaded(folder)
    assembly = _assembly_in(folder) if loaded else NO_ASSEMBLY
    roll = await open_roll(folder / "roll.sqlite")
    try:
        box = await Box.open_and_read(folder / "box.sqlite")
    except BaseException:
        await roll.close()
        raise
    sitting = Sitting(assembly, roll, box, folder if loaded else None)
    await _mend(sitting)
    return sitting


def _assembly_in(folder: Path) -> Assembly:
    kept = meeting_folder.kept_files(folder)
    read = read_assembly(kept.files, kept.main)
    return (with_rule(read, kept.rule) if kept.rule else read).assembly


async def _mend(sitting: Sitting) -> None:
    for poll_id, state in (await polls.states(sitting.roll.read)).items():
        taking = sitting.box.taking(poll_id)
        if state is State.OPEN and not taking:
            # The power went while the chair paused or closed it: nobody was told, so it waits.
            async with sitting.roll.write() as tx:
                await polls.move(tx, poll_id, State.PAUSED)
            log.warning("a poll was being stopped when the power went; it is paused")
        if state is not State.OPEN and taking:
            await sitting.box.stop(poll_id)
            log.warning("a poll was being opened when the power went; it is not open")
