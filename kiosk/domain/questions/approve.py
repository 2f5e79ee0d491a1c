"""As many options as one likes, or up to a limit."""

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Shape
from kiosk.domain.questions.form import read_ticked, write_ticked
from kiosk.domain.questions.kind import Kind, Unit, Use
from kiosk.domain.questions.limits import UNKNOWN, known_once, longest_ticked, too_few, too_many
from kiosk.domain.sentence import Sentence, say, say_many, wording


def check(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """No more than the limit, no fewer than the least."""
    if not known_once(question, marks) or any(number != 1 for _, number in marks):
        return (UNKNOWN,)
    return too_many(question, marks) + too_few(question, marks)


def instruction(question: Question) -> Sentence:
    """How to answer."""
    if question.limit >= len(question.options):
        return say("Choose as many as you like.")
    return say_many("Choose up to %(number)s.", "Choose up to %(number)s.", question.limit)


def uses(question: Question, marks: Marks) -> tuple[Use, ...]:
    """The options chosen of those that may be."""
    return (Use(Unit.OPTIONS, len(marks), question.limit),)


KIND = Kind(
    name="approve",
    title=wording("Choose several"),
    shape=Shape.SOME,
    read=read_ticked,
    fields=write_ticked,
    check=check,
    longest=longest_ticked,
    instruction=instruction,
    uses=uses,
    takes_several=True,
    shares=True,
)
