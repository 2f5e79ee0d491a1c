"""Cards at the desk whose person has not said yet that they have it, nor shown it. In memory only.

Until then a card can be printed again or given up for another. From the moment on that its slip
came and its person went on it is valid, so that no power cut makes the slip worthless; only who
has it in memory can make it void again. The moment it is taken, what tied it to the person is
forgotten. If the program ends before its slip came, it is worthless and its person gets another.
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field

from kiosk.meeting.print_job import PrintJob

REMEMBERED = 5000  # cards, taken ones among them


@dataclass(slots=True)
class CardInHand:
    """A card at the desk. ``member``: whose, empty at an open door. Once taken both are empty."""

    member: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    job: PrintJob | None = None  # its last way to the printer
    valid: bool = False  # in both files; it can be made void until it is taken


@dataclass(slots=True)
class Untaken:
    """By ticket: random words that name a card on the desk's own pages."""

    cards: OrderedDict[str, CardInHand] = field(default_factory=OrderedDict)
    shown: dict[str, str] = field(default_factory=dict)  # at each desk, the ticket on its screen
    _tickets: dict[str, str] = field(default_factory=dict, repr=False)  # by code
    _of_members: dict[str, str] = field(default_factory=dict, repr=False)  # the same, by member

    def add(self, member: str, code: str) -> str:
        """A new card for somebody; the ticket."""
        ticket = secrets.token_urlsafe(12)
        self.cards[ticket] = CardInHand(member, code)
        self._tickets[code] = ticket
        if member:
            self._of_members[member] = ticket
        while len(self.cards) > REMEMBERED:
            self.drop(next(iter(self.cards)))
        return ticket

    def of_member(self, member: str) -> str:
        """The ticket of the member's card, empty where none waits."""
        return self._of_members.get(member, "")

    def of_code(self, code: str) -> str:
        """The ticket of the card with that code, empty where none waits."""
        return self._tickets.get(code, "")

    def waiting(self, ticket: str) -> CardInHand | None:
        """The card of a ticket that nobody has taken, or None."""
        card = self.cards.get(ticket)
        return card if card is not None and card.code else None

    def forget(self, card: CardInHand) -> None:
        """It was taken: nothing ties it to anybody any longer."""
        self._let_go(card)
        card.member = card.code = ""

    def drop(self, ticket: str) -> None:
        """The ticket leads nowhere from now on."""
        self._let_go(self.cards.pop(ticket))

    def _let_go(self, card: CardInHand) -> None:
        self._tickets.pop(card.code, None)
        self._of_members.pop(card.member, None)

    def put_on(self, screen: str, ticket: str) -> str:
        """A card comes on a desk's screen, or none; the ticket of the one that was there."""
        before = self.shown.pop(screen, "")
        if ticket:
            self.shown[screen] = ticket
        return before
