"""What everybody may download of a published poll: made once, then the same for all."""

from collections.abc import Hashable

from kiosk.domain.assembly import Poll
from kiosk.pages.web.kiosk import Kiosk
from kiosk.prepared import Make


async def body_of(kiosk: Kiosk, poll: Poll, asked: Hashable, make: Make) -> bytes:
    """What ``make`` gives for this count of the poll; another count has another answer."""
    count = kiosk.hall.sitting.results[poll.id]
    return await kiosk.open_data.made((poll.id, asked), count, make)
