"""How much the places of things in a file tell about the order in which they happened.

Each measure has a known value and spread where there is no leak; what is further from that than
``SIGMAS`` of it counts as one.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

SIGMAS = 5  # by chance once in two million measures
PAGE = 4096
FEWEST = 12  # things found in a file before anything is measured
TAIL = 6  # bytes by which a thing is recognised first


@dataclass(frozen=True, slots=True)
class Measure:
    """What was found: ``value``, where there is no leak ``none``, give or take ``spread``."""

    name: str
    number: int
    value: float
    none: float
    spread: float

    @property
    def is_leak(self) -> bool:
        """Whether this is further from none than chance explains."""
        return abs(self.value - self.none) > SIGMAS * self.spread

    def __str__(self) -> str:
        bound = SIGMAS * self.spread
        return f"{self.name} {self.value:.3f} (none {self.none} +- {bound:.3f}, n {self.number})"


def places_of(content: bytes, wanted: Iterable[bytes]) -> dict[bytes, list[int]]:
    """Every place of each of these things in the bytes, rising; in one pass, however many."""
    by_tail: dict[bytes, set[bytes]] = {}
    for one in wanted:
        by_tail.setdefault(one[-TAIL:], set()).add(one)
    found: dict[bytes, list[int]] = {}
    for end in range(TAIL, len(content) + 1):
        for one in by_tail.get(content[end - TAIL : end], ()):
            if content.endswith(one, 0, end):
                found.setdefault(one, []).append(end - len(one))
    return found


def measures(found: Mapping[bytes, Sequence[int]], happened: Sequence[bytes]) -> list[Measure]:
    """Measures for things in the order in which they happened, where they were found."""
    there = [found[one] for one in happened if one in found]
    if len(there) < FEWEST:
        return []
    sides = (("first place", [at[0] for at in there]), ("last place", [at[-1] for at in there]))
    return [
        measure
        for name, places in sides
        for measure in (
            _correlation(name, places),
            _neighbours(name, places),
            *_same_page(name, places),
        )
    ]


def _correlation(name: str, places: Sequence[int]) -> Measure:
    """Spearman's correlation of place and order, whose spread is 1 / sqrt(n - 1)."""
    number = len(places)
    by_place = sorted(range(number), key=places.__getitem__)
    far = sum((rank - turn) ** 2 for rank, turn in enumerate(by_place))
    value = 1 - 6 * far / (number * (number**2 - 1))
    return Measure(f"{name}, correlation", number, value, 0, 1 / math.sqrt(number - 1))


def _neighbours(name: str, places: Sequence[int]) -> Measure:
    """The share of things that lie right behind one that happened earlier; ascents' spread."""
    number = len(places)
    turns = sorted(range(number), key=places.__getitem__)
    rising = sum(one < other for one, other in pairwise(turns))
    spread = math.sqrt((number + 1) / 12) / (number - 1)
    return Measure(f"{name}, neighbours", number, rising / (number - 1), 0.5, spread)


def _same_page(name: str, places: Sequence[int]) -> tuple[Measure, ...]:
    """The share of pairs on one page that lie there in their order; spread as of Kendall's S."""
    pages: dict[int, list[int]] = {}
    for place in places:
        pages.setdefault(place // PAGE, []).append(place)
    pairs = in_order = 0
    variance = 0.0
    for page in pages.values():
        size = len(page)
        pairs += size * (size - 1) // 2
        in_order += sum(
            page[one] < page[two] for one in range(size) for two in range(one + 1, size)
        )
        variance += size * (size - 1) * (2 * size + 5) / 72
    if pairs < FEWEST:
        return ()
    return (
        Measure(f"{name}, same page", pairs, in_order / pairs, 0.5, math.sqrt(variance) / pairs),
    )
