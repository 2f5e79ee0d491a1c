"""The comparison step of Equal Shares: the greedy set instead, where more voters prefer it.

Source: equalshares.net on the comparison step; Wieliczka used it in 2023. A voter prefers the set
that holds more of the projects on their ballot; one who has none in a set is asked like everybody
else. As many on both sides, or nobody: Equal Shares stays.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from kiosk.domain.count.budgets.filling import Filling, Misfit, by_score, fill
from kiosk.domain.count.budgets.greedy_explanation import ORDERED, explained, reasons, rounds
from kiosk.domain.count.contract import Ballots, Contest, Result, Tie
from kiosk.domain.sentence import Names, Sentence, say, say_many


@dataclass(frozen=True, slots=True)
class Preference:
    """How many ballots name more of the projects of one set, and how many of the other."""

    first: int
    second: int


def preference(ballots: Ballots, first: Collection[str], second: Collection[str]) -> Preference:
    """Ask every ballot which of two sets of projects it names more of."""
    prefer_first = prefer_second = 0
    for marks, number in ballots.merged:
        named = {option for option, _ in marks}
        more = len(named.intersection(first)) - len(named.intersection(second))
        prefer_first += number if more > 0 else 0
        prefer_second += number if more < 0 else 0
    return Preference(prefer_first, prefer_second)


def compared(
    shares: Result, contest: Contest, ballots: Ballots, *, scores: Mapping[str, int], score: str
) -> Result:
    """The result after the comparison: that of Equal Shares, or of the highest scores that fit.

    ``score``: what the scores are, such as votes. Raises LotNeeded where the greedy set needs it.
    """
    greedy = fill(
        tuple(option for option in contest.options if scores[option.id]),
        scores,
        money=contest.budget,
        order=by_score,
        misfit=Misfit.SKIP,
        lot=contest.lot,
    )
    votes = preference(ballots, shares.winners, greedy.funded)
    sentences = _preference(shares, greedy, votes)
    if votes.second <= votes.first:
        return replace(
            shares,
            ties=(*shares.ties, *_by_lot(greedy.ties, say("the set to compare with"))),
            explanation=(*shares.explanation, *sentences),
        )
    return replace(
        shares,
        winners=greedy.funded,
        cost=greedy.cost,
        rounds=rounds(greedy),
        ties=(*greedy.ties, *_by_lot(shares.ties, say("the set of equal shares"))),
        explanation=(*sentences, *explained(ORDERED[score], greedy, budget=contest.budget)),
        reasons=tuple(reasons(contest, greedy, scores, threshold=0, order=by_score)),
    )


def _by_lot(ties: tuple[Tie, ...], where: Sentence) -> tuple[Tie, ...]:
    """What the lot decided in the set that lost: another lot might have changed the comparison."""
    return tuple(replace(tie, where=where) for tie in ties if tie.decided_by == "lot")


def _preference(shares: Result, greedy: Filling, votes: Preference) -> tuple[Sentence, ...]:
    if {*shares.winners} == {*greedy.funded}:
        return (say("The highest scores that fit are the same projects."),)
    if votes.second <= votes.first:
        return (
            say("Compared with the highest scores that fit: %(set)s.", set=Names(greedy.funded)),
            say_many(
                "%(number)s ballot has more winners here, %(scores)s there.",
                "%(number)s ballots have more winners here, %(scores)s there.",
                votes.first,
                scores=votes.second,
            ),
            say("So equal shares decide."),
        )
    would_fund = say("Equal shares would fund: %(set)s.", set=Names(shares.winners))
    return (
        would_fund if shares.winners else say("No project's supporters can pay for it."),
        say_many(
            "%(number)s ballot has more winners there, %(scores)s here.",
            "%(number)s ballots have more winners there, %(scores)s here.",
            votes.first,
            scores=votes.second,
        ),
        say("So the highest scores decide, not equal shares."),
    )
