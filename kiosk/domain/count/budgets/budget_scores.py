"""What projects weigh in a budget: votes, points or positional points, and their whole costs."""

from fractions import Fraction
from math import lcm

from kiosk.domain.count.contract import Ballots, Contest, Setting, Shape
from kiosk.domain.count.scores import points_for, votes_for
from kiosk.domain.count.settings import BadSetting
from kiosk.domain.sentence import Amount

BY_SHAPE = {
    Shape.ONE: "votes",
    Shape.SOME: "votes",
    Shape.POINTS: "points",
    Shape.RANKING: "positional",
}
"""The score that fits the ballots, where no other is asked for."""

SCORE = Setting(
    "score",
    "by-shape",
    "What a project's score is; by-shape: votes, points or positional points as people voted",
    values=("by-shape", "votes", "points", "positional"),
)


def score_named(score: str, shape: Shape) -> str:
    """The score that a setting means for ballots of that shape; raises BadSetting."""
    chosen = BY_SHAPE[shape] if score == "by-shape" else score
    if chosen == "positional" and shape is not Shape.RANKING:
        raise BadSetting("The score positional needs ranked ballots.")
    if chosen == "points" and shape is Shape.RANKING:
        raise BadSetting("The score points cannot count ranked ballots; use positional.")
    return chosen


def first_place(contest: Contest) -> int:
    """What the first place of a ranking is worth; each further place is worth one less."""
    return contest.most or len(contest.options)


def scores_for(contest: Contest, ballots: Ballots, *, score: str) -> dict[str, int]:
    """The sum of that score for each option."""
    if score == "votes":
        return votes_for(contest, ballots)
    if score == "points":
        return points_for(contest, ballots)
    sums = dict.fromkeys(contest.ids, 0)
    top = first_place(contest)
    for marks, number in ballots.merged:
        for option, place in marks:
            if option in sums:
                sums[option] += number * max(0, top + 1 - place)
    return sums


def denominator(*amounts: Amount) -> int:
    """The smallest number that makes all the amounts whole: 100 where there are cents."""
    return lcm(*(Fraction(amount).denominator for amount in amounts))
