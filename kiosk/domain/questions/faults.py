"""Sentences that several kinds say when a choice breaks a limit."""

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks
from kiosk.domain.sentence import Sentence, say, say_many

UNKNOWN = say("This form does not fit the question. Please start again.")


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
