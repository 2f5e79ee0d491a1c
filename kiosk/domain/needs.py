"""What people need, where, how many of them, and what it would cost to meet it."""

from dataclasses import dataclass

from kiosk.domain.sentence import Amount
from kiosk.domain.text import Text


@dataclass(frozen=True, slots=True)
class Indicator:
    """How anyone can see whether the need is met: what is measured, now, and by when how much."""

    measured: str = ""
    now: str = ""
    target: str = ""
    date: str = ""  # a year, a month or a day as ISO 8601 writes them
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One need. ``people`` and ``cost`` are None where nobody knows them, and never 0 then.

    ``right``: the id of the one under which its money counts; ``also``: others that it serves.
    ``cost``: this year, in the assembly's currency; ``cost_source``: who says so.
    """

    id: str
    need: Text
    right: str
    also: tuple[str, ...] = ()
    place: str = ""
    people: int | None = None
    indicator: Indicator = Indicator()
    cost: Amount | None = None
    cost_source: str = ""
