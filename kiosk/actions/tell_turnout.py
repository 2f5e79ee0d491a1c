"""The projector learns of the turnout now and then, so that no vote's moment can be told."""

import asyncio

from kiosk.actions.hall import Hall
from kiosk.live import News

EVERY = 7  # seconds


async def tell_turnout(hall: Hall) -> None:
    """Let the projector look again every few seconds while any poll takes ballots, for ever."""
    while True:
        await asyncio.sleep(EVERY)
        sitting = hall.sitting
        if any(sitting.box.taking(poll.id) for poll in sitting.assembly.polls):
            hall.hub.announce(News.SCENE)
