"""Marks as people read them, for kinds that need no words of their own."""

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks
from kiosk.domain.sentence import Name, Sentence, say


def named(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """The titles of the chosen options, in the order of the ballot."""
    chosen = dict(marks)
    return tuple(_title(option.id) for option in question.options if option.id in chosen)


def numbered(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """The same, each with its number: ``Garden: 3``."""
    given = dict(marks)
    return tuple(
        say("%(option)s: %(number)s", option=Name(option.id), number=given[option.id])
        for option in question.options
        if option.id in given
    )


def no_summary(question: Question, marks: Marks) -> Sentence | None:
    """For kinds whose marks say all by themselves."""
    return None


def _title(option: str) -> Sentence:
    return say("%(option)s", option=Name(option))
