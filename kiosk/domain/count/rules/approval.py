"""Any number of choices each: the options that most ballots name win.

Source: Brams and Fishburn, Approval Voting (1978), American Political Science Review 72.
"""

from kiosk.domain.count.contract import Ballots, Contest, Result, Rule, Settings, Shape
from kiosk.domain.count.scores import seated, votes_for
from kiosk.domain.sentence import Sentence, say, wording


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Seat the options with the highest sums; raises LotNeeded for a tie at the last seat."""
    return seated(RULE.name, contest, ballots, settings, scores=votes_for(contest, ballots))


def decides(contest: Contest, settings: Settings) -> tuple[Sentence, ...]:
    """When an option wins, as people are told before they vote."""
    if contest.seats == 1:
        return (say("The option that is chosen most often wins."),)
    return (say("The %(seats)s options that are chosen most often win.", seats=contest.seats),)


RULE = Rule(
    name="approval",
    title=wording("Approval"),
    shapes=frozenset({Shape.SOME}),
    source="Brams and Fishburn, Approval Voting, 1978",
    count=count,
    decides=decides,
)
