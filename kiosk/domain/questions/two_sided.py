"""Both sides of a budget: how much each line gets, and how much each one raises, in balance."""

from collections.abc import Callable

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.both_sides import Line, Side
from kiosk.domain.count.contract import Shape
from kiosk.domain.questions.form import KEEP, Form, name_of
from kiosk.domain.questions.kind import Entry, Kind
from kiosk.domain.questions.limits import UNKNOWN
from kiosk.domain.sentence import Money, Name, Sentence, say, say_many, wording
from kiosk.domain.spreading import spread

DIGITS = 16  # longer than any amount in units; a longer number is rubbish


def read(question: Question, form: Form) -> Marks:
    """The amount of each line in units; none where nothing was changed and nothing is kept.

    Whoever leaves every line as last year has perhaps not answered: it is a budget only where
    the form says that last year's is meant.
    """
    marks = in_order(
        (line.id, _amount(line, form[name][0]))
        for line in question.both_sides.free
        if form.get(name := name_of(question, line.id))
    )
    if _kept(question, marks) and not form.get(name_of(question, KEEP)):
        return ()
    return marks


def fields(question: Question, marks: Marks) -> tuple[tuple[str, str], ...]:
    """A field for each line; and that last year's budget is kept, where it is."""
    given = tuple((name_of(question, line), str(amount)) for line, amount in marks)
    return (*given, (name_of(question, KEEP), "yes")) if _kept(question, marks) else given


def check(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """Every line within its limits, and both sides in balance."""
    if not marks:
        return ()
    both, given = question.both_sides, dict(marks)
    whole = len(given) == len(marks) and given.keys() == {line.id for line in both.free}
    if not whole or any(line.within(given[line.id]) != given[line.id] for line in both.free):
        return (UNKNOWN,)
    gap = both.gap(both.amounts(given)) * both.unit
    if gap < 0:
        return (say("You are %(money)s short. Raise more, or spend less.", money=Money(-gap)),)
    if gap > 0:
        return (say("%(money)s is left over. Spend it, or raise less.", money=Money(gap)),)
    return ()


def instruction(question: Question) -> Sentence:
    """How to answer."""
    return say("Change what you want to change. Money in and money out must be equal.")


def answers(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """Every line that is changed, and how many stay as they were."""
    if not marks:
        return ()
    given = dict(marks)
    changed = [
        line
        for line in question.both_sides.free
        if given.get(line.id, line.last_year) != line.last_year
    ]
    kept = len(given) - len(changed)
    stay = say_many(
        "%(number)s line stays as last year.", "%(number)s lines stay as last year.", kept
    )
    if not changed:
        return (say("Last year\u2019s budget, as it is."),)
    return (
        *(_change(question, line, given[line.id]) for line in changed),
        stay,
    )


def _change(question: Question, line: Line, amount: int) -> Sentence:
    both = question.both_sides
    name, now = Name(line.id), Money(both.money(line, amount))
    more = (amount - line.last_year) * both.unit
    if more > 0:
        return say("%(line)s: %(more)s more. Now %(now)s.", line=name, now=now, more=Money(more))
    return say("%(line)s: %(less)s less. Now %(now)s.", line=name, now=now, less=Money(-more))


def spread_over(side: Side) -> Callable[[Question, Marks], Marks]:
    """What the step does that spreads the rest over a side."""

    def change(question: Question, marks: Marks) -> Marks:
        both = question.both_sides
        amounts = spread(both, both.amounts(dict(marks)), side)
        return in_order((line.id, amounts[line.id]) for line in both.free)

    return change


def longest(question: Question) -> Marks:
    """Every line with its longest amount."""
    return in_order(
        (line.id, max(line.floor, line.ceiling, key=lambda amount: len(str(amount))))
        for line in question.both_sides.free
    )


def _kept(question: Question, marks: Marks) -> bool:
    """Whether every line is named, each where ballots start."""
    free = question.both_sides.free
    return bool(marks) and dict(marks) == {line.id: line.start for line in free}


def _amount(line: Line, typed: str) -> int:
    bare = typed.strip()
    digits = bare.removeprefix("-")
    if digits.isascii() and digits.isdigit() and len(digits) <= DIGITS:
        return int(bare)
    return line.ceiling + 1  # what cannot be read is refused, and never passes for a blank ballot


KIND = Kind(
    name="two_sided",
    title=wording("Money in and money out"),
    shape=Shape.AMOUNTS,
    entry=Entry.AMOUNT,
    read=read,
    fields=fields,
    check=check,
    longest=longest,
    instruction=instruction,
    answers=answers,
    changes={side.value: spread_over(side) for side in Side},
    in_parts=True,
)
