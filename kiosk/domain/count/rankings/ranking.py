"""A ranked ballot as a ladder of places, and ties settled by looking back."""

from collections.abc import Sequence

from kiosk.domain.ballot import Marks

Place = tuple[str, ...]
"""The options that share a place; empty for a place left out."""

Ladder = tuple[Place, ...]
"""A ballot's places from the first on."""

LONGEST_GAP = 100
"""A longer gap says no more; a hostile number must not make a ladder of that length."""


def ladder_of(marks: Marks) -> Ladder:
    """The places of a ranked ballot in order, those left out included."""
    places: list[Place] = []
    last = 0
    for option, number in marks:  # sorted by number, then id
        if number == last:
            places[-1] = (*places[-1], option)
            continue
        places += [()] * min(number - last - 1, LONGEST_GAP)
        places.append((option,))
        last = number
    return tuple(places)


def fewest_earlier(tied: Sequence[str], earlier: Sequence[dict[str, int]]) -> tuple[str, ...]:
    """Those of the tied who had the fewest votes at the latest earlier stage that tells them apart.

    ``earlier``: votes at the stages before this one, the first stage first. Where a stage
    separates only some, the rest is compared at yet earlier ones. One is left, or all were
    equal throughout.
    """
    left = tuple(tied)
    for votes in reversed(earlier):
        fewest = min(votes[option] for option in left)
        left = tuple(option for option in left if votes[option] == fewest)
    return left


def most_earlier(tied: Sequence[str], earlier: Sequence[dict[str, int]]) -> tuple[str, ...]:
    """Those of the tied who had the most votes at the latest earlier stage with a difference."""
    return fewest_earlier(tied, [{o: -n for o, n in votes.items()} for votes in earlier])
