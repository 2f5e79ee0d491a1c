"""Where votes went between two stages of a count: from whom, to whom, how many."""

from collections.abc import Mapping

from kiosk.domain.count.rounds import Flow, Votes

NOBODY = None
"""The pile of what no option holds."""

Piles = Mapping[str | None, int]


def flows(before: Piles, after: Piles, *, places: int = 0) -> tuple[Flow, ...]:
    """What each option gained, and who lost it; what nobody got goes to no option.

    Several can have lost at once (options that go out together, all surpluses in Meek's
    method): then the gains come from all of them, and nothing says from whom exactly.
    """
    moved = {pile: after.get(pile, 0) - votes for pile, votes in before.items()}
    losers = tuple(pile for pile, votes in moved.items() if votes < 0)
    return tuple(
        Flow(losers, pile, Votes(votes, places)) for pile, votes in moved.items() if votes > 0
    )
