"""Counting a question of a poll: from ballots to a result by the question's own rule."""

from collections.abc import Iterable

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Ballot
from kiosk.domain.count.contract import Result, contest_of, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import complete
from kiosk.domain.questions import KINDS


def count_question(
    question: Question,
    ballots: Iterable[Ballot],
    *,
    present: int | None,
    members: int | None,
    lot: tuple[str, ...] = (),
    totals: tuple[tuple[int, int], ...] = (),
) -> Result:
    """Count what the ballots say to the question; raises LotNeeded where only a lot decides.

    ``totals``: what they spend, where the ballots are only made of tables.
    """
    rule = RULES[question.rule]
    shape = KINDS[question.kind].shape
    contest = contest_of(question, shape, present=present, members=members, lot=lot, totals=totals)
    merged = merge(ballot.marks(question.id) for ballot in ballots)
    return rule.count(contest, merged, complete(rule, dict(question.settings)))
