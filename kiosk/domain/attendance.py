"""Who is inside, and what signing in yields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What signing in yields.

    ``code``: the new card; empty if cards are drawn by hand, if it was given before, or without a
    vote. ``back``: the person was here before. ``entitled``: the person may vote.
    """

    code: str = ""
    back: bool = False
    entitled: bool = True
    again: bool = False  # the same form was sent before


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is inside. ``members``: entitled people on the roster; ``needed``: the quorum."""

    present: int
    members: int
    needed: int
    guests: int

    @property
    def reached(self) -> bool:
        """Whether there is a quorum."""
        return self.present >= self.needed
