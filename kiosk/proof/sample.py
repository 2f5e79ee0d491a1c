"""Which commitments the tellers' dice choose to be opened, and how likely that finds a cheat."""

from fractions import Fraction
from math import comb

from kiosk.domain.errors import NotTenDice
from kiosk.proof.digest import digest

TAG = "kiosk sample 1"
MOST = 10  # ballots that are opened: each one shows what one person chose
SHARE = 4  # at most a quarter of the box
DICE = 10  # 6 ** 10 throws: too many to prepare a box for, so that a kiosk could cheat by luck only
BETWEEN = " ,;.-"  # what people may type between two dice


def most_sampled(size: int) -> int:
    """How many commitments of a box of that size the dice choose: no more, and no fewer."""
    return min(MOST, size // SHARE)


def read_dice(typed: str) -> str:
    """What ten dice show, with a blank between two, however it was typed; raises NotTenDice.

    One throw has one text only: a letter that nobody sees would choose other ballots.
    """
    shown = [letter for letter in typed if letter not in BETWEEN]
    if len(shown) != DICE or not set(shown) <= set("123456"):
        raise NotTenDice
    return " ".join(shown)


def sample(dice: str, root: bytes, *, size: int, number: int) -> tuple[int, ...]:
    """The places, from 0 and rising, that the dice choose among ``size`` sorted commitments.

    The root is bound before the dice are rolled, so that nobody can choose either to fit the
    other. Draw by draw: the digest of the dice, the root and the draw's number gives a place;
    one that was drawn already is passed over. Raises ValueError where there are too few places.
    """
    if not 0 <= number <= size:
        raise ValueError("there are not that many places")
    thrown = " ".join(dice.split()).encode()
    chosen: set[int] = set()
    draw = 0
    while len(chosen) < number:
        place = place_of(digest(TAG, thrown, root, draw.to_bytes(8, "big")), size)
        if place is not None:
            chosen.add(place)
        draw += 1
    return tuple(sorted(chosen))


def place_of(drawn: bytes, size: int) -> int | None:
    """The place that drawn bytes mean, or None where they must be drawn again.

    Bytes beyond the last whole multiple of the size mean none: they would favour the first places.
    """
    number, values = int.from_bytes(drawn, "big"), 256 ** len(drawn)
    return number % size if number < values - values % size else None


def chance(*, size: int, number: int, exchanged: int) -> Fraction:
    """How likely a sample of that number meets at least one of so many exchanged ballots."""
    return 1 - Fraction(comb(size - exchanged, number), comb(size, number))
