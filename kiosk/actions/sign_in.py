"""People come and go: present once, one card each, whatever is tapped or sent twice."""

from dataclasses import replace

import aiosqlite

from kiosk.actions.new_code import new_code
from kiosk.domain.assembly import Cards
from kiosk.domain.attendance import Attendance, SignedIn
from kiosk.domain.errors import AlreadyPresent, NotPresent
from kiosk.live import News
from kiosk.meeting.hall import Hall
from kiosk.meeting.recent_answers import form_key
from kiosk.store import given_cards, people, settings


async def sign_in(hall: Hall, number: str, *, token: str) -> SignedIn:
    """Mark a member present and give them a card if they have none.

    ``number`` as it was typed. The same form sent again gets the same answer, until the card is
    taken. Raises NoSuchPerson, AlreadyPresent, CannotSave.
    """
    roll = hall.sitting.roll
    async with hall.doors.desk:
        member = await people.find(roll.read, number)
        key = form_key(f"arrival {member.number}", token)
        if seen := hall.arrivals.answer_to(key):
            return _again(hall, seen)
        printed = member.entitled and hall.sitting.assembly.cards is Cards.PRINTED
        here = await people.is_present(roll.read, member.number)
        back = member.entitled and await _is_taken(hall, member.number)
        if here and (back or not printed):
            raise AlreadyPresent  # who has not taken a card yet is shown it again
        if not here:
            async with roll.write() as tx:
                await people.arrive(tx, member.number)
                if member.entitled and not printed:
                    await given_cards.take(tx, member.number)
        signed = SignedIn("", back, member.entitled)
        if printed and not back:
            signed = _with_card(hall, member.number)
        hall.arrivals.remember(key, replace(signed, code=""))
    hall.hub.announce(News.ARRIVALS)
    return signed


async def _is_taken(hall: Hall, number: str) -> bool:
    """Whether the member has a card and said so; who only went on with a slip is shown it again."""
    if hall.sitting.untaken.of_member(number):
        return False
    return await given_cards.is_taken(hall.sitting.roll.read, number)


def _with_card(hall: Hall, number: str) -> SignedIn:
    """The card that waits for this person, or a new one."""
    untaken = hall.sitting.untaken
    ticket = untaken.of_member(number) or untaken.add(number, new_code())
    return SignedIn(untaken.cards[ticket].code, ticket=ticket)


def _again(hall: Hall, seen: SignedIn) -> SignedIn:
    """The answer to a form that was sent before; no taken card comes back. Raises AlreadyPresent.

    The code is not remembered with the form: it is known as long as the card waits.
    """
    if not seen.ticket:
        return replace(seen, again=True)
    card = hall.sitting.untaken.waiting(seen.ticket)
    if card is None:
        raise AlreadyPresent
    return replace(seen, code=card.code, again=True)


async def sign_in_anyone(hall: Hall, *, token: str) -> SignedIn:
    """Where the door is open: count one more person. Raises AlreadyPresent, CannotSave.

    They get a card unless cards are drawn: one meeting has one source of cards.
    """
    key = form_key("arrival", token)
    async with hall.doors.desk:
        if seen := hall.arrivals.answer_to(key):
            return _again(hall, seen)
        signed = SignedIn()
        if hall.sitting.assembly.cards is Cards.PRINTED:
            signed = _with_card(hall, "")
        await _add_to(hall, settings.CAME, 1)
        hall.arrivals.remember(key, replace(signed, code=""))
    hall.hub.announce(News.ARRIVALS)
    return signed


async def sign_out(hall: Hall, number: str) -> None:
    """A member leaves; who returns keeps the card. Raises NoSuchPerson, NotPresent."""
    async with hall.sitting.roll.write() as tx:
        member = await people.find(tx, number)
        await people.leave(tx, member.number)
    # Whoever sits at the desk later must not bring a card back by sending an old form again.
    hall.arrivals.forget_all()
    hall.hub.announce(News.ARRIVALS)


async def guest_came(hall: Hall, *, token: str) -> None:
    """Count a guest, who has no vote; no name is kept. The same form counts once."""
    async with hall.doors.desk:
        key = form_key("guest came", token)
        if not hall.guests.answer_to(key):
            await _add_to(hall, settings.GUESTS, 1)
            hall.guests.remember(key, True)
    hall.hub.announce(News.ARRIVALS)


async def guest_left(hall: Hall, *, token: str) -> None:
    """Count a guest out, the same form once; raises NotPresent if none is inside."""
    async with hall.doors.desk:
        key = form_key("guest left", token)
        if hall.guests.answer_to(key):
            return
        if not await settings.number(hall.sitting.roll.read, settings.GUESTS):
            raise NotPresent
        await _add_to(hall, settings.GUESTS, -1)
        hall.guests.remember(key, True)
    hall.hub.announce(News.ARRIVALS)


async def _add_to(hall: Hall, name: str, step: int) -> None:
    async with hall.sitting.roll.write() as tx:
        await settings.keep(tx, name, str(await settings.number(tx, name) + step))


async def attendance(hall: Hall, read: aiosqlite.Connection | None = None) -> Attendance:
    """Who is inside now; ``read``: the transaction that asks."""
    sitting = hall.sitting
    read = read or sitting.roll.read
    members, present = await people.counts(read)
    if sitting.assembly.open_door:
        present = members = await settings.number(read, settings.CAME)
    guests = await settings.number(read, settings.GUESTS)
    return Attendance(present, members, sitting.assembly.quorum.needed(members), guests)
