"""Slow transferable votes, one paper at a time in fractions, that share no code with the fast."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any


def readable(paper: Sequence[str], options: str) -> list[str]:
    """The preferences that count: places hold the letters that share them, or nothing."""
    read: list[str] = []
    for place in paper:
        here = [option for option in place if option in options]
        if not place or len(here) > 1:
            return read
        if here and here[0] not in read:
            read.append(here[0])
    return read


def slow_scottish(
    ballots: Sequence[Sequence[str]], options: str, seats: int, lot: list[str]
) -> tuple[list[dict[str, Fraction]], list[str]]:
    """One paper at a time, values as fractions cut to five decimals."""
    papers: list[dict[str, Any]] = [{"prefs": b, "value": Fraction(1), "at": b[0]} for b in ballots]
    quota = len(papers) // (seats + 1) + 1
    hopeful, elected, pending = set(options), list[str](), set[str]()
    fixed = dict.fromkeys(options, Fraction(0))
    history: list[dict[str, Fraction]] = []

    def move(holder: str, ratio: Fraction | None) -> None:
        for paper in papers:
            if paper["at"] != holder:
                continue
            rest = paper["prefs"][paper["prefs"].index(holder) + 1 :]
            paper["at"] = next((o for o in rest if o in hopeful), None)
            if ratio is not None:
                paper["value"] = Fraction(int(paper["value"] * ratio * 100_000), 100_000)

    def best(group: set[str]) -> str:
        return max(group, key=lambda o: (*(h[o] for h in reversed(history)), -lot.index(o)))

    def worst(group: set[str]) -> str:
        return max(group, key=lambda o: (*(-h[o] for h in reversed(history)), lot.index(o)))

    while True:
        votes = dict(fixed)
        for paper in papers:
            if paper["at"]:
                votes[paper["at"]] += paper["value"]
        history.append(votes)
        now = sorted((o for o in hopeful if votes[o] >= quota), key=lambda o: -votes[o])
        elected += now
        hopeful -= set(now)
        pending |= {o for o in now if votes[o] > quota}
        if len(hopeful) <= seats - len(elected):
            elected += sorted(hopeful, key=lambda o: -votes[o])
            hopeful = set()
        if len(elected) >= seats or not hopeful:
            return history, elected
        if pending:
            holder = best(pending)
            pending.remove(holder)
            fixed[holder] = Fraction(quota)
            move(holder, (votes[holder] - quota) / votes[holder])
        else:
            holder = worst(hopeful)
            hopeful.remove(holder)
            move(holder, None)


def slow_meek(
    ballots: Sequence[Sequence[str]], options: str, seats: int, lot: list[str]
) -> list[str]:
    """The reference rule read aloud: every ballot shared on its own, in fractions."""

    def up(number: Fraction) -> Fraction:
        return Fraction(-(-number * 10**9 // 1), 10**9)

    keep = dict.fromkeys(options, Fraction(1))
    hopeful, elected = set(options), list[str]()
    while len(elected) < seats and len(elected) + len(hopeful) > seats:
        before: Fraction | None = None
        while True:
            votes = dict.fromkeys(options, Fraction(0))
            for ballot in ballots:
                weight = Fraction(1)
                for option in ballot:
                    part = up(weight * keep[option])
                    votes[option] += part
                    weight -= part
            quota = Fraction(sum(votes.values()) * 10**9 // (seats + 1) + 1, 10**9)
            now = [option for option in hopeful if votes[option] >= quota]
            elected += now
            hopeful -= set(now)
            surplus = max(Fraction(0), sum((votes[o] - quota for o in elected), Fraction(0)))
            if now or surplus < Fraction(1, 10**6) or (before is not None and surplus >= before):
                break
            before = surplus
            for option in elected:
                keep[option] = up(up(keep[option] * quota) / votes[option])
        if not now:
            least = min(votes[option] for option in hopeful)
            tied = [option for option in hopeful if votes[option] <= least + surplus]
            out = max(tied, key=lot.index)
            hopeful.remove(out)
            keep[out] = Fraction(0)
    if len(elected) < seats:
        elected += hopeful
    return elected
