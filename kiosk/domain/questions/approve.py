"""As many options as one likes, or up to a limit."""

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Shape
from kiosk.domain.questions.faults import UNKNOWN, too_few, too_many
from kiosk.domain.questions.kind import Kind, known_once, read_ticked, write_ticked
from kiosk.domain.sentence import Sentence


def check(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """No more than the limit, no fewer than the least."""
    if not known_once(question, marks) or any(number != 1 for _, number in marks):
        return (UNKNOWN,)
    return too_many(question, marks) + too_few(question, marks)


KIND = Kind(name="approve", shape=Shape.SOME, read=read_ticked, fields=write_ticked, check=check)
