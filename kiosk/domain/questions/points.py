"""A number of points to give to the options."""

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Shape
from kiosk.domain.questions.form import read_numbers, write_numbers
from kiosk.domain.questions.in_words import numbered
from kiosk.domain.questions.kind import Entry, Kind, Unit, Use
from kiosk.domain.questions.limits import UNKNOWN, known_once, longest, too_few
from kiosk.domain.sentence import Sentence, say_many, wording


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


def instruction(question: Question) -> Sentence:
    """How to answer."""
    return say_many(
        "You have %(number)s point to give.", "You have %(number)s points to give.", question.points
    )


def uses(question: Question, marks: Marks) -> tuple[Use, ...]:
    """The points given of those there are."""
    return (Use(Unit.POINTS, sum(number for _, number in marks), question.points),)


KIND = Kind(
    name="points",
    title=wording("Give points"),
    shape=Shape.POINTS,
    entry=Entry.NUMBER,
    read=read_numbers,
    fields=write_numbers,
    check=check,
    longest=lambda question: longest(question, len(question.options), question.points),
    instruction=instruction,
    answers=numbered,
    highest=lambda question: question.points,
    uses=uses,
    needs=frozenset({Unit.POINTS}),
    takes_several=True,
    vote_types=("cumulative", "scoring"),
    written_as="cumulative",
)
