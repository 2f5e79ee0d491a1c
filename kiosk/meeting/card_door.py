"""The door for card codes: places that showed a right card go first, all others wait in turn."""

from collections.abc import Awaitable, Callable

from kiosk.domain.errors import NoSuchCard, TooManyTries
from kiosk.meeting.doors import MOST_PLACES, OWN_SCREEN, Doors
from kiosk.meeting.turnstile import Rank, Turnstile


class CardDoor:
    """Right cards are let in first; wrong codes are few, from all places together."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._trusted: dict[str, None] = {}
        self._turnstile = Turnstile(self._rank_of)

    def trust(self, place: str) -> None:
        """A right card came from there; the places that came longest ago are forgotten."""
        self._trusted.pop(place, None)
        self._trusted[place] = None
        while len(self._trusted) > MOST_PLACES:
            self._trusted.pop(next(iter(self._trusted)))

    async def judge(self, place: str, is_right: Callable[[], Awaitable[bool]]) -> None:
        """Ask, when it is this place's turn, whether its code is right.

        Raises NoSuchCard, TooManyTries, TooBusy.
        """
        if not await self._turnstile.look(place, is_right):
            self._doors.be_patient(_knock(place))
            self._doors.was_wrong(_knock(place))
            raise NoSuchCard

    def _rank_of(self, place: str) -> Rank:
        try:
            self._doors.be_patient(_knock(place))
        except TooManyTries:
            return Rank.GUESSING
        is_trusted = place in self._trusted or place in OWN_SCREEN
        return Rank.TRUSTED if is_trusted else Rank.NEW


def _knock(place: str) -> str:
    return f"card {place}"
