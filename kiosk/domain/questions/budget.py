"""Projects with their costs: choose up to a number, or as many as the money allows."""

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Shape
from kiosk.domain.questions import approve
from kiosk.domain.questions.form import read_ticked, write_ticked
from kiosk.domain.questions.kind import Kind, Unit, Use
from kiosk.domain.questions.limits import longest_ticked
from kiosk.domain.sentence import Amount, Money, Name, Sentence, say, wording


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


def instruction(question: Question) -> Sentence:
    """How to answer."""
    if question.within_budget:
        return say("Choose what you want to fund. Stay within the money.")
    return approve.instruction(question)


def answers(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """The chosen projects with their costs, in the order of the ballot."""
    chosen = dict(marks)
    return tuple(
        say("%(option)s · %(cost)s", option=Name(option.id), cost=Money(option.cost))
        for option in question.options
        if option.id in chosen
    )


def summary(question: Question, marks: Marks) -> Sentence | None:
    """What they cost together."""
    return say("%(spent)s together", spent=Money(spent(question, marks))) if marks else None


def uses(question: Question, marks: Marks) -> tuple[Use, ...]:
    """The projects chosen; with ``within_budget`` also the money."""
    money = Use(Unit.MONEY, spent(question, marks), question.budget)
    return approve.uses(question, marks) + ((money,) if question.within_budget else ())


KIND = Kind(
    name="budget",
    title=wording("Choose projects with costs"),
    shape=Shape.SOME,
    read=read_ticked,
    fields=write_ticked,
    check=check,
    longest=longest_ticked,
    instruction=instruction,
    answers=answers,
    summary=summary,
    uses=uses,
    needs=frozenset({Unit.MONEY}),
    takes_several=True,
    vote_types=("approval", "choose-1"),
)
