"""All lines of a side raised together, at the same cost per backer, until the money is used.

Source: independent markets (Freeman, Pennock, Peters, Wortman Vaughan, arXiv 1905.00457), to
within one unit a line; the total is the median of the ballots' totals. Ties: the line that stands
lowest against last year, then the lot.
"""

from kiosk.domain.both_sides import Side
from kiosk.domain.count.contract import Ballots, Contest, Result, Rule, Settings, Shape
from kiosk.domain.count.two_sided.balancing import (
    balanced,
    refuse_unbalanced,
    result_of,
    told,
)
from kiosk.domain.count.two_sided.closest import nearest_to_last_year
from kiosk.domain.count.two_sided.raising import raised
from kiosk.domain.count.two_sided.wishes import middle_total, totals_in, wishes_in
from kiosk.domain.sentence import Money, Sentence, say, wording

TOGETHER = say("All lines rise together, at the same cost for each backer.")


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Share the money out; raises LotNeeded, and NoBalancedBudget if the limits do not meet.

    Without any ballot it is last year's budget, or the nearest that balances.
    """
    both = contest.both_sides
    refuse_unbalanced(both)
    wishes = wishes_in(ballots, both)
    if wishes.ballots:
        totals = contest.totals or totals_in(ballots, both)
        total = min(max(middle_total(totals, both), both.least), both.most)
        out, first = raised(wishes.of(Side.SPENDING), total, wishes.ballots, contest.lot)
        into, second = raised(
            wishes.of(Side.REVENUE), total - both.opening, wishes.ballots, contest.lot
        )
        amounts, draws = out | into, [first, second]
    else:
        amounts, last = nearest_to_last_year(both, wishes, contest.lot)
        draws = [*last]
    budget = balanced(both, wishes, amounts, draws=draws)
    explanation = told(
        both,
        budget,
        wishes.ballots,
        how=(
            say(
                "The middle of all totals is %(total)s.",
                total=Money(both.sum_in_money(Side.SPENDING, budget.spending)),
            ),
            TOGETHER,
        ),
        draws=draws,
    )
    return result_of(RULE.name, settings, ballots, budget, explanation=explanation, draws=draws)


def decides(contest: Contest, settings: Settings) -> tuple[Sentence, ...]:
    """When money is in, as people are told before they vote."""
    return (say("The total is the middle of all totals."), TOGETHER)


RULE = Rule(
    name="shares",
    title=wording("Shares of the money"),
    shapes=frozenset({Shape.AMOUNTS}),
    source="Independent markets: Freeman and others, arXiv 1905.00457",
    count=count,
    decides=decides,
)
