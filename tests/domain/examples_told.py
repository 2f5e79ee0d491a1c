"""Small elections written in a line, and everything that a count of one tells, as plain text.

    python tests/domain/tell_examples.py

writes the texts in ``counts_told`` anew; read the difference before keeping it.
"""

import gettext
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from told_rounds import told_rounds

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.both_sides import NO_SIDES, BothSides
from kiosk.domain.count.as_json import outcome_json
from kiosk.domain.count.contract import Ballots, Contest, Result, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import complete
from kiosk.domain.errors import LotNeeded, Refused
from kiosk.domain.sentence import Amount, Sentence
from kiosk.domain.text import plain
from kiosk.domain.wording import spoken

FOLDER = Path(__file__).parent / "counts_told"
REJECTED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An election: ``options`` like ``a:3 b``, ``ballots`` like ``3 a>b>>c=d; 2 a b; 1 a*4``.

    A number, then marks: ``>`` between places, ``=`` in one place, ``*`` before points. ``more``:
    the rest of the contest, such as the seats.
    """

    title: str
    rule: str
    options: str
    ballots: str
    shape: Shape
    given: dict[str, str] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


def counted(example: Example) -> Result:
    """The example counted; raises whatever the rule refuses."""
    rule = RULES[example.rule]
    settings = complete(rule, example.given)
    return rule.count(_contest(example), ballots_of(example.ballots), settings)


def decides(example: Example) -> tuple[Sentence, ...]:
    """What is said before the vote; raises BadSetting."""
    rule = RULES[example.rule]
    return rule.decides(_contest(example), complete(rule, example.given))


def _contest(example: Example) -> Contest:
    options = tuple(
        Option(name, plain(name.upper()), cost=amount(cost or "0"))
        for name, _, cost in (word.partition(":") for word in example.options.split())
    )
    return Contest(options=options, shape=example.shape, **example.more)


def amount(text: str) -> Amount:
    """The sum that the text writes, whole ones as files have them."""
    exact = Fraction(text)
    return int(exact) if exact.denominator == 1 else exact


def ballots_of(text: str) -> Ballots:
    """The ballots that the line writes, and two invalid ones."""
    papers: list[Marks] = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        number, _, marks = part.partition(" ")
        papers += [in_order(_marks(marks))] * int(number)
    return merge(papers, rejected=REJECTED)


def _marks(text: str) -> Iterator[tuple[str, int]]:
    if ">" in text or "=" in text:
        for place, names in enumerate(text.split(">"), start=1):
            yield from ((name, place) for name in names.split("=") if name.strip())
        return
    for word in text.split():
        name, _, points = word.partition("*")
        yield name, int(points or 1)


def said(sentence: Sentence) -> str:
    """The sentence in English; names stand in brackets, sums after a sign."""
    return spoken(
        sentence, gettext.NullTranslations(), name_of=lambda o: f"[{o}]", money=lambda m: f"€{m}"
    )


def told(example: Example) -> str:
    """The example and its whole result, or the refusal, line by line."""
    more = {k: v for k, v in example.more.items() if k != "both_sides"}
    given = ", ".join(f"{k}={v}" for k, v in (example.given | more).items())
    head = [f"== {example.title}", f"{example.rule} {given}".strip()]
    head.append(f"{example.options} | {example.ballots}")
    head += _lines_of(example.more.get("both_sides", NO_SIDES))
    try:
        before = [f"before: {said(sentence)}" for sentence in decides(example)]
        lines = [*before, *_lines(counted(example))]
    except LotNeeded as refused:
        lines = ["needs a lot between " + " ".join(refused.options)]
    except Refused as refused:
        lines = [f"refused, {type(refused).__name__}: {refused}"]
    return "\n".join([*head, *lines, "", ""])


def _lines_of(both: BothSides) -> Iterator[str]:
    for one in both.lines:
        yield f"{one.side} {one.id}: {one.floor} to {one.ceiling}, last year {one.last_year}"
    if both.lines:
        yield f"opening {both.opening}, unit {both.unit}"


def _lines(result: Result) -> Iterator[str]:
    outcome: dict[str, Any] = {**outcome_json(result)}
    ties, scores = outcome.pop("ties"), outcome.pop("scores")
    yield "settings " + ", ".join(f"{key}={value}" for key, value in result.settings)
    yield "outcome " + json.dumps(outcome)
    yield "scores " + json.dumps(scores)
    for tie, written in zip(result.ties, ties, strict=True):
        yield f"tie at {said(tie.where)}: {json.dumps(written)}"
    yield from (f"says {said(sentence)}" for sentence in result.explanation)
    yield from (f"why not {option}: {said(sentence)}" for option, sentence in result.reasons)
    yield from (f"round {json.dumps(one)}" for one in told_rounds(result))
    if result.budget is not None:
        yield f"budget {json.dumps(asdict(result.budget))}"


def sentences(result: Result) -> Iterator[Sentence]:
    """Everything that the result says."""
    yield from result.explanation
    yield from (sentence for _, sentence in result.reasons)
    yield from (tie.where for tie in result.ties)


def written(text: str) -> list[str]:
    """The examples that a kept text holds."""
    return [f"== {part}" for part in text.split("== ")[1:]]
