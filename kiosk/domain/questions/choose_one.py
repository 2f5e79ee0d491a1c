"""One option of several."""

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Shape
from kiosk.domain.questions.faults import UNKNOWN
from kiosk.domain.questions.kind import Kind, known_once, read_ticked, write_ticked
from kiosk.domain.sentence import Sentence, say

ONE_ONLY = say("Choose one only.")


def check(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """At most one option."""
    if not known_once(question, marks) or any(number != 1 for _, number in marks):
        return (UNKNOWN,)
    return (ONE_ONLY,) if len(marks) > 1 else ()


KIND = Kind(
    name="choose_one",
    shape=Shape.ONE,
    read=read_ticked,
    fields=write_ticked,
    check=check,
    recognisable=False,
)
