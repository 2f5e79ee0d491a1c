"""What a kind of question carries: how it is asked, answered, limited, said and shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.assembly import Option, Question
from kiosk.domain.ballot import Marks
from kiosk.domain.colour import Colour
from kiosk.domain.count.contract import Setting, Shape
from kiosk.domain.questions.form import Form
from kiosk.domain.questions.in_words import named, no_summary
from kiosk.domain.sentence import Amount, Sentence


class Entry(StrEnum):
    """How an answer is entered in a form, with scripts and without."""

    TICK = "tick"  # one field for the question; its values are options
    NUMBER = "number"  # a field for each option, with a number in it
    PLACE = "place"  # a field for each place, with an option in it
    AMOUNT = "amount"  # a field for each line that is not locked, with its amount in units


class Unit(StrEnum):
    """What a question gives to its voters, and a ballot uses up."""

    OPTIONS = "options"
    POINTS = "points"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Use:
    """How much of what there is a ballot uses."""

    unit: Unit
    used: Amount
    whole: Amount


def nothing_used(question: Question, marks: Marks) -> tuple[Use, ...]:
    """For kinds that give nothing to use up."""
    return ()


def of_one(question: Question) -> int:
    """For kinds whose marks are all 1."""
    return 1


def no_buttons(question: Question) -> Mapping[Colour, Marks]:
    """For kinds that are answered on a screen only."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A way to ask. Everything that depends on it is here, and nobody asks for its name.

    ``read``: the marks a form holds for the question; rubbish values are left out.
    ``fields``: the form fields that would give these marks, the inverse of ``read``.
    ``check``: what is wrong with marks under the question's limits; blank marks are never wrong.
    ``longest``: marks at least as long, written out, as any valid ones; they size the slots.
    ``answers``: the marks as people read them, a sentence each, in the order of the ballot.
    ``uses``: what the marks use up, for the meters on the page.
    ``changes``: what the voter may ask the kiosk to do with the marks, by the step's name.
    """

    name: str
    title: str  # for the organiser: "Choose one"
    shape: Shape
    entry: Entry = Entry.TICK
    read: Callable[[Question, Form], Marks]
    fields: Callable[[Question, Marks], tuple[tuple[str, str], ...]]
    check: Callable[[Question, Marks], tuple[Sentence, ...]]
    longest: Callable[[Question], Marks]
    instruction: Callable[[Question], Sentence]
    answers: Callable[[Question, Marks], tuple[Sentence, ...]] = named
    summary: Callable[[Question, Marks], Sentence | None] = no_summary  # "$5,000 together"
    highest: Callable[[Question], int] = of_one  # the largest number that one mark may have
    uses: Callable[[Question, Marks], tuple[Use, ...]] = nothing_used
    needs: frozenset[Unit] = frozenset()  # what a meeting's file must give for it
    options: tuple[Option, ...] = ()  # that it brings itself; else the meeting's file has them
    reasons_for: str = ""  # the one of these for which the meeting may list reasons to choose
    buttons: Callable[[Question], Mapping[Colour, Marks]] = no_buttons  # what each chooses
    settings: tuple[Setting, ...] = ()  # of its own, beside those of the rule
    changes: Mapping[str, Callable[[Question, Marks], Marks]] = field(default_factory=dict)
    in_parts: bool = False  # each mark is published apart, for itself: no ballot is, whole
    can_skip: bool = False  # "I skip this question" stands among the options
    takes_several: bool = False  # so that the votes may exceed the voters
    shares: bool = False  # whether a share of the ballots says something about an option
    recognisable: bool = True  # so many ballots differ that one can be ordered and looked for
    looks: Mapping[str, str] = field(default_factory=dict)  # of options in charts: a style's name
    vote_types: tuple[str, ...] = ()  # of Pabulib, whose files ask in this way
    written_as: str = "approval"  # the vote type it is written as
