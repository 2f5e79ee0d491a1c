"""Cards are made ready before people come: at the desk nobody waits for the work on their code."""

import asyncio
import logging

from kiosk.actions.new_code import new_code
from kiosk.domain.assembly import Cards
from kiosk.meeting.hall import Hall, Sitting

log = logging.getLogger(__name__)

LOOK_EVERY = 2.0  # seconds; nothing is made ready before the kiosk has begun
TOGETHER = 32  # codes
PLENTY = 500  # codes
MOST = 10_000  # codes that wait, of some hundred bytes each: memory only
WITHOUT_A_LIST = 200  # where the door is open nobody knows how many come


async def make_ready(hall: Hall) -> None:
    """As many codes as there are members still to come, for ever. They tie nobody to a card.

    While people come the processor is theirs, as long as plenty of codes wait.
    """
    left = 0  # after the last look
    is_well = True
    while True:
        await asyncio.sleep(LOOK_EVERY)
        sitting = hall.sitting
        is_quiet = len(sitting.ready) >= left
        while hall.sitting is sitting and len(sitting.ready) < min(
            _wanted(sitting), MOST if is_quiet else PLENTY
        ):
            left = len(sitting.ready)
            codes = [new_code() for _ in range(TOGETHER)]
            try:
                await sitting.box.keys.make_ready(codes)
            except Exception as trouble:  # whatever it is: then the desk does the work itself
                if is_well:
                    log.warning("no cards are made ready for now (%s)", type(trouble).__name__)
                is_well = False
                break
            is_well = True
            is_quiet = is_quiet and len(sitting.ready) == left
            sitting.ready += codes
        left = len(sitting.ready)


def _wanted(sitting: Sitting) -> int:
    if sitting.assembly.cards is not Cards.PRINTED:
        return 0
    if sitting.assembly.open_door:
        return WITHOUT_A_LIST
    if sitting.inside is None:  # nobody has opened the desk yet
        return 0
    return min(MOST, sitting.inside.members - sitting.inside.present)
