"""One question as its template shows it, whatever its kind."""

from dataclasses import dataclass

from kiosk.presentation.views.both_sides import BothSidesView


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRow:
    """One option of a question."""

    anchor: str  # id of its form control, "q1-garden"
    field: str  # name of its form control
    value: str  # what the control sends when chosen
    title: str
    detail: str = ""
    cost: str = ""  # as money is written here; empty: the question is not about money
    price: str = ""  # the same as a plain number, for the script that adds up; "12000" or "25/2"
    chosen: bool = False
    points: str = ""  # the points given, kind points; empty: none
    look: str = ""  # of a big vote: the name of its style and its icon
    wrong: bool = False  # a fault points here


@dataclass(frozen=True, slots=True, kw_only=True)
class RankPlace:
    """One place of a ranking, filled by a list to choose from when there are no scripts."""

    anchor: str
    field: str  # "board.1"
    label: str  # "1st choice"
    options: tuple[OptionRow, ...]  # ``chosen`` on the one that stands in this place


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """How much is used of what there is: options to choose, points to give, money to spend.

    ``used``, ``left`` and ``whole`` are written out; the plain numbers feed the bar and the script.
    """

    used: str
    left: str
    whole: str
    used_number: str
    whole_number: str
    percent: int  # of the bar, 0 to 100
    over: bool = False
    money_sample: str = ""  # 1234567 as money is written here, for the script to write alike


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question with its options; which parts are filled depends on the kind."""

    id: str
    template: str  # "questions/yes_no.html"
    title: str
    detail: str = ""
    instruction: str = ""  # "Choose up to 5."
    more: bool = False  # the question or an option has a detail to read
    decides: str = ""  # how the rule decides, in one sentence
    conditions: str = ""  # what must be met too
    options: tuple[OptionRow, ...]
    reasons: tuple[OptionRow, ...] = ()  # to choose in the place of a big vote
    skip: OptionRow | None = None  # "I skip this question", for kinds that choose one
    counter: Meter | None = None  # options chosen of those that may be
    money: Meter | None = None  # money used of the budget, where the ballot must fit it
    highest: str = ""  # number that one option can be given, where there are numbers to give
    points: Meter | None = None  # points given of those there are
    places: tuple[RankPlace, ...] = ()  # of a ranking
    both_sides: BothSidesView | None = None  # of a budget
    faults: tuple[str, ...] = ()
