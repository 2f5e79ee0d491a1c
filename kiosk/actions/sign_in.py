"""People come and go: present once, one card each, whatever is tapped or sent twice."""

import secrets
from dataclasses import dataclass

from kiosk.actions.hall import Hall
from kiosk.domain.assembly import Cards, Member
from kiosk.domain.cards import ALPHABET, RANDOM_LENGTH, card_code
from kiosk.domain.errors import AlreadyPresent, NotPresent
from kiosk.live import News
from kiosk.store import people, settings


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What signing in yields. ``code``: the new card, empty if drawn by hand or given before."""

    code: str = ""
    back: bool = False


def new_code() -> str:
    """A card code from the system's randomness."""
    return card_code(tuple(secrets.randbelow(len(ALPHABET)) for _ in range(RANDOM_LENGTH)))


async def sign_in(hall: Hall, number: str, *, token: str) -> SignedIn:
    """Mark a member present and give them a card if they have none.

    The same form sent again gets the same card. Raises NoSuchPerson, AlreadyPresent, CannotSave.
    """
    key = f"sign in {number} {token}" if token else ""
    if code := hall.recent.answer_to(key):
        return SignedIn(code)
    roll = hall.sitting.roll
    member = await people.find(roll.read, number)
    back = await people.has_card(roll.read, number)
    code = ""
    async with hall.doors.desk:
        await _refuse_present(hall, number)
        if member.entitled and not back and hall.sitting.assembly.cards is Cards.PRINTED:
            # First the card, then the person: a power cut between leaves a code nobody has seen.
            code = new_code()
            await hall.sitting.box.add_cards([code])
        async with roll.write() as tx:
            await people.arrive(tx, number)
    hall.recent.remember(key, code)
    hall.hub.announce(News.ARRIVALS)
    return SignedIn(code, back)


async def _refuse_present(hall: Hall, number: str) -> None:
    if await people.is_present(hall.sitting.roll.read, number):
        raise AlreadyPresent


async def sign_in_anyone(hall: Hall, *, token: str) -> SignedIn:
    """Where the door is open: count one more person and give them a card. Raises CannotSave."""
    key = f"sign in {token}" if token else ""
    if code := hall.recent.answer_to(key):
        return SignedIn(code)
    code = new_code()
    async with hall.doors.desk:
        await hall.sitting.box.add_cards([code])
        await _add_to(hall, settings.CAME, 1)
    hall.recent.remember(key, code)
    hall.hub.announce(News.ARRIVALS)
    return SignedIn(code)


async def sign_out(hall: Hall, number: str) -> None:
    """A member leaves; who returns keeps the card. Raises NoSuchPerson, NotPresent."""
    async with hall.sitting.roll.write() as tx:
        await people.leave(tx, number)
    hall.hub.announce(News.ARRIVALS)


async def guest_came(hall: Hall, *, token: str) -> None:
    """Count a guest, who has no vote; no name is kept. The same form counts once."""
    async with hall.doors.desk:
        if not _seen(hall, f"guest came {token}"):
            await _add_to(hall, settings.GUESTS, 1)
    hall.hub.announce(News.ARRIVALS)


async def guest_left(hall: Hall, *, token: str) -> None:
    """Count a guest out, the same form once; raises NotPresent if none is inside."""
    async with hall.doors.desk:
        if _seen(hall, f"guest left {token}"):
            return
        if not await settings.number(hall.sitting.roll.read, settings.GUESTS):
            raise NotPresent
        await _add_to(hall, settings.GUESTS, -1)
    hall.hub.announce(News.ARRIVALS)


def _seen(hall: Hall, key: str) -> bool:
    seen = bool(hall.recent.answer_to(key))
    hall.recent.remember(key, "seen")
    return seen


async def _add_to(hall: Hall, name: str, step: int) -> None:
    async with hall.sitting.roll.write() as tx:
        await settings.keep(tx, name, str(await settings.number(tx, name) + step))


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is inside. ``members``: entitled people on the roster; ``needed``: the quorum."""

    present: int
    members: int
    needed: int
    guests: int

    @property
    def reached(self) -> bool:
        """Whether there is a quorum."""
        return self.present >= self.needed


async def attendance(hall: Hall) -> Attendance:
    """Who is inside now."""
    sitting = hall.sitting
    members, present = await people.counts(sitting.roll.read)
    if sitting.assembly.open_door:
        present = members = await settings.number(sitting.roll.read, settings.CAME)
    guests = await settings.number(sitting.roll.read, settings.GUESTS)
    return Attendance(present, members, sitting.assembly.quorum.needed(members), guests)


async def person(hall: Hall, number: str) -> Member:
    """The member of that number; raises NoSuchPerson."""
    return await people.find(hall.sitting.roll.read, number)
