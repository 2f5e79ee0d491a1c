"""What central does not have yet is sent now and then, while there is a connection."""

import asyncio
import logging

from kiosk.actions.log.send_records import send_earlier, send_now
from kiosk.live import News
from kiosk.meeting.hall import Hall

log = logging.getLogger(__name__)


async def send_now_and_then(hall: Hall, central: str, seconds: int) -> None:
    """For ever, so many seconds apart."""
    while True:
        try:
            sent = await send_now(hall, central)
            await send_earlier(hall, central)
        except Exception as fault:  # the next round tries again; the meeting goes on
            log.warning("sending to central failed: %s", type(fault).__name__)
        else:
            if sent.trouble:
                log.warning("sending to central stopped: %s", sent.trouble)
            if sent.number:
                hall.hub.announce(News.DEVICES)
        await asyncio.sleep(seconds)
