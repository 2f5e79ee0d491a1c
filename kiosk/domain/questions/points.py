"""A number of points to give to the options."""

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.count.contract import Shape
from kiosk.domain.questions.faults import UNKNOWN, too_few
from kiosk.domain.questions.kind import Form, Kind, known_once, name_of
from kiosk.domain.sentence import Sentence, say_many

DIGITS = 6  # longer than any number of points; a longer number is rubbish


def read(question: Question, form: Form) -> Marks:
    """The points in the field of each option; empty, zero and rubbish are no mark."""
    marks = []
    for option in question.options:
        typed = next(iter(form.get(name_of(question, option.id), ())), "").strip()
        if typed.isascii() and typed.isdigit() and len(typed) <= DIGITS and int(typed):
            marks.append((option.id, int(typed)))
    return in_order(marks)


def fields(question: Question, marks: Marks) -> tuple[tuple[str, str], ...]:
    """One field for each option that has points."""
    return tuple((name_of(question, option), str(number)) for option, number in marks)


def check(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """No more points than there are to give."""
    if not known_once(question, marks):
        return (UNKNOWN,)
    over = sum(number for _, number in marks) - question.points
    faults = too_few(question, marks)
    if over > 0:
        faults += (
            say_many(
                "That is %(number)s point too many. You have %(points)s to give.",
                "That is %(number)s points too many. You have %(points)s to give.",
                over,
                points=question.points,
            ),
        )
    return faults


KIND = Kind(name="points", shape=Shape.POINTS, read=read, fields=fields, check=check)
