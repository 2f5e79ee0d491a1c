"""More votes than cards were given out: the log tells both numbers, so everybody is told."""

from kiosk.actions.log.read_log import read_log
from kiosk.domain.happening import Happening
from kiosk.domain.reconciliation import cards_out
from kiosk.meeting.hall import Sitting
from kiosk.sync.report import facts_of


async def votes_beyond(sitting: Sitting, poll_id: str) -> int:
    """How many more cards voted in a counted poll than were given out by its close.

    0 also where nobody can know: an older log tells too little, and at a door without a list all
    cards that were made may be out.
    """
    so_far = await read_log(sitting.log_so_far, sitting.roll.read)
    closed = so_far.closed.get(poll_id)
    assembly = sitting.assembly
    out = cards_out(
        facts_of(so_far.first(Happening.CARDS_COUNTED, poll_id)),
        assembly.cards,
        listed=not assembly.open_door,
    )
    return max(0, closed.spent - out.number) if closed is not None and out is not None else 0
