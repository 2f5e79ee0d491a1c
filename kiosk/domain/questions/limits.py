"""Limits that several kinds share: what breaks them, and the longest marks within them."""

import json

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.sentence import Sentence, say, say_many

UNKNOWN = say("This form does not fit the question. Please start again.")


def known_once(question: Question, marks: Marks) -> bool:
    """Whether every mark names an option of the question, none twice, with a number above 0."""
    named = [option for option, _ in marks]
    return (
        question.option_ids.issuperset(named)
        and len(set(named)) == len(named)
        and all(number > 0 for _, number in marks)
    )


def too_many(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """More options chosen than the question allows."""
    over = len(marks) - question.limit
    if over <= 0:
        return ()
    return (
        say_many(
            "You chose %(chosen)s of %(limit)s. Remove %(number)s.",
            "You chose %(chosen)s of %(limit)s. Remove %(number)s.",
            over,
            chosen=len(marks),
            limit=question.limit,
        ),
    )


def too_few(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """Fewer options chosen than the question asks for; a blank answer is allowed."""
    if not marks or len(marks) >= question.least:
        return ()
    return (
        say_many(
            "Choose at least %(number)s, or skip this question.",
            "Choose at least %(number)s, or skip this question.",
            question.least,
        ),
    )


def longest(question: Question, most: int, number: int) -> Marks:
    """So many options with the longest ids, each with that number."""
    # Written out, not characters but bytes count: an id may hold letters of several bytes.
    by_length = sorted(
        question.options,
        key=lambda option: -len(json.dumps(option.id, ensure_ascii=False).encode()),
    )
    return in_order((option.id, number) for option in by_length[:most])


def longest_ticked(question: Question) -> Marks:
    """As many options as may be ticked."""
    return longest(question, question.limit, 1)
