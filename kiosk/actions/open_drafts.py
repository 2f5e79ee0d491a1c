"""Begun ballots outlive the program, where there is a folder in memory for them."""

import logging

from kiosk.domain.lifecycle import State
from kiosk.meeting.hall import Hall
from kiosk.store import polls
from kiosk.store.draft_shelf import is_in_memory, open_shelf

log = logging.getLogger(__name__)

UNDER_WAY = {State.OPEN, State.PAUSED}


async def open_drafts(hall: Hall) -> None:
    """Let the meeting's drafts outlive the program from now on, and find those of before.

    Never on a disk: a folder that is not in memory is left alone, and that is said in the log.
    """
    sitting, folder = hall.sitting, hall.drafts
    if folder is None or sitting.folder is None or sitting.trial_mark:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not is_in_memory(folder):
            log.warning("begun ballots do not outlive a restart: %s is not in memory", folder)
            return
        sitting.drafts.shelf = open_shelf(folder, sitting.folder.name, sitting.box.key_of)
    except OSError as trouble:
        log.warning("begun ballots do not outlive a restart: %s", trouble.strerror)
        return
    for poll_id, state in (await polls.states(sitting.roll.read)).items():
        if state not in UNDER_WAY:
            sitting.drafts.drop_all(poll_id)
