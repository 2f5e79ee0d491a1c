"""A rule that nobody planned for: whatever a certain share of the ballots names wins."""

from kiosk.domain.count.contract import Result, Rule, Setting, Shape
from kiosk.domain.count.scores import votes_for
from kiosk.domain.count.settings import read_fraction
from kiosk.domain.sentence import Name, say, wording

SHARE = Setting("share", "1/2", "the share of ballots that must name it", form="fraction")


def count(contest, ballots, settings):
    votes, share = votes_for(contest, ballots), read_fraction(settings["share"])
    winners = tuple(one for one in contest.ids if votes[one] >= share * ballots.total)
    return Result(
        rule=RULE.name,
        settings=tuple(settings.items()),
        counted=ballots.total,
        blank=ballots.blank,
        rejected=ballots.rejected,
        winners=winners,
        scores=tuple(votes.items()),
        explanation=tuple(
            say("%(option)s is well liked by %(score)s.", option=Name(one), score=votes[one])
            for one in winners
        ),
        reasons=tuple((one, say("Too few like it.")) for one in contest.ids if one not in winners),
    )


def decides(contest, settings):
    return (
        say(
            "Whatever %(share)s of all ballots like wins.",
            share=read_fraction(settings["share"]) or 0,
        ),
    )


RULE = Rule(
    name="well-liked",
    title=wording("Well liked"),
    shapes=frozenset({Shape.SOME}),
    source="Made up for a test",
    count=count,
    decides=decides,
    settings=(SHARE,),
)
