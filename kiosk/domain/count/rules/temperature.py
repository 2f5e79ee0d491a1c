"""A show of feeling: it is counted and decides nothing.

Source: sense check, Loomio's poll types; a temperature check, Seeds for Change, A Consensus
Handbook (2013).
"""

from kiosk.domain.count.contract import Ballots, Contest, Result, Rule, Settings, Shape
from kiosk.domain.count.scores import votes_for
from kiosk.domain.sentence import Name, Sentence, say, say_many, wording

NOT_BINDING = say("Nothing is decided: this shows how people feel.")


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Count the votes of each option; nobody wins."""
    votes = votes_for(contest, ballots)
    sentences = tuple(
        say_many(
            "%(option)s: %(number)s vote.",
            "%(option)s: %(number)s votes.",
            votes[option],
            option=Name(option),
        )
        for option in contest.ids
    )
    return Result(
        rule=RULE.name,
        settings=tuple(settings.items()),
        counted=ballots.total,
        blank=ballots.blank,
        rejected=ballots.rejected,
        scores=tuple(votes.items()),
        explanation=(*sentences, NOT_BINDING),
    )


def decides(contest: Contest, settings: Settings) -> tuple[Sentence, ...]:
    """What people are told before they vote."""
    return (NOT_BINDING,)


RULE = Rule(
    name="temperature",
    title=wording("A show of feeling"),
    shapes=frozenset({Shape.ONE}),
    source="Seeds for Change, A Consensus Handbook, 2013",
    count=count,
    decides=decides,
    binding=False,
)
