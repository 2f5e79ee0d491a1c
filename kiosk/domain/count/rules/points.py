"""Points to share out: the options with the most points win.

Source: cumulative voting; the limits of a ballot belong to the question, not to the rule.
"""

from kiosk.domain.count.contract import Ballots, Contest, Result, Rule, Settings, Shape
from kiosk.domain.count.scores import points_for, seated
from kiosk.domain.sentence import Sentence, say, wording


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Seat the options with the highest sums; raises LotNeeded for a tie at the last seat."""
    return seated(RULE.name, contest, ballots, settings, scores=points_for(contest, ballots))


def decides(contest: Contest, settings: Settings) -> tuple[Sentence, ...]:
    """When an option wins, as people are told before they vote."""
    if contest.seats == 1:
        return (say("The option with the most points wins."),)
    return (say("The %(seats)s options with the most points win.", seats=contest.seats),)


RULE = Rule(
    name="points",
    title=wording("Points"),
    shapes=frozenset({Shape.POINTS}),
    source="Cumulative voting: points are added up",
    count=count,
    decides=decides,
)
