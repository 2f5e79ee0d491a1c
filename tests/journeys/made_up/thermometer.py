"""A kind that nobody planned for: up to so many degrees for each option."""

from kiosk.domain.colour import Colour
from kiosk.domain.count.contract import Setting, Shape
from kiosk.domain.questions.form import read_numbers, write_numbers
from kiosk.domain.questions.kind import Entry, Kind
from kiosk.domain.questions.limits import UNKNOWN, known_once, longest
from kiosk.domain.questions.own_settings import setting_of
from kiosk.domain.sentence import Name, say, wording

HOTTEST = Setting("hottest", "10", "the most degrees", form="integer", least=1, most=100)


def hottest(question):
    return int(setting_of(question, HOTTEST))


def check(question, marks):
    if not known_once(question, marks):
        return (UNKNOWN,)
    return tuple(
        say("%(option)s is too hot.", option=Name(option))
        for option, number in marks
        if number > hottest(question)
    )


def answers(question, marks):
    return tuple(
        say("%(option)s at %(number)s degrees", option=Name(option), number=number)
        for option, number in marks
    )


def buttons(question):
    first, *_, last = question.options
    return {
        Colour.GREEN: ((first.id, hottest(question)),),
        Colour.RED: ((last.id, hottest(question)),),
    }


KIND = Kind(
    name="thermometer",
    title=wording("Give degrees"),
    shape=Shape.POINTS,
    entry=Entry.NUMBER,
    read=read_numbers,
    fields=write_numbers,
    check=check,
    longest=lambda question: longest(question, len(question.options), hottest(question)),
    instruction=lambda question: say("Warm them up, to %(most)s at most.", most=hottest(question)),
    answers=answers,
    highest=hottest,
    buttons=buttons,
    settings=(HOTTEST,),
    takes_several=True,
    looks={"o1": "yes", "o60": "no"},
)
