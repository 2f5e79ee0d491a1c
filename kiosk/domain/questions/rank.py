"""Options put in order of preference."""

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.count.contract import Shape
from kiosk.domain.questions.form import Form, name_of
from kiosk.domain.questions.kind import Entry, Kind
from kiosk.domain.questions.limits import UNKNOWN, longest, too_many
from kiosk.domain.sentence import Name, Sentence, say, wording


def read(question: Question, form: Form) -> Marks:
    """The option named in the field of each place; places left out are closed up."""
    named = []
    for place in range(1, len(question.options) + 1):
        option = next(iter(form.get(name_of(question, str(place)), ())), "")
        if option in question.option_ids:
            named.append(option)
    return in_order((option, place) for place, option in enumerate(named, start=1))


def fields(question: Question, marks: Marks) -> tuple[tuple[str, str], ...]:
    """One field for each place."""
    return tuple((name_of(question, str(place)), option) for option, place in marks)


def check(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """Places 1, 2, 3 ... without a gap, each option once."""
    places = [place for _, place in marks]
    if not {option for option, _ in marks} <= question.option_ids or places != list(
        range(1, len(marks) + 1)
    ):
        return (UNKNOWN,)
    named = [option for option, _ in marks]
    twice = sorted({option for option in named if named.count(option) > 1})
    faults = tuple(say("%(option)s stands twice. Keep one.", option=Name(o)) for o in twice)
    return faults + too_many(question, marks)


def instruction(question: Question) -> Sentence:
    """How to answer."""
    return say("Tap the options in your order of preference.")


def answers(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """The options with their places, the best first."""
    return tuple(
        say("%(place)s. %(option)s", place=str(place), option=Name(option))
        for option, place in marks
    )


KIND = Kind(
    name="rank",
    title=wording("Put in order"),
    shape=Shape.RANKING,
    entry=Entry.PLACE,
    read=read,
    fields=fields,
    check=check,
    longest=lambda question: longest(question, question.limit, len(question.options)),
    instruction=instruction,
    answers=answers,
    highest=lambda question: len(question.options),
    vote_types=("ordinal",),
    written_as="ordinal",
)
