"""The fields of a submitted form that belong to a question."""

from collections.abc import Mapping, Sequence

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks, in_order

Form = Mapping[str, Sequence[str]]
"""A submitted form: field name to its values in order. Fields of a question begin with its id."""

KEEP = ".keep"
"""The part of a form that says: as it is. No option has such an id."""

DIGITS = 6  # longer than any number of points; a longer number is rubbish


def name_of(question: Question, part: str = "") -> str:
    """The form field of a question, or of one of its parts (an option, a rank)."""
    return f"{question.id}.{part}" if part else question.id


def read_ticked(question: Question, form: Form) -> Marks:
    """The options ticked in the field that is named like the question, each once."""
    ticked = question.option_ids.intersection(form.get(name_of(question), ()))
    return tuple((option, 1) for option in sorted(ticked))


def write_ticked(question: Question, marks: Marks) -> tuple[tuple[str, str], ...]:
    """One field for each ticked option."""
    return tuple((name_of(question), option) for option, _ in marks)


def read_numbers(question: Question, form: Form) -> Marks:
    """The number in the field of each option; empty, zero and rubbish are no mark."""
    marks = []
    for option in question.options:
        typed = next(iter(form.get(name_of(question, option.id), ())), "").strip()
        if typed.isascii() and typed.isdigit() and len(typed) <= DIGITS and int(typed):
            marks.append((option.id, int(typed)))
    return in_order(marks)


def write_numbers(question: Question, marks: Marks) -> tuple[tuple[str, str], ...]:
    """One field for each option that has a number."""
    return tuple((name_of(question, option), str(number)) for option, number in marks)
