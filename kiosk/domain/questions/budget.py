"""Projects with their costs: choose up to a number, or as many as the money allows."""

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Shape
from kiosk.domain.questions import approve
from kiosk.domain.questions.kind import Kind, read_ticked, write_ticked
from kiosk.domain.sentence import Amount, Money, Sentence, say


def spent(question: Question, marks: Marks) -> Amount:
    """What the chosen projects cost together."""
    costs = {option.id: option.cost for option in question.options}
    return sum((costs[option] for option, _ in marks if option in costs), start=0)


def check(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """The limits of approval; with ``within_budget`` also the money."""
    faults = approve.check(question, marks)
    over = spent(question, marks) - question.budget
    if question.within_budget and over > 0:
        faults += (say("That is %(over)s more than there is. Remove something.", over=Money(over)),)
    return faults


KIND = Kind(name="budget", shape=Shape.SOME, read=read_ticked, fields=write_ticked, check=check)
