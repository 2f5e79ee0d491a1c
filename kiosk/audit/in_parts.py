"""Ballots of a budget that are published in parts: whether its tables fit, and what they count."""

from collections.abc import Mapping

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Ballot, Choice
from kiosk.domain.count.two_sided.wishes import marks_of
from kiosk.domain.questions import KINDS
from kiosk.domain.record import RecordRefused
from kiosk.domain.sentence import Amount, Sentence, say
from kiosk.sync.closing import Amounts, Closing

MOST_WISHES = 8_000_000
"""Ballots times lines: 200,000 budgets of 40 lines, which take some hundred megabytes."""


def is_in_parts(question: Question) -> bool:
    """Whether ballots of the question are published as tables only."""
    kind = KINDS.get(question.kind)
    return kind is not None and kind.in_parts


def parts_of(question: Question, closing: Closing) -> tuple[Ballot, ...] | None:
    """Ballots that have the published wishes, and the blank ones; None where none are published.

    Raises RecordRefused where the tables do not fit, before a number in them fills the memory.
    """
    if not is_in_parts(question) or closing.wishes is None:
        return None
    if not _fit(question, closing):
        raise RecordRefused(unfit_parts(question))
    if len(closing.commitments) * len(question.both_sides.free) > MOST_WISHES:
        many = say("%(poll)s holds too many ballots to count them again.", poll=closing.poll)
        raise RecordRefused(many)
    made = tuple(
        Ballot((Choice(question.id, marks),)) for marks in marks_of(dict(closing.wishes.lines))
    )
    return (*made, *[Ballot((Choice(question.id),))] * closing.blank)


def can_be_stated(question: Question, scores: Mapping[str, Amount]) -> bool:
    """Whether these amounts are a budget: each line's, within its limits, in balance.

    Of any other question nothing is said here.
    """
    if not is_in_parts(question):
        return True
    both = question.both_sides
    amounts = {line: int(amount) for line, amount in scores.items() if amount == int(amount)}
    whole = amounts.keys() == scores.keys() == both.start.keys()
    return (
        whole
        and all(line.within(amounts[line.id]) == amounts[line.id] for line in both.lines)
        and not both.gap(amounts)
    )


def unfit_parts(question: Question) -> Sentence:
    """That the tables cannot be those of the ballots."""
    return say("The tables of %(question)s do not fit its ballots.", question=question.id)


def parts_fit(question: Question, closing: Closing) -> bool:
    """Whether there are no tables, or each line has one that such ballots can give."""
    return closing.wishes is None or _fit(question, closing)


def _fit(question: Question, closing: Closing) -> bool:
    assert closing.wishes
    free, wishes = question.both_sides.free, closing.wishes
    number = len(closing.commitments) - closing.blank
    limits = [(line.floor, line.ceiling) for line in free]
    both = question.both_sides
    return (
        [line for line, _ in wishes.lines] == [line.id for line in free]
        and all(
            _holds(table, number, low, high)
            for (_, table), (low, high) in zip(wishes.lines, limits, strict=True)
        )
        and _holds(wishes.totals, number, both.least, both.most)
    )


def _holds(table: Amounts, number: int, low: int, high: int) -> bool:
    amounts = [amount for amount, _ in table]
    return (
        sum(copies for _, copies in table) == number
        and all(low <= amount <= high for amount in amounts)
        and amounts == sorted(set(amounts))
    )
