"""How a ranked ballot is read in an instant runoff: gaps, repeats and shared places."""

from collections import Counter
from collections.abc import Container

from kiosk.domain.count.contract import Ballots, Setting, Settings
from kiosk.domain.count.rankings.ranking import Ladder, Place, ladder_of

EXHAUST_IF_CONTINUING, EXHAUST, SKIP = "exhaust-if-continuing", "exhaust", "skip"
IGNORE = "ignore"

Paper = tuple[Ladder, int, int]
"""Equal ballots: their places, the place where they lie now, how many they are."""

READING = (
    Setting(
        "overvote",
        EXHAUST_IF_CONTINUING,
        "a place shared by several: set the ballot aside if more than one of them is still in"
        " the count; set it aside at once; or skip the place",
        (EXHAUST_IF_CONTINUING, EXHAUST, SKIP),
    ),
    Setting(
        "skips",
        IGNORE,
        "places left out: ignored, or the most in a row that may be left out",
        (IGNORE,),
        form="integer",
    ),
    Setting(
        "duplicates",
        IGNORE,
        "an option named again: ignored, or the ballot is set aside there",
        (IGNORE, EXHAUST),
    ),
)


def papers_of(ballots: Ballots, settings: Settings) -> list[Paper]:
    """All ballots that choose something, read under the settings, equal ones merged.

    What never depends on who is still in the count is settled here, once: a ladder ends where
    its ballot would be set aside, and a place that is skipped is gone.
    """
    papers: Counter[Ladder] = Counter()
    for marks, number in ballots.merged:
        if marks:
            papers[_read(ladder_of(marks), settings)] += number
    return [(ladder, 0, number) for ladder, number in papers.items()]


def _read(ladder: Ladder, settings: Settings) -> Ladder:
    skips, overvote = settings["skips"], settings["overvote"]
    gap, most_gap = 0, None if skips == IGNORE else int(skips)
    repeats_end = settings["duplicates"] == EXHAUST
    seen: set[str] = set()
    read: list[Place] = []
    for place in ladder:
        if not place:
            gap += 1
            continue
        if most_gap is not None and gap > most_gap:
            break
        gap = 0
        if repeats_end and not seen.isdisjoint(place):
            break
        seen.update(place)
        if len(place) == 1 or overvote == EXHAUST_IF_CONTINUING:
            read.append(place)
        elif overvote == EXHAUST:
            break
    return tuple(read)


def next_option(ladder: Ladder, start: int, continuing: Container[str]) -> tuple[str, int]:
    """The first continuing option from that place on, and its place; empty: set aside.

    A place shared by several counts for the only one of them still in the count; where more
    than one is, the ballot cannot be read on.
    """
    for at in range(start, len(ladder)):
        standing = [option for option in ladder[at] if option in continuing]
        if len(standing) == 1:
            return standing[0], at
        if standing:
            break
    return "", len(ladder)
