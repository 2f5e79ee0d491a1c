"""A trial of the loaded meeting, with files, cards and a log of its own: nothing of it counts."""

import asyncio
import logging
import secrets
import shutil
from dataclasses import replace
from pathlib import Path

from kiosk.actions.change_sitting import change_sitting
from kiosk.actions.counting.count_poll import count_again_what_is_closed
from kiosk.actions.load_assembly import UNDER_WAY, fill_roll
from kiosk.actions.loading.read_loaded import read_loaded
from kiosk.actions.open_drafts import open_drafts
from kiosk.actions.open_sitting import open_sitting
from kiosk.domain.assembly import Cards
from kiosk.domain.errors import CannotSave, MeetingUnderWay, NothingToTry
from kiosk.domain.record import TRIAL_LOG
from kiosk.meeting.hall import Hall, Sitting
from kiosk.store import meeting_folder, polls

log = logging.getLogger(__name__)

FOLDER = "trial"  # below the meeting's own, where neither a start nor sending looks for meetings


async def begin_trial(hall: Hall, *, mark: str) -> None:
    """Let the hall try everything with a copy of the meeting; ``mark`` stands on all its paper.

    The cards of one meeting are unknown to the other. A restart ends the trial. Raises
    NothingToTry, MeetingUnderWay, CannotSave.
    """
    async with hall.doors.chair:
        real = hall.sitting
        if real.folder is None or real.trial_mark:
            raise NothingToTry
        if UNDER_WAY & set((await polls.states(real.roll.read)).values()):
            raise MeetingUnderWay
        sitting = await _open_trial(hall, real.folder)
        sitting.trial_mark = mark
        # Nobody has a card of the trial yet, so each is printed at sign-in.
        sitting.assembly = replace(sitting.assembly, cards=Cards.PRINTED)
        await change_sitting(hall, sitting)


async def end_trial(hall: Hall) -> None:
    """Go back to the meeting; nothing of the trial is left. Raises CannotSave."""
    async with hall.doors.chair:
        trial = hall.sitting
        if trial.folder is None or not trial.trial_mark:
            return
        await change_sitting(hall, await open_sitting(trial.folder.parent))
        try:
            await open_drafts(hall)
            await count_again_what_is_closed(hall)
        finally:
            await asyncio.to_thread(_remove, trial.folder)


async def delete_trials(data: Path) -> None:
    """Delete what a trial left that was never ended: the kiosk stopped, or the power went.

    To be called while none is held. What cannot be deleted is said in the log.
    """
    for meeting in meeting_folder.folders(data):
        try:
            await asyncio.to_thread(_remove, meeting / FOLDER)
        except CannotSave as trouble:
            log.warning("a trial could not be deleted: %s", trouble)


async def _open_trial(hall: Hall, real: Path) -> Sitting:
    folder = real / FOLDER
    _remove(folder)
    kept = meeting_folder.kept_files(real)
    try:
        meeting_folder.keep_files(folder, kept)
        await fill_roll(folder, read_loaded(kept), hall.key, log=TRIAL_LOG + secrets.token_hex(16))
        return await open_sitting(folder)
    except BaseException:
        await delete_trials(hall.data)
        raise


def _remove(folder: Path) -> None:
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as trouble:
        raise CannotSave(f"{folder.name}: {trouble.strerror}") from trouble
