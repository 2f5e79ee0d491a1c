"""Do the voting cards add up? Made ahead, given out, left in the bowl, void, and spent."""

from dataclasses import dataclass

from kiosk.domain.sentence import Sentence, say, say_many


@dataclass(frozen=True, slots=True, kw_only=True)
class CardCount:
    """How many cards are where. ``left``: in the bowl, None until the tellers have counted."""

    made: int
    given: int
    spent: int
    left: int | None = None
    void: int = 0

    @property
    def missing(self) -> int | None:
        """Cards that nobody can account for; below 0 there are too many. None: not counted."""
        return None if self.left is None else self.made - self.given - self.left - self.void

    @property
    def overspent(self) -> int:
        """Votes beyond the cards that were given out."""
        return max(0, self.spent - self.given)

    @property
    def fits(self) -> bool:
        """Whether nothing is missing, too many or not counted."""
        return self.missing == 0 and not self.overspent


def said(cards: CardCount) -> tuple[Sentence, ...]:
    """The reconciliation in sentences to be read aloud."""
    return (_said_of_cards(cards.missing), _said_of_votes(cards.overspent))


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


def _said_of_votes(overspent: int) -> Sentence:
    if not overspent:
        return say("No more cards voted than were given out.")
    return say_many(
        "%(number)s more card voted than were given out.",
        "%(number)s more cards voted than were given out.",
        overspent,
    )
