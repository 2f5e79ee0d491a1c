"""The balanced budget that is closest to all ballots: every unit of money needs its backers.

Source: per-unit voting (Goel, Krishnaswamy, Sakshuwong, Aitamurto, arXiv 2009.06856), on both
sides. Ties: the total nearest to last year's; then the line that stands lowest against last year;
then the lot.
"""

from kiosk.domain.both_sides import BothSides, Side
from kiosk.domain.count.contract import Ballots, Contest, Result, Rule, Settings, Shape
from kiosk.domain.count.two_sided.balancing import (
    balanced,
    refuse_unbalanced,
    result_of,
    told,
)
from kiosk.domain.count.two_sided.closest import Closest, closest
from kiosk.domain.count.two_sided.outcome import BudgetOutcome
from kiosk.domain.count.two_sided.wishes import Wishes, wishes_in
from kiosk.domain.sentence import Money, Names, Sentence, say, say_many, wording


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Balance the budget; raises LotNeeded, and NoBalancedBudget if the limits do not meet."""
    both = contest.both_sides
    refuse_unbalanced(both)
    wishes = wishes_in(ballots, both)
    found = closest(both, wishes, contest.lot)
    budget = balanced(both, wishes, found.amounts, tied_totals=found.totals, draws=found.draws)
    explanation = told(
        both,
        budget,
        wishes.ballots,
        how=(*_proof(budget, wishes), *_total(both, budget), *_tied(both, found)),
        draws=found.draws,
    )
    return result_of(
        RULE.name, settings, ballots, budget, explanation=explanation, draws=found.draws
    )


def _proof(budget: BudgetOutcome, wishes: Wishes) -> tuple[Sentence, ...]:
    """The number by which anyone can check the whole budget on paper."""
    number = next((one for one in budget.line_between or () if one is not None), None)
    if number is None:
        return ()
    others = wishes.ballots - number
    return (
        say_many(
            "Money out is in when more than %(number)s person asked for it.",
            "Money out is in when more than %(number)s people asked for it.",
            number,
        ),
        say_many(
            "Money in is in when more than %(number)s person did.",
            "Money in is in when more than %(number)s people did.",
            others,
        ),
        say(
            "%(out)s and %(into)s make %(ballots)s: there both sides meet.",
            out=number,
            into=others,
            ballots=wishes.ballots,
        ),
    )


def _total(both: BothSides, budget: BudgetOutcome) -> tuple[Sentence, ...]:
    low, high = budget.tied_totals or (budget.spending, budget.spending)
    if low == high:
        return ()
    return (
        say(
            "Every total from %(low)s to %(high)s was equally close to all budgets.",
            low=Money(both.sum_in_money(Side.SPENDING, low)),
            high=Money(both.sum_in_money(Side.SPENDING, high)),
        ),
        say(
            "%(total)s is nearest to last year\u2019s.",
            total=Money(both.sum_in_money(Side.SPENDING, budget.spending)),
        ),
    )


def _tied(both: BothSides, found: Closest) -> tuple[Sentence, ...]:
    return tuple(
        say(
            "Equally many asked for the last %(money)s, for %(lines)s."
            " The lowest against last year came first.",
            money=Money(split.units * both.unit),
            lines=Names(split.lines),
        )
        for split in found.splits
    )


def decides(contest: Contest, settings: Settings) -> tuple[Sentence, ...]:
    """When money is in, as people are told before they vote."""
    return (
        say("Money is in when enough people asked for it."),
        say("Both sides go up together, and meet at one number."),
    )


RULE = Rule(
    name="most-backed",
    title=wording("Every amount needs enough backers"),
    shapes=frozenset({Shape.AMOUNTS}),
    source="Per-unit voting on both sides: Goel and others, arXiv 2009.06856",
    count=count,
    decides=decides,
)
