"""Do the voting cards add up? Made ahead, given out, left in the bowl, void, and spent."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.assembly import Cards
from kiosk.domain.sentence import Sentence, say, say_many


@dataclass(frozen=True, slots=True, kw_only=True)
class CardCount:
    """How many cards are where. ``left``: in the bowl, None until the tellers have counted.

    ``late``: of those given, how many after the close.
    """

    made: int
    given: int
    spent: int
    left: int | None = None
    void: int = 0
    late: int = 0

    @property
    def missing(self) -> int | None:
        """Cards that nobody can account for; below 0 there are too many. None: not counted."""
        return None if self.left is None else self.made - self.given - self.left - self.void

    @property
    def overspent(self) -> int:
        """Votes beyond the cards that were given out by the close."""
        return max(0, self.spent - (self.given - self.late))

    @property
    def fits(self) -> bool:
        """Whether nothing is missing, too many or not counted."""
        return self.missing == 0 and not self.overspent


@dataclass(frozen=True, slots=True)
class CardsOut:
    """The cards that can have voted by the close. ``given``: counted as given, else as made."""

    number: int
    given: bool


def cards_out(facts: Mapping[str, object], source: Cards, *, listed: bool) -> CardsOut | None:
    """What the log tells of the cards at the close; None where it does not tell enough.

    Where members of a list draw a card as they sign in, no more are out than came. The desk prints
    a card for each person, and a door without a list counts nobody by name: there every card that
    was made may be out.
    """
    made, given = facts.get("cards"), facts.get("given")
    if not isinstance(made, int):
        return None
    if source is Cards.PRINTED or not listed:
        return CardsOut(made, given=False)
    return CardsOut(min(made, given), given=True) if isinstance(given, int) else None


def said(cards: CardCount) -> tuple[Sentence, ...]:
    """The reconciliation in sentences to be read aloud."""
    return (_said_of_cards(cards.missing), said_of_votes(cards.overspent))


def _said_of_cards(missing: int | None) -> Sentence:
    if missing is None:
        return say("The cards left in the bowl are not counted yet.")
    if missing == 0:
        return say("The cards add up. None is missing and none too many.")
    if missing > 0:
        return say_many("%(number)s card is missing.", "%(number)s cards are missing.", missing)
    return say_many(
        "There is %(number)s card too many.", "There are %(number)s cards too many.", -missing
    )


def said_of_votes(overspent: int) -> Sentence:
    """Whether more voted than cards were given out."""
    if not overspent:
        return say("No more cards voted than were given out.")
    return say_many(
        "%(number)s more card voted than were given out.",
        "%(number)s more cards voted than were given out.",
        overspent,
    )
