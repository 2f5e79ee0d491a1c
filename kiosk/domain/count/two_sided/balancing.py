"""What the rules for both sides of a budget have in common: from amounts to a result."""

from collections.abc import Mapping, Sequence

from kiosk.domain.both_sides import BothSides, Side
from kiosk.domain.count.contract import Ballots, Result, Settings, Tie
from kiosk.domain.count.two_sided.favoured import Favoured
from kiosk.domain.count.two_sided.outcome import (
    BudgetOutcome,
    distance_of,
    line_outcomes,
    proved_by,
)
from kiosk.domain.count.two_sided.wishes import Wishes
from kiosk.domain.errors import NoBalancedBudget
from kiosk.domain.sentence import Money, Name, Names, Sentence, say, say_many


def refuse_unbalanced(both: BothSides) -> None:
    """Raises NoBalancedBudget if the limits of the two sides do not meet."""
    if both.least > both.most:
        raise NoBalancedBudget


def balanced(
    both: BothSides,
    wishes: Wishes,
    amounts: Mapping[str, int],
    *,
    tied_totals: tuple[int, int] | None = None,
    draws: Sequence[Favoured],
) -> BudgetOutcome:
    """The outcome with its numbers. ``tied_totals``: of the rule that one number proves."""
    outcomes = line_outcomes(wishes.tables, amounts)
    spending, revenue = (both.total(side, amounts) for side in (Side.SPENDING, Side.REVENUE))
    return BudgetOutcome(
        lines=outcomes,
        spending=spending,
        revenue=revenue,
        distance=distance_of(wishes.tables, amounts),
        tied_totals=tied_totals,
        line_between=proved_by(both.lines, outcomes, wishes.ballots) if tied_totals else None,
        lots=tuple(draw.tied for draw in draws if draw.tied),
    )


def result_of(
    rule: str,
    settings: Settings,
    ballots: Ballots,
    budget: BudgetOutcome,
    *,
    explanation: tuple[Sentence, ...],
    draws: Sequence[Favoured],
) -> Result:
    """The result of a rule; its scores are the amounts, in units."""
    return Result(
        rule=rule,
        settings=tuple(settings.items()),
        counted=ballots.total,
        blank=ballots.blank,
        rejected=ballots.rejected,
        scores=tuple((one.line, one.amount) for one in budget.lines),
        budget=budget,
        ties=tuple(
            Tie(draw.tied, say("the last of the money"), "lot", draw.chosen)
            for draw in draws
            if draw.tied
        ),
        explanation=explanation,
    )


def told(
    both: BothSides,
    budget: BudgetOutcome,
    ballots: int,
    *,
    how: Sequence[Sentence],
    draws: Sequence[Favoured],
) -> tuple[Sentence, ...]:
    """The explanation: how many budgets there were, how they were counted, what each line got."""
    if not ballots:
        return (
            say("Nobody made a budget. So last year\u2019s stays, or the nearest that balances."),
            _sums(both, budget),
        )
    counted = say_many(
        "%(number)s budget was counted.", "%(number)s budgets were counted.", ballots
    )
    lines = _line_by_line(both, budget)
    return (counted, *how, *_by_lot(draws), *lines, _sums(both, budget))


def _by_lot(draws: Sequence[Favoured]) -> tuple[Sentence, ...]:
    """Where nothing else decided."""
    return tuple(
        say(
            "%(tied)s were equal, so the lot chose %(chosen)s.",
            tied=Names(draw.tied),
            chosen=Names(draw.chosen),
        )
        for draw in draws
        if draw.tied
    )


def _sums(both: BothSides, budget: BudgetOutcome) -> Sentence:
    return say(
        "Money out is %(spending)s, money in is %(revenue)s.",
        spending=Money(both.sum_in_money(Side.SPENDING, budget.spending)),
        revenue=Money(both.sum_in_money(Side.REVENUE, budget.revenue)),
    )


def _line_by_line(both: BothSides, budget: BudgetOutcome) -> tuple[Sentence, ...]:
    """How the wishes for each line that changes since last year stand to what it gets."""
    free = {line.id: line for line in both.free}
    return tuple(
        say(
            "%(line)s: %(amount)s. %(more)s wanted more, %(same)s this much, %(less)s less.",
            line=Name(one.line),
            amount=Money(both.money(free[one.line], one.amount)),
            more=one.more,
            same=one.same,
            less=one.less,
        )
        for one in budget.lines
        if one.line in free and one.amount != free[one.line].last_year
    )
