"""A slow instant runoff that reads every single ballot from its first place in every round."""

from collections.abc import Mapping, Sequence

Paper = Sequence[str]
"""Places in order; a place holds the letters of the options that share it, or nothing."""


def reading(paper: Paper, standing: Sequence[str], given: Mapping[str, str]) -> str:
    """The option that the paper counts for; empty: it is set aside."""
    gap, seen = 0, ""
    for place in paper:
        if not place:
            gap += 1
            continue
        if given["skips"] != "ignore" and gap > int(given["skips"]):
            return ""
        gap = 0
        if given["duplicates"] == "exhaust" and any(option in seen for option in place):
            return ""
        seen += place
        here = [option for option in place if option in standing]
        if len(place) > 1 and given["overvote"] == "skip":
            continue
        if len(place) > 1 and given["overvote"] == "exhaust":
            return ""
        if len(here) > 1:
            return ""
        if here:
            return here[0]
    return ""


def slow_runoff(
    papers: Sequence[Paper], options: str, lot: Sequence[str], given: Mapping[str, str]
) -> tuple[list[dict[str, int]], str]:
    """The votes of every round and the winner; a paper set aside never comes back."""
    standing, dead, history = list(options), set[int](), list[dict[str, int]]()
    while True:
        tally = dict.fromkeys(standing, 0)
        for number, paper in enumerate(papers):
            option = "" if number in dead else reading(paper, standing, given)
            if option:
                tally[option] += 1
            else:
                dead.add(number)
        if not any(tally.values()):
            return history, ""
        history.append(tally)
        best = max(standing, key=lambda o: tally[o])
        if tally[best] * 2 > sum(tally.values()):
            return history, best

        def strength(option: str) -> tuple[int, ...]:
            return (*(past[option] for past in reversed(history)), -lot.index(option))

        standing.sort(key=strength)
        if len(standing) == 2:
            return history, standing[1]
        del standing[0]
