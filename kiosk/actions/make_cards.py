"""Voting cards are made ahead, to be drawn by hand."""

from kiosk.actions.log.keep_event import sign_event
from kiosk.actions.log.make_reports import card_facts, is_printed
from kiosk.domain.errors import CardsComeFromTheDesk
from kiosk.domain.happening import Happening
from kiosk.meeting.hall import Sitting
from kiosk.proof.signature import Key


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
