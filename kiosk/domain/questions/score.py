"""A score for each option, from 0 to a highest one that the meeting chooses."""

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Setting, Shape
from kiosk.domain.questions.form import read_numbers, write_numbers
from kiosk.domain.questions.in_words import numbered
from kiosk.domain.questions.kind import Entry, Kind
from kiosk.domain.questions.limits import UNKNOWN, known_once, longest
from kiosk.domain.questions.own_settings import setting_of
from kiosk.domain.sentence import Name, Sentence, say, wording

HIGHEST = Setting(
    "highest",
    "5",
    "the best score that an option can have",
    form="integer",
    least=1,
    most=100,  # more steps than people tell apart
)


def highest(question: Question) -> int:
    """The best score that an option can have."""
    return int(setting_of(question, HIGHEST))


def check(question: Question, marks: Marks) -> tuple[Sentence, ...]:
    """No score above the highest."""
    if not known_once(question, marks):
        return (UNKNOWN,)
    most = highest(question)
    return tuple(
        say("%(option)s: at most %(highest)s.", option=Name(option), highest=most)
        for option, number in marks
        if number > most
    )


def instruction(question: Question) -> Sentence:
    """How to answer."""
    return say("Give each from 0 to %(highest)s. More is better.", highest=highest(question))


KIND = Kind(
    name="score",
    title=wording("Give each a score"),
    shape=Shape.POINTS,
    entry=Entry.NUMBER,
    read=read_numbers,
    fields=write_numbers,
    check=check,
    longest=lambda question: longest(question, len(question.options), highest(question)),
    instruction=instruction,
    answers=numbered,
    highest=highest,
    settings=(HIGHEST,),
    takes_several=True,
)
