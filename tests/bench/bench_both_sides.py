"""How long a budget of both sides takes to count, beside a raw sort of the same numbers.

    python tests/bench/bench_both_sides.py [--ballots 100000] [--lines 40]

Seconds are the processor's: merging equal ballots and the count, for each rule; the sort is of
each line's amounts. Memory is the whole process's at its most, the ballots included.
"""

import argparse
import random
import resource
import time
from collections.abc import Callable
from functools import partial

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.domain.count.contract import Contest, Result, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.text import plain

REACH = 10  # units that a line may go up or down
OWN = 8  # lines that a ballot changes, as people do; the last of them balances it


def both_of(lines: int) -> BothSides:
    """So many lines, three of five of them money out, that start balanced."""
    outs = lines * 3 // 5
    sides = [Side.SPENDING] * outs + [Side.REVENUE] * (lines - outs)
    lasts = [60 * (lines - outs)] * outs + [60 * outs] * (lines - outs)
    return BothSides(
        tuple(
            Line(f"line-{number}", side, last, last - REACH, last + REACH)
            for number, (side, last) in enumerate(zip(sides, lasts, strict=True), start=1)
        )
    )


def drawn(both: BothSides, ballots: int) -> list[Marks]:
    """Ballots that balance; equal marks are kept once, as a reader of ballots keeps them."""
    draw, kept = random.Random(1), dict[tuple[str, int], tuple[str, int]]()
    made: list[Marks] = []
    while len(made) < ballots:
        amounts = {line.id: line.last_year for line in both.lines}
        chosen = draw.sample(both.lines, OWN)
        for line in chosen[:-1]:
            amounts[line.id] = draw.randint(line.floor, line.ceiling)
        last, gap = chosen[-1], both.gap(amounts)
        amounts[last.id] += gap if last.side is Side.SPENDING else -gap
        if last.within(amounts[last.id]) == amounts[last.id]:
            made.append(in_order(kept.setdefault(pair, pair) for pair in amounts.items()))
    return made


def seconds(work: Callable[[], object]) -> float:
    """The processor's, of one run."""
    since = time.process_time()
    work()
    return time.process_time() - since


def main() -> None:
    """Print the figures of one run."""
    given = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    given.add_argument("--ballots", type=int, default=100_000)
    given.add_argument("--lines", type=int, default=40)
    asked = given.parse_args()
    both = both_of(asked.lines)
    papers = drawn(both, asked.ballots)
    columns = [
        [amount for _, amount in column] for column in zip(*map(sorted, papers), strict=True)
    ]
    sort = seconds(lambda: [sorted(column) for column in columns])
    contest = Contest(
        options=tuple(Option(line.id, plain(line.id)) for line in both.lines),
        shape=Shape.AMOUNTS,
        both_sides=both,
        lot=tuple(line.id for line in both.lines),
    )

    def count_by(rule: str) -> Result:
        return RULES[rule].count(contest, merge(papers), {})

    print(f"{asked.ballots:,} ballots of {asked.lines} lines; raw sort {sort:.2f} s")
    for rule in ("most-backed", "average", "shares"):
        took = seconds(partial(count_by, rule))
        print(f"{rule:12} {took:5.2f} s, {took / sort:4.1f} times the sort")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most")


if __name__ == "__main__":
    main()
