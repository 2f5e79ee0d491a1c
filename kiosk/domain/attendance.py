"""Who is inside, and what signing in yields."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What signing in yields.

    ``code``: the card to take; empty if cards are drawn by hand, if it was taken before, without
    a vote, or where the answer is only remembered. ``ticket`` names it on the desk's pages.
    ``back``: the person has a card from before. ``entitled``: the person may vote.
    """

    code: str = ""
    back: bool = False
    entitled: bool = True
    ticket: str = ""
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
