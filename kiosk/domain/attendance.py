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
class Inside:
    """Who is inside by the numbers that the file keeps.

    ``members``: entitled people on the roster, ``present`` of them are here. ``came``: people who
    came in where the door is open.
    """

    members: int
    present: int
    came: int
    guests: int

    def after(self, *, present: int = 0, came: int = 0, guests: int = 0) -> "Inside":
        """So many more, or fewer."""
        return Inside(self.members, self.present + present, self.came + came, self.guests + guests)


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
