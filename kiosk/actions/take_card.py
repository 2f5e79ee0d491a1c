"""A card is taken, or its person went on with the slip: from that moment it votes.

Until it is taken, it can be printed again or given up for another, and the old one never votes.
"""

import logging

from kiosk.actions.new_code import new_code
from kiosk.actions.print_slip import print_soon
from kiosk.domain.errors import CardTaken
from kiosk.domain.slip import Slip
from kiosk.meeting.hall import Hall, Sitting
from kiosk.meeting.untaken import CardInHand
from kiosk.store import given_cards

log = logging.getLogger(__name__)


async def take_card(hall: Hall, ticket: str) -> None:
    """Its person has it. Nothing happens where it was taken before. Raises CannotSave."""
    async with hall.doors.desk:
        card = hall.sitting.untaken.waiting(ticket)
        if card is not None:
            await _make_valid(hall.sitting, card)
            hall.sitting.untaken.forget(card)


async def take_shown(hall: Hall, code: str) -> bool:
    """A card was shown to a scanner or a phone, so somebody has it; whether it is valid.

    Raises CannotSave.
    """
    if ticket := hall.sitting.untaken.of_code(code):
        await take_card(hall, ticket)
    return hall.sitting.box.has_card(code)


def put_on_screen(hall: Hall, screen: str, ticket: str) -> None:
    """A card comes on a desk's screen; none: the next person. Who had the one before went on."""
    before = hall.sitting.untaken.put_on(screen, ticket)
    if before not in {"", ticket}:
        hall.behind.put_nowait(before)


async def keep_behind(hall: Hall) -> None:
    """Make cards valid whose slip came and whose person went on without a word, for ever."""
    while True:
        ticket = await hall.behind.get()
        card = hall.sitting.untaken.waiting(ticket)
        if card is not None and card.job is not None:
            await card.job.settled.wait()
        try:
            await _keep(hall, ticket)
        except Exception as trouble:  # whatever it is: then it is made valid when it is shown
            log.warning("a card is not kept yet (%s)", type(trouble).__name__)


async def _keep(hall: Hall, ticket: str) -> None:
    async with hall.doors.desk:
        card = hall.sitting.untaken.waiting(ticket)
        if card is not None and (card.job is None or card.job.came):
            await _make_valid(hall.sitting, card)


async def _make_valid(sitting: Sitting, card: CardInHand) -> None:
    """First the mark, then the box, then the roll: no power cut makes two cards, or none."""
    if card.valid:
        return
    box = sitting.box
    await box.sure_file()
    if not box.has_card(card.code):
        await _begin(sitting, card, cards=box.cards_number)
        await box.add_cards([card.code])
    if card.member:
        async with sitting.roll.write() as tx:
            await given_cards.take(tx, card.member)
    card.valid = True


async def _make_void(sitting: Sitting, card: CardInHand) -> bool:
    """In the same order; whether it is void: not where it has voted."""
    box, is_void, card.valid = sitting.box, True, False
    await box.sure_file()
    if box.has_card(card.code):
        await _begin(sitting, card, cards=box.cards_number - 1)
        is_void = await box.void_card(card.code)
    if card.member:
        step = given_cards.give_back if is_void else given_cards.take
        async with sitting.roll.write() as tx:
            await step(tx, card.member)
    return is_void


async def _begin(sitting: Sitting, card: CardInHand, *, cards: int) -> None:
    """Mark the member; whose mark a fault left behind is told by the number of cards before."""
    if card.member:
        async with sitting.roll.write() as tx:
            await given_cards.mend(tx, cards=sitting.box.cards_number)
            await given_cards.begin(tx, card.member, cards=cards)


def print_card(hall: Hall, ticket: str, slip: Slip) -> None:
    """Print a card that nobody has taken; while it is on its way, once. Raises CardTaken."""
    card = hall.sitting.untaken.waiting(ticket)
    if card is None:
        raise CardTaken
    if card.job is None or card.job.state is not None:
        card.job = print_soon(hall, slip)


async def give_another(hall: Hall, ticket: str) -> str:
    """Give up a card that did not come out: it never votes. The new one's ticket.

    Raises CardTaken, CannotSave.
    """
    async with hall.doors.desk:
        untaken = hall.sitting.untaken
        card = untaken.waiting(ticket)
        if card is None:
            raise CardTaken
        if not await _make_void(hall.sitting, card):
            untaken.forget(card)
            raise CardTaken
        untaken.drop(ticket)
        # Its form sent again must not bring the void card back; other desks' forms stay known.
        hall.arrivals.forget(lambda signed: signed.ticket == ticket)
        return untaken.add(card.member, new_code())
