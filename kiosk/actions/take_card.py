"""A card is taken, or its person went on with the slip: from that moment it votes.

Until it is taken, it can be printed again or given up for another, and the old one never votes.
"""

import logging
from collections.abc import Callable, Coroutine, Iterable, Sequence
from functools import partial

from kiosk.actions.new_code import ready_code
from kiosk.actions.print_slip import print_soon
from kiosk.domain.errors import CardTaken, Refused
from kiosk.domain.slip import Slip
from kiosk.meeting.hall import Hall, Sitting
from kiosk.meeting.together import MOST_TOGETHER
from kiosk.meeting.untaken import CardInHand
from kiosk.store import given_cards

log = logging.getLogger(__name__)


async def take_card(hall: Hall, ticket: str) -> None:
    """Its person has it. Nothing happens where it was taken before. Raises CannotSave."""
    if hall.sitting.untaken.waiting(ticket) is not None:
        await hall.taking.ask(ticket, ticket, partial(_take_all, hall))


async def _take_all(hall: Hall, tickets: Sequence[str]) -> list[Refused | None]:
    async with hall.doors.desk:
        untaken = hall.sitting.untaken
        cards = [card for one in tickets if (card := untaken.waiting(one)) is not None]
        await _make_valid(hall.sitting, cards)
        for card in cards:
            untaken.forget(card)
    return [None] * len(tickets)


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
        tickets = [await hall.behind.get()]
        card = hall.sitting.untaken.waiting(tickets[0])
        if card is not None and card.job is not None:
            await card.job.settled.wait()
        while len(tickets) < MOST_TOGETHER and not hall.behind.empty():
            ticket = hall.behind.get_nowait()
            if _is_on_its_way(hall, ticket):
                hall.behind.put_nowait(ticket)  # it has a turn of its own, once it is printed
                break
            tickets.append(ticket)
        try:
            await _keep(hall, tickets)
        except Exception as trouble:  # whatever it is: then it is made valid when it is shown
            log.warning("a card is not kept yet (%s)", type(trouble).__name__)


def _is_on_its_way(hall: Hall, ticket: str) -> bool:
    card = hall.sitting.untaken.waiting(ticket)
    return card is not None and card.job is not None and not card.job.settled.is_set()


async def _keep(hall: Hall, tickets: Sequence[str]) -> None:
    async with hall.doors.desk:
        waiting = map(hall.sitting.untaken.waiting, tickets)
        cards = [one for one in waiting if one is not None and (one.job is None or one.job.came)]
        await _make_valid(hall.sitting, cards)


async def _make_valid(sitting: Sitting, cards: Iterable[CardInHand]) -> None:
    """First the marks, then the box, then the roll: no power cut makes two cards, or none.

    All of them in one commit of the box, so one mark tells for each whether the box has its card.
    """
    new = [card for card in cards if not card.valid]
    if not new:
        return
    box = sitting.box
    await box.sure_file()
    if missing := [card for card in new if not box.has_card(card.code)]:
        await _begin(sitting, missing, cards=box.cards_number)
        await box.add_cards([card.code for card in missing])
    await _end(sitting, new, given_cards.take)
    for card in new:
        card.valid = True


async def _make_void(sitting: Sitting, card: CardInHand) -> bool:
    """In the same order; whether it is void: not where it has voted."""
    box, is_void, card.valid = sitting.box, True, False
    await box.sure_file()
    if box.has_card(card.code):
        await _begin(sitting, [card], cards=box.cards_number - 1)
        is_void = await box.give_up_card(card.code)
    await _end(sitting, [card], given_cards.give_back if is_void else given_cards.take)
    return is_void


async def _begin(sitting: Sitting, changing: Iterable[CardInHand], *, cards: int) -> None:
    """Mark the members; whose mark a fault left behind is told by the number of cards before."""
    if members := [card.member for card in changing if card.member]:
        async with sitting.roll.write() as tx:
            if sitting.marked:  # a look at the whole roster
                await given_cards.mend(tx, cards=sitting.box.cards_number)
            sitting.marked.update(members)
            await given_cards.begin(tx, *members, cards=cards)


async def _end(
    sitting: Sitting,
    changed: Iterable[CardInHand],
    step: Callable[..., Coroutine[None, None, None]],
) -> None:
    """What the marks become."""
    if members := [card.member for card in changed if card.member]:
        async with sitting.roll.write() as tx:
            await step(tx, *members)
        sitting.marked.difference_update(members)


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
        return untaken.add(card.member, ready_code(hall.sitting))
