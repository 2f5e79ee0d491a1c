"""The outcome of a count as JSON: what two programs must agree on, without any wording."""

from fractions import Fraction

from kiosk.domain.count.contract import Json, Result
from kiosk.domain.sentence import Amount


def amount_json(amount: Amount) -> int | str:
    """An integer as it is, another number as a text like ``4213/3``: never a float."""
    exact = Fraction(amount)
    return exact.numerator if exact.denominator == 1 else f"{exact.numerator}/{exact.denominator}"


def outcome_json(result: Result) -> dict[str, Json]:
    """Winners, numbers and ties of a result.

    Explanation and rounds are left out: whoever counts again gets them anew, in their language.
    So are the settings, which the question itself carries.
    """
    ties: list[Json] = [
        {"options": [*tie.options], "decided_by": tie.decided_by, "chosen": [*tie.chosen]}
        for tie in result.ties
    ]
    return {
        "rule": result.rule,
        "counted": result.counted,
        "blank": result.blank,
        "rejected": result.rejected,
        "winners": [*result.winners],
        "passed": result.passed,
        "cost": None if result.cost is None else amount_json(result.cost),
        "scores": {option: amount_json(score) for option, score in result.scores},
        "ties": ties,
    }
