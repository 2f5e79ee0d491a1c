"""How many are here and whether that is enough, as every officials' page shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Who is inside now.

    ``present``: entitled members inside, as people here write the number. ``members``: entitled
    members on the roster, 0 where the door is open. ``needed``: the quorum, 0 where the assembly
    has none. ``reached``: whether the quorum is there. ``guests``: people inside without a vote.
    """

    present: str
    members: int = 0
    needed: int = 0
    reached: bool = True
    guests: int = 0
