"""A disk that refused to save is told in the log, as soon as the log itself can be saved."""

import asyncio
import logging
from contextlib import suppress

from kiosk.actions.log.keep_event import keep_event
from kiosk.domain.errors import CannotSave
from kiosk.domain.happening import Happening
from kiosk.meeting.hall import Hall

log = logging.getLogger(__name__)

LOOK_EVERY = 10  # seconds


async def watch_saving(hall: Hall) -> None:
    """Look now and then whether the box is in trouble; tell each trouble once, for ever."""
    noted = ""
    while True:
        await asyncio.sleep(LOOK_EVERY)
        with suppress(CannotSave):  # who was told to look at the card again sees what is on disk
            await hall.sitting.box.sure_file()
        noted = await tell_trouble(hall, noted)


async def tell_trouble(hall: Hall, noted: str) -> str:
    """Keep the box's trouble in the log if it is another than was told; what is told by now."""
    trouble = hall.sitting.box.trouble
    if not trouble or trouble == noted:
        return trouble
    try:
        await keep_event(hall, Happening.SAVING_FAILED)
    except CannotSave:
        log.warning("the disk's trouble could not be kept yet")
        return noted
    return trouble
