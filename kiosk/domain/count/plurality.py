"""One choice each: the options with the most votes win.

Source: relative majority, Robert's Rules of Order (12th ed.), 44:11.
"""

from kiosk.domain.count.contract import Ballots, Contest, Result, Rule, Settings, Shape
from kiosk.domain.count.scores import seat, votes_for
from kiosk.domain.sentence import Sentence, say, wording


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Seat the options with the highest sums; raises LotNeeded for a tie at the last seat."""
    scores = votes_for(contest, ballots)
    seating = seat(contest, scores)
    return Result(
        rule=RULE.name,
        settings=tuple(settings.items()),
        counted=ballots.total,
        blank=ballots.blank,
        rejected=ballots.rejected,
        winners=seating.winners,
        scores=tuple(scores.items()),
        ties=seating.ties,
        explanation=seating.explanation,
        reasons=seating.reasons,
    )


def decides(contest: Contest, settings: Settings) -> tuple[Sentence, ...]:
    """When an option wins, as people are told before they vote."""
    if contest.seats == 1:
        return (say("The option with the most votes wins, even with less than half."),)
    return (say("The %(seats)s options with the most votes win.", seats=contest.seats),)


RULE = Rule(
    name="plurality",
    title=wording("Most votes win"),
    shapes=frozenset({Shape.ONE}),
    source="Robert's Rules of Order, 12th edition, 44:11",
    count=count,
    decides=decides,
)
