"""One option of several."""

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Shape
from kiosk.domain.questions.form import read_ticked, write_ticked
from kiosk.domain.questions.kind import Kind
from kiosk.domain.questions.limits import UNKNOWN, known_once, longest
from kiosk.domain.sentence import Sentence, say, wording

ONE_ONLY = say("Choose one only.")


def check(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """At most one option."""
    if not known_once(question, marks) or any(number != 1 for _, number in marks):
        return (UNKNOWN,)
    return (ONE_ONLY,) if len(marks) > 1 else ()


def instruction(question: Question) -> Sentence:
    """How to answer."""
    return say("Choose one.")


KIND = Kind(
    name="choose_one",
    title=wording("Choose one"),
    shape=Shape.ONE,
    read=read_ticked,
    fields=write_ticked,
    check=check,
    longest=lambda question: longest(question, 1, 1),
    instruction=instruction,
    can_skip=True,
    shares=True,
    recognisable=False,
    written_as="choose-1",
)
