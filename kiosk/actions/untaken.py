"""Cards that were made and that nobody has taken yet. In memory only, and no card of the box.

Until its person says that they have it, or shows it, a card can be printed again or given up for
another. The moment it is taken it is made valid, and what tied it to the person is forgotten; if
the program ends before, the card is worthless and its person gets another.
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field

from kiosk.actions.print_job import PrintJob

REMEMBERED = 5000  # cards, taken ones among them


@dataclass(slots=True)
class CardInHand:
    """A card at the desk. ``member``: whose, empty at an open door. Once taken both are empty."""

    member: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    job: PrintJob | None = None  # its last way to the printer


@dataclass(slots=True)
class Untaken:
    """By ticket: random words that name a card on the desk's own pages."""

    cards: OrderedDict[str, CardInHand] = field(default_factory=OrderedDict)
    shown: dict[str, str] = field(default_factory=dict)  # at each desk, the ticket on its screen

    def add(self, member: str, code: str) -> str:
        """A new card for somebody; the ticket."""
        ticket = secrets.token_urlsafe(12)
        self.cards[ticket] = CardInHand(member, code)
        while len(self.cards) > REMEMBERED:
            self.cards.popitem(last=False)
        return ticket

    def of_member(self, member: str) -> str:
        """The ticket of the member's card, empty where none waits."""
        return next((t for t, one in self.cards.items() if member and one.member == member), "")

    def of_code(self, code: str) -> str:
        """The ticket of the card with that code, empty where none waits."""
        return next((t for t, one in self.cards.items() if code and one.code == code), "")

    def waiting(self, ticket: str) -> CardInHand | None:
        """The card of a ticket that nobody has taken, or None."""
        card = self.cards.get(ticket)
        return card if card is not None and card.code else None
