"""Voting cards: made ahead to be drawn by hand, and counted by the tellers at the end."""

from kiosk.actions.log.keep_event import add_event, sign_event
from kiosk.actions.log.make_reports import card_facts, closing_card_facts, is_printed
from kiosk.domain.errors import CardsComeFromTheDesk, ResultNotReady
from kiosk.domain.happening import Happening
from kiosk.live import News
from kiosk.meeting.hall import Hall, Sitting
from kiosk.proof.signature import Key
from kiosk.store import polls


async def make_cards(sitting: Sitting, key: Key, codes: list[str]) -> None:
    """Make cards valid and tell so in the log. Raises CardsComeFromTheDesk, CannotSave.

    The box first: if the power goes between, the log tells of too few, and no card is dead.
    """
    need_bowl(sitting)
    await sitting.box.add_cards(codes)
    facts = (("number", len(codes)), *card_facts(sitting))
    async with sitting.roll.write() as tx:
        await sign_event(tx, key, Happening.CARDS_MADE, facts=facts)


def need_bowl(sitting: Sitting) -> None:
    """Raises CardsComeFromTheDesk where cards are not drawn."""
    if is_printed(sitting):
        raise CardsComeFromTheDesk


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
