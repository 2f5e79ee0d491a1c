"""Which ranked ballots a single transferable vote counts, and how far each can be read.

Source: Scottish Local Government Elections Order 2007 (SSI 2007/42), article 2 and rule 43: a
preference counts only in consecutive order, so a place left out or shared ends a paper, and a
paper without a clear first preference is void.
"""

from collections import Counter

from kiosk.domain.count.contract import Ballots, Contest
from kiosk.domain.count.rankings.ranking import ladder_of

Preferences = tuple[str, ...]
"""The options on a paper from the first preference on."""


def valid_papers(contest: Contest, ballots: Ballots) -> Counter[Preferences]:
    """The papers with a clear first preference, by their consecutive preferences.

    Options that do not stand are passed over, as if they were not on the paper; so is an option
    that the paper named before, which else would keep a part of the paper twice.
    """
    standing = set(contest.ids)
    papers: Counter[Preferences] = Counter()
    for marks, number in ballots.merged:
        preferences: list[str] = []
        for place in ladder_of(marks):
            here = [option for option in place if option in standing]
            if not place or len(here) > 1:
                break
            preferences += [option for option in here if option not in preferences]
        if preferences:
            papers[tuple(preferences)] += number
    return papers
