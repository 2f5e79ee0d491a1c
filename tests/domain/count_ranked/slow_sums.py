"""Slow counts of motions, proposals and sums, one ballot at a time, that share no code."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

Sheet = Mapping[str, int]
"""One ballot: what it gives to each option; empty where it is blank."""


def slow_motion(
    votes: Sequence[str], given: Mapping[str, str], *, present: int, members: int
) -> bool:
    """Whether a motion passes; each vote is yes, no, abstain, or nothing for a blank ballot."""
    yes = sum(1 for vote in votes if vote == "yes")
    bases = {
        "cast": sum(1 for vote in votes if vote in {"yes", "no"}),
        "ballots": len(votes),
        "present": present,
        "members": members,
    }
    there = present if given["quorum-base"] == "present" else len(votes)
    if there < int(given["quorum"]):
        return False
    asked = [(given["at-least"] == "yes", given["threshold"], given["base"])]
    for part in given["also"].split(",") if given["also"] else []:
        share, base = part.replace(">=", "").split(":")
        asked.append((">=" in part, share, base))
    for at_least, share, base in asked:
        if bases[base] == 0:
            return False
        part_of_base = Fraction(yes, bases[base])
        if not (part_of_base >= Fraction(share) if at_least else part_of_base > Fraction(share)):
            return False
    return True


def slow_consent(votes: Sequence[str], given: Mapping[str, str]) -> bool:
    """Whether a proposal has consent."""
    aside = [vote for vote in votes if vote == "stand-aside"]
    if "block" in votes or "agree" not in votes:
        return False
    if given["objections"] == "block" and "object" in votes:
        return False
    return given["most-aside"] == "any" or len(aside) <= int(given["most-aside"])


def slow_seats(
    sheets: Sequence[Sheet], options: str, *, seats: int, lot: Sequence[str], rule: str
) -> set[str]:
    """Seat by seat the best that is left, ties by the lot, and none that nobody chose."""
    left = dict.fromkeys(options, 0)
    for sheet in sheets:
        for option, given in sheet.items():
            left[option] += given if rule == "points" else 1
    seated: set[str] = set()
    while len(seated) < seats and any(left.values()):
        most = max(left.values())
        best = next(option for option in lot if left.get(option) == most)
        seated.add(best)
        del left[best]
    return seated
