"""The moves of a hall that is played by chance.

A move is drawn ahead and means something in every state, so any part of a play is a play again:
that is how one that fails is cut down to the few moves that matter.
"""

import random
from dataclasses import dataclass

POLLS = ("one", "two")
KINDS = (
    *("arrive",) * 5,
    *("have",) * 4,
    *("print_again", "another", "another", "guest", "lever", "cut", "home", "next", "lose"),
    *("leave",) * 2,
    *("cast",) * 6,
    *("booth",) * 3,
    *("booth",) * 3,
    *("chair",) * 5,
)


@dataclass(frozen=True, slots=True)
class Move:
    """What somebody does. ``way``: any number, to be read as the kind of move needs it."""

    kind: str
    who: int
    poll: str
    way: int


@dataclass(frozen=True, slots=True)
class Play:
    """A hall and its moves."""

    cards: str
    members: int
    moves: tuple[Move, ...]
    leavers: frozenset[int] = frozenset()  # places of people who go home before the last close


def drawn_play(chance: random.Random) -> Play:
    """A play by chance."""
    members = chance.randint(4, 8)
    moves = tuple(
        Move(
            chance.choice(KINDS),
            chance.randrange(members),
            chance.choice(POLLS),
            chance.getrandbits(8),
        )
        for _ in range(chance.randint(10, 40))
    )
    cards = chance.choice(("printed", "printed", "drawn"))
    leavers = frozenset(chance.sample(range(members), chance.randrange(members)))
    return Play(cards, members, moves, leavers)
