"""Small cities with budgets that hypothesis draws, and their counts by the product's rules."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from slow_two_sided import Budget, City

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.domain.count.contract import Contest, Result, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.text import plain

RUNS = settings(max_examples=150, deadline=None)
OUT, INTO = ("health", "roads", "parks"), ("tax", "fees")
TWO_SIDED = ("average", "most-backed", "shares")


@st.composite
def cities(draw: Any, *, most_ballots: int = 7) -> City:
    """Up to 3 and 2 lines of at most 4 units, and ballots that balance within the limits."""

    def side(names: tuple[str, ...]) -> dict[str, tuple[int, int, int]]:
        lines = {}
        for name in names[: draw(st.integers(1, len(names)))]:
            low = draw(st.integers(-1, 3))
            lines[name] = (draw(st.integers(-2, 7)), low, low + draw(st.integers(0, 4)))
        return lines

    out, into = side(OUT), side(INTO)
    bare = City(out, into, draw(st.integers(-2, 2)), (), ())
    possible = list(bare.budgets())
    if not possible:
        bare = City(out, {**into, "tax": (1, -9, 20)}, bare.opening, (), ())
        possible = list(bare.budgets())
    ballots = draw(st.lists(st.sampled_from(possible), min_size=1, max_size=most_ballots))
    return City(bare.out, bare.into, bare.opening, draw(st.permutations([*bare.lines])), ballots)


def sides_of(city: City) -> BothSides:
    """The city's lines as the rules take them."""
    return BothSides(
        tuple(
            Line(name, side, *numbers)
            for side, lines in ((Side.SPENDING, city.out), (Side.REVENUE, city.into))
            for name, numbers in lines.items()
        ),
        opening=city.opening,
    )


def marks_of(both: BothSides, ballot: Budget) -> Marks:
    """A ballot of these amounts."""
    return in_order((line.id, ballot[line.id]) for line in both.lines if not line.locked)


def counted(city: City, rule: str) -> Result:
    """The city's ballots counted."""
    both = sides_of(city)
    contest = Contest(
        options=tuple(Option(line.id, plain(line.id)) for line in both.lines),
        shape=Shape.AMOUNTS,
        both_sides=both,
        lot=tuple(city.lot),
    )
    ballots = merge(marks_of(both, ballot) for ballot in city.ballots)
    return RULES[rule].count(contest, ballots, {})


def amounts(city: City, rule: str) -> dict[str, int]:
    """What each line gets."""
    return {name: int(amount) for name, amount in counted(city, rule).scores}
