"""A card is taken: from that moment it votes. Before, it can be printed again or given up."""

from kiosk.actions.hall import Hall, Sitting
from kiosk.actions.new_code import new_code
from kiosk.actions.print_slip import print_soon
from kiosk.actions.untaken import CardInHand
from kiosk.domain.errors import CardTaken
from kiosk.domain.slip import Slip
from kiosk.store import given_cards


async def take_card(hall: Hall, ticket: str) -> None:
    """Its person has it. Nothing happens where it was taken before. Raises CannotSave."""
    async with hall.doors.desk:
        card = hall.sitting.untaken.waiting(ticket)
        if card is not None:
            await _make_valid(hall.sitting, card)


async def take_shown(hall: Hall, code: str) -> bool:
    """A card was shown to a scanner or a phone, so somebody has it; whether it is one of these.

    Raises CannotSave.
    """
    ticket = hall.sitting.untaken.of_code(code)
    if ticket:
        await take_card(hall, ticket)
    return bool(ticket)


async def _make_valid(sitting: Sitting, card: CardInHand) -> None:
    """First the mark, then the box, then the roll: no power cut makes two cards, or none."""
    box, roll = sitting.box, sitting.roll
    if card.member:
        async with roll.write() as tx:
            await given_cards.begin(tx, card.member, cards=box.cards_number)
    if not box.has_card(card.code):
        await box.add_cards([card.code])
    if card.member:
        async with roll.write() as tx:
            await given_cards.take(tx, card.member)
    card.member = card.code = ""


def print_card(hall: Hall, ticket: str, slip: Slip) -> None:
    """Print a card that nobody has taken; while it is on its way, once. Raises CardTaken."""
    card = hall.sitting.untaken.waiting(ticket)
    if card is None:
        raise CardTaken
    if card.job is None or card.job.state is not None:
        card.job = print_soon(hall, slip)


async def give_another(hall: Hall, ticket: str) -> str:
    """Give up a card that did not come out: it never votes. The new one's ticket.

    Raises CardTaken.
    """
    async with hall.doors.desk:
        untaken = hall.sitting.untaken
        card = untaken.waiting(ticket)
        if card is None:
            raise CardTaken
        del untaken.cards[ticket]
        hall.arrivals.forget_all()
        return untaken.add(card.member, new_code())
