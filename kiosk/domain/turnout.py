"""How many have voted, as anybody may be told it: in steps of time and of number.

Whoever sees the exact number at every moment, and who stands at the booth, knows when each person
voted; with the order of anything else that is a name. So one clock looks into the box, at moments
that no cast has any part in, and what it saw is told in whole steps until the result is published.
"""

from dataclasses import dataclass

from kiosk.domain.secrecy import K

EVERY = 15
"""Seconds between two looks into the box, whatever is cast between them."""

STEP = K
"""People; the least by which a number about voters grows."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the clock last saw of a poll. ``begun``: chosen in and not cast."""

    cast: int = 0
    begun: int = 0


def in_steps(number: int) -> int:
    """At least so many, as it is told before the result is published. 0: fewer than a step."""
    return number - number % STEP
