"""The tellers count the voting cards that are left after the close."""

from kiosk.actions.log.keep_event import add_event
from kiosk.actions.log.make_reports import closing_card_facts
from kiosk.domain.errors import ResultNotReady
from kiosk.domain.happening import Happening
from kiosk.live import News
from kiosk.meeting.hall import Hall
from kiosk.store import polls


async def count_cards(hall: Hall, poll_id: str, *, left: int, void: int) -> None:
    """The tellers have counted the bowl after the close; the newest count is the one that holds.

    Raises ResultNotReady where the poll is not closed, CannotSave.
    """
    async with hall.doors.chair:
        sitting = hall.sitting
        if await polls.closed(sitting.roll.read, poll_id) is None:
            raise ResultNotReady
        facts = await closing_card_facts(sitting, left=left, void=void)
        async with sitting.roll.write() as tx:
            await add_event(tx, hall, Happening.CARDS_COUNTED, poll_id=poll_id, facts=facts)
    hall.hub.announce(News.POLLS)
