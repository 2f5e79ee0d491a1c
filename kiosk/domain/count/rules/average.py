"""The average of all budgets, line by line, in whole units.

Source: the mean of balanced budgets balances; its standing among rules: Elkind, Greger, Lederer,
Suksompong and Teh (arXiv 2307.15586). Largest remainders; equal ones: the line that stands lowest
against last year, then the lot.
"""

from kiosk.domain.count.contract import Ballots, Contest, Result, Rule, Settings, Shape
from kiosk.domain.count.two_sided.averaging import averaged
from kiosk.domain.count.two_sided.balancing import (
    balanced,
    refuse_unbalanced,
    result_of,
    told,
)
from kiosk.domain.count.two_sided.closest import nearest_to_last_year
from kiosk.domain.count.two_sided.wishes import wishes_in
from kiosk.domain.sentence import Sentence, say, wording

AVERAGE = say("Each line gets the average of all budgets.")


def count(contest: Contest, ballots: Ballots, settings: Settings) -> Result:
    """Average the budgets; raises LotNeeded, and NoBalancedBudget if the limits do not meet.

    Without any ballot it is last year's budget, or the nearest that balances.
    """
    both = contest.both_sides
    refuse_unbalanced(both)
    wishes = wishes_in(ballots, both)
    amounts, draws = (averaged if wishes.ballots else nearest_to_last_year)(
        both, wishes, contest.lot
    )
    budget = balanced(both, wishes, amounts, draws=draws)
    explanation = told(both, budget, wishes.ballots, how=(AVERAGE,), draws=draws)
    return result_of(RULE.name, settings, ballots, budget, explanation=explanation, draws=draws)


def decides(contest: Contest, settings: Settings) -> tuple[Sentence, ...]:
    """When money is in, as people are told before they vote."""
    return (AVERAGE,)


RULE = Rule(
    name="average",
    title=wording("Average of all budgets"),
    shapes=frozenset({Shape.AMOUNTS}),
    source="Arithmetic mean, largest remainders: Elkind and others, arXiv 2307.15586",
    count=count,
    decides=decides,
)
