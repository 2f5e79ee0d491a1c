"""What follows when the assembly does not keep a cut: a higher floor, and the same ballots again.

Each cut is a question of its own, "Keep this cut?". All that are not kept are raised in one
recount; what that cuts is asked once more, and that is the last time.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.domain.both_sides import BothSides
from kiosk.domain.count.contract import Ballots, Contest, Result
from kiosk.domain.count.rules import RULES
from kiosk.domain.cuts import Cut
from kiosk.domain.sentence import Money, Names, Sentence, say

MOST_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Clash:
    """Raised floors that leave no balanced budget, however much money in is raised.

    ``short``: by how many units the least money out is above the most there can be. The result
    before stands, with these cuts marked as not accepted.
    """

    lines: tuple[str, ...]
    short: int


@dataclass(frozen=True, slots=True)
class Recount:
    """The same ballots counted within the raised floors."""

    both_sides: BothSides
    result: Result


def to_ask(cuts: Sequence[Cut], *, kept: Sequence[Cut], rounds: int) -> tuple[Cut, ...]:
    """The cuts that the assembly is asked about now, after so many rounds of questions.

    ``kept``: those it kept before; such a line is asked about again only where it gets even less.
    """
    if rounds >= MOST_ROUNDS:
        return ()
    accepted = {cut.line: cut.amount for cut in kept}
    return tuple(
        cut for cut in cuts if not cut.locked and cut.amount < accepted.get(cut.line, cut.reference)
    )


def with_floors(both: BothSides, rejected: Collection[Cut]) -> BothSides:
    """The lines when each rejected cut's reference is its line's floor.

    Where the reference lies above the line's ceiling, that goes up with it.
    """
    references: Mapping[str, int] = {cut.line: cut.reference for cut in rejected}
    return replace(
        both,
        lines=tuple(
            replace(
                line,
                floor=references[line.id],
                ceiling=max(line.ceiling, references[line.id]),
            )
            if line.id in references
            else line
            for line in both.lines
        ),
    )


def counted_again(
    contest: Contest, ballots: Ballots, before: Result, rejected: Sequence[Cut]
) -> Recount | Clash:
    """Count the same ballots by the same rule with the floors of the rejected cuts.

    Raises LotNeeded. A ballot that asks for less than a floor counts as asking for the floor.
    ``contest``: as it was counted for the result ``before``, with the floors raised by then.
    """
    both = with_floors(contest.both_sides, rejected)
    short = both.least - both.most
    if short > 0:
        return Clash(tuple(cut.line for cut in rejected), short)
    again = replace(contest, both_sides=both)
    return Recount(both, RULES[before.rule].count(again, ballots, dict(before.settings)))


def told_of_clash(clash: Clash, both: BothSides) -> tuple[Sentence, ...]:
    """Why there is no second count, in sentences."""
    return (
        say("No budget balances with these floors: %(lines)s.", lines=Names(clash.lines)),
        say("%(money)s more would be needed.", money=Money(clash.short * both.unit)),
        say("So the result stands. The cut is marked: not accepted."),
    )
