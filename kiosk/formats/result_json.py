"""A result as the one JSON object that ``kiosk count --json`` writes: exact, never a float."""

from collections.abc import Callable

from kiosk.domain.count.as_json import amount_json
from kiosk.domain.count.contract import Json, Result
from kiosk.domain.count.two_sided.outcome import BudgetOutcome
from kiosk.domain.sentence import Sentence
from kiosk.formats.rounds_json import rounds_json


def result_json(file: str, result: Result, spoken: Callable[[Sentence], str]) -> dict[str, Json]:
    """Everything of the result; ``spoken`` puts its sentences into words."""
    content: dict[str, Json] = {
        "file": file,
        "rule": result.rule,
        "options": dict(result.settings),
        "ballots": {
            "counted": result.counted,
            "blank": result.blank,
            "rejected": result.rejected,
        },
        "winners": [*result.winners],
    }
    if result.cost is not None:
        content["cost"] = amount_json(result.cost)
    if result.budget is not None:
        content |= _both_sides(result.budget)
    scores: dict[str, Json] = {option: amount_json(score) for option, score in result.scores}
    ties: list[Json] = [
        {
            "options": [*tie.options],
            "where": spoken(tie.where),
            "decided_by": tie.decided_by,
            "chosen": [*tie.chosen],
        }
        for tie in result.ties
    ]
    return content | {
        "scores": scores,
        "rounds": [*rounds_json(result)],
        "ties": ties,
        "explanation": [spoken(sentence) for sentence in result.explanation],
    }


def _both_sides(budget: BudgetOutcome) -> dict[str, Json]:
    """The budget with its proof, all amounts in units."""
    content: dict[str, Json] = {
        "amounts": {one.line: one.amount for one in budget.lines},
        "total_spending": budget.spending,
        "total_revenue": budget.revenue,
        "distance": budget.distance,
        "lines": {
            one.line: {"more": one.more, "same": one.same, "less": one.less} for one in budget.lines
        },
        "lot_used_for": [[*lines] for lines in budget.lots],
    }
    if budget.tied_totals is not None:
        content["tied_totals"] = [*budget.tied_totals]
    if budget.line_between is not None:
        content["line_between"] = [*budget.line_between]
    return content
