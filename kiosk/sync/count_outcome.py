"""The outcome of a count read back from a record, where nobody can count again."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any

from msgspec import Meta, Struct

from kiosk.domain.count.as_json import outcome_json
from kiosk.domain.count.contract import Result, Tie
from kiosk.domain.sentence import Amount, Sentence, say
from kiosk.sync.payload import read_payload

Id = Annotated[str, Meta(min_length=1, max_length=100)]
Ids = Annotated[tuple[Id, ...], Meta(max_length=5_000)]
Count = Annotated[int, Meta(ge=0, le=10**9)]
Number = int | Annotated[str, Meta(pattern=r"^-?[0-9]{1,60}/[0-9]{1,60}\Z")]

AS_COUNTED = say("as the kiosk counted")  # where it was tied is in no outcome


class TieForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A tie as JSON."""

    options: Ids
    decided_by: Annotated[str, Meta(max_length=100)]
    chosen: Ids


class OutcomeForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``outcome_json`` of a result."""

    rule: Annotated[str, Meta(max_length=100)]
    counted: Count
    blank: Count
    rejected: Count
    winners: Ids
    passed: bool | None
    cost: Number | None
    scores: dict[str, Number]
    ties: Annotated[tuple[TieForm, ...], Meta(max_length=5_000)]


def read_outcome(
    outcome: Mapping[str, Any], *, settings: tuple[tuple[str, str], ...], sentence: Sentence
) -> Result:
    """The result that has exactly this outcome; raises ValueError if none has.

    ``sentence`` stands for the explanation of a count, which is in no outcome.
    """
    form = read_payload(outcome, OutcomeForm)
    found = Result(
        rule=form.rule,
        settings=settings,
        counted=form.counted,
        blank=form.blank,
        rejected=form.rejected,
        winners=form.winners,
        passed=form.passed,
        cost=None if form.cost is None else _amount(form.cost),
        scores=tuple((option, _amount(score)) for option, score in form.scores.items()),
        ties=tuple(Tie(tie.options, AS_COUNTED, tie.decided_by, tie.chosen) for tie in form.ties),
        explanation=(sentence,),
    )
    if outcome_json(found) != outcome:
        raise ValueError("this outcome is not in its one form")
    return found


def _amount(number: int | str) -> Amount:
    try:
        exact = Fraction(number)
    except ZeroDivisionError as fault:
        raise ValueError("a number is divided by zero") from fault
    return exact.numerator if exact.denominator == 1 else exact
