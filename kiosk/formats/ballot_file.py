"""A ballot file as counts and rehearsals take it, whatever format it was written in."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks
from kiosk.domain.both_sides import NO_SIDES, BothSides
from kiosk.domain.count.contract import Ballots, Shape
from kiosk.domain.sentence import Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotFile:
    """What there is to count. ``shapes``: what its ballots can be read as, the best first.

    ``in_order``: the single ballots in the file's order; empty where it only has equal ones merged.
    """

    name: str
    title: str
    options: tuple[Option, ...]
    ballots: Ballots
    shapes: tuple[Shape, ...]
    in_order: tuple[Marks, ...] = ()
    budget: Amount = 0
    both_sides: BothSides = NO_SIDES  # whose lines are the options, where ballots are amounts
    most: int = 0
    seats: int = 1
    lot: tuple[str, ...] = ()
    currency: str = ""
    notes: tuple[str, ...] = ()
    least_score: int = 0  # that the file asks of each option

    @property
    def each(self) -> tuple[Marks, ...]:
        """One entry for each voter."""
        merged = self.ballots.merged
        return self.in_order or tuple(marks for marks, number in merged for _ in range(number))


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotFormat:
    """How a format is read. ``name``: the suffix of its files. ``read``: of a text and a name.

    ``read`` raises BadFile with every fault.
    """

    name: str
    read: Callable[[str, str], BallotFile]
