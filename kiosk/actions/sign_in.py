"""People come and go: present once, one card each, whatever is tapped or sent twice."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import aiosqlite

from kiosk.actions.attendance import moving
from kiosk.actions.new_code import ready_code
from kiosk.domain.assembly import Cards
from kiosk.domain.attendance import SignedIn
from kiosk.domain.errors import AlreadyPresent, NoSuchPerson, NotPresent, Refused
from kiosk.live import News
from kiosk.meeting.hall import Arrival, Hall, Sitting
from kiosk.meeting.recent_answers import form_key
from kiosk.store import given_cards, people, settings
from kiosk.store.people import AtDoor


async def sign_in(hall: Hall, number: str, *, token: str) -> SignedIn:
    """Mark a member present and give them a card if they have none.

    ``number`` as it was typed. The same form sent again gets the same answer, until the card is
    taken. Whoever comes at the same moment shares the commit. Raises NoSuchPerson,
    AlreadyPresent, CannotSave.
    """
    number = number.strip()
    arrival = Arrival(number, form_key(f"arrival {number}", token), hall.sitting)
    return await hall.arriving.ask(number, arrival, partial(_let_in, hall))


@dataclass(frozen=True, slots=True)
class _Coming:
    """Who is let in. ``prints``: a card is made here; ``back``: they have one from before."""

    arrival: Arrival
    arrives: bool
    entitled: bool
    prints: bool
    back: bool


async def _let_in(hall: Hall, arrivals: Sequence[Arrival]) -> list[SignedIn | Refused]:
    async with hall.doors.desk:
        sitting = hall.sitting
        looked = await _look(hall, sitting, sitting.roll.read, arrivals)
        if any(isinstance(one, _Coming) and one.arrives for one in looked):
            async with moving(sitting) as move:
                # What decides is the file as this transaction finds it.
                looked = await _look(hall, sitting, move.tx, arrivals)
                arriving = [one for one in looked if isinstance(one, _Coming) and one.arrives]
                move.present = sum(one.entitled for one in arriving)
                await people.arrive(move.tx, *(one.arrival.number for one in arriving))
                drawing = [one for one in arriving if one.entitled and not one.prints]
                await given_cards.take(move.tx, *(one.arrival.number for one in drawing))
        answers = [_give(hall, sitting, one) if isinstance(one, _Coming) else one for one in looked]
    if any(isinstance(one, _Coming) for one in looked):
        hall.hub.announce(News.ARRIVALS)
    return answers


async def _look(
    hall: Hall, sitting: Sitting, read: aiosqlite.Connection, arrivals: Sequence[Arrival]
) -> list[_Coming | SignedIn | Refused]:
    there = await people.at_door(read, [one.number for one in arrivals])
    return [_look_at(hall, sitting, one, there.get(one.number)) for one in arrivals]


def _look_at(
    hall: Hall, sitting: Sitting, arrival: Arrival, person: AtDoor | None
) -> _Coming | SignedIn | Refused:
    if person is None or arrival.sitting is not sitting:
        return NoSuchPerson()
    if seen := hall.arrivals.answer_to(arrival.key):
        return _again(sitting, seen)
    entitled = person.entitled
    prints = entitled and sitting.assembly.cards is Cards.PRINTED
    # Whoever only went on with a slip, and has not said that they have it, is shown it again.
    waits = bool(sitting.untaken.of_member(arrival.number))
    back = entitled and person.card_taken and not waits
    if person.present and (back or not prints):
        return AlreadyPresent()  # who has not taken a card yet is shown it again
    return _Coming(arrival, not person.present, entitled, prints, back)


def _give(hall: Hall, sitting: Sitting, one: _Coming) -> SignedIn:
    signed = SignedIn("", one.back, one.entitled)
    if one.prints and not one.back:
        signed = _with_card(sitting, one.arrival.number)
    hall.arrivals.remember(one.arrival.key, replace(signed, code=""))
    return signed


def _with_card(sitting: Sitting, number: str) -> SignedIn:
    """The card that waits for this person, or a new one."""
    untaken = sitting.untaken
    ticket = untaken.of_member(number) or untaken.add(number, ready_code(sitting))
    return SignedIn(untaken.cards[ticket].code, ticket=ticket)


def _again(sitting: Sitting, seen: SignedIn) -> SignedIn | Refused:
    """The answer to a form that was sent before; no taken card comes back: AlreadyPresent.

    The code is not remembered with the form: it is known as long as the card waits.
    """
    if not seen.ticket:
        return replace(seen, again=True)
    card = sitting.untaken.waiting(seen.ticket)
    if card is None:
        return AlreadyPresent()
    return replace(seen, code=card.code, again=True)


async def sign_in_anyone(hall: Hall, *, token: str) -> SignedIn:
    """Where the door is open: count one more person. Raises AlreadyPresent, CannotSave.

    They get a card unless cards are drawn: one meeting has one source of cards. NoSuchPerson where
    only the people of a roster come.
    """
    if not hall.sitting.assembly.open_door:
        raise NoSuchPerson
    arrival = Arrival("", form_key("arrival", token), hall.sitting)
    name = arrival.key or secrets.token_hex()  # a form without a token is nobody's second one
    return await hall.arriving_unlisted.ask(name, arrival, partial(_let_anyone_in, hall))


async def _let_anyone_in(hall: Hall, arrivals: Sequence[Arrival]) -> list[SignedIn | Refused]:
    async with hall.doors.desk:
        sitting = hall.sitting
        if any(one.sitting is not sitting for one in arrivals):
            return [NoSuchPerson() for _ in arrivals]  # another meeting sits here by now
        seen = [hall.arrivals.answer_to(one.key) for one in arrivals]
        if came := sum(one is None for one in seen):
            async with moving(sitting) as move:
                move.came = came
                await settings.add(move.tx, settings.CAME, came)
        answers: list[SignedIn | Refused] = []
        for arrival, before in zip(arrivals, seen, strict=True):
            if before is not None:
                answers.append(_again(sitting, before))
                continue
            signed = SignedIn()
            if sitting.assembly.cards is Cards.PRINTED:
                signed = _with_card(sitting, "")
            hall.arrivals.remember(arrival.key, replace(signed, code=""))
            answers.append(signed)
    if came:
        hall.hub.announce(News.ARRIVALS)
    return answers


async def sign_out(hall: Hall, number: str) -> None:
    """A member leaves; who returns keeps the card. Raises NoSuchPerson, NotPresent."""
    sitting = hall.sitting
    async with hall.doors.desk:
        _need_the_same(hall, sitting)
        member = await people.find(sitting.roll.read, number)
        async with moving(sitting) as move:
            move.present = -int(member.entitled)
            await people.leave(move.tx, member.number)
        # Whoever sits at the desk later must not bring a card back by sending an old form again.
        hall.arrivals.forget_all()
    hall.hub.announce(News.ARRIVALS)


async def guest_came(hall: Hall, *, token: str) -> None:
    """Count a guest, who has no vote; no name is kept. The same form counts once."""
    sitting = hall.sitting
    async with hall.doors.desk:
        _need_the_same(hall, sitting)
        key = form_key("guest came", token)
        if not hall.guests.answer_to(key):
            await _count_guest(hall, 1)
            hall.guests.remember(key, True)
    hall.hub.announce(News.ARRIVALS)


async def guest_left(hall: Hall, *, token: str) -> None:
    """Count a guest out, the same form once; raises NotPresent if none is inside."""
    sitting = hall.sitting
    async with hall.doors.desk:
        _need_the_same(hall, sitting)
        key = form_key("guest left", token)
        if hall.guests.answer_to(key):
            return
        await _count_guest(hall, -1)
        hall.guests.remember(key, True)
    hall.hub.announce(News.ARRIVALS)


def _need_the_same(hall: Hall, sitting: Sitting) -> None:
    """Raises NotPresent where another meeting came while somebody waited for the desk's turn."""
    if hall.sitting is not sitting:
        raise NotPresent


async def _count_guest(hall: Hall, step: int) -> None:
    async with moving(hall.sitting) as move:
        if await settings.number(move.tx, settings.GUESTS) + step < 0:
            raise NotPresent
        move.guests = step
        await settings.add(move.tx, settings.GUESTS, step)
