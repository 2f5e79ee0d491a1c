"""What every counting rule takes and gives: the contract between ballots, rules and results."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.assembly import Option, Question
from kiosk.domain.ballot import Marks
from kiosk.domain.both_sides import NO_SIDES, BothSides
from kiosk.domain.count.rounds import Round
from kiosk.domain.count.two_sided.outcome import BudgetOutcome
from kiosk.domain.sentence import Amount, Sentence


class Shape(StrEnum):
    """What the numbers in a ballot's marks mean."""

    ONE = "one"  # at most one option, number 1
    SOME = "some"  # any number of options, each number 1
    POINTS = "points"  # the points given to an option
    RANKING = "ranking"  # the option's place, 1 is first; equal numbers share a place
    AMOUNTS = "amounts"  # what a line of the budget gets, in units; only locked lines are left out


CHOOSING = frozenset(Shape) - {Shape.AMOUNTS}
"""The shapes of ballots that choose among options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """What a rule must know beside the ballots.

    ``lot`` is the drawn order of all options, fixed before the count: of two tied options the
    one that stands earlier wins. Empty: no lot was drawn, and a tie that needs one refuses
    the count (LotNeeded).
    """

    options: tuple[Option, ...]
    shape: Shape
    budget: Amount = 0
    both_sides: BothSides = NO_SIDES  # whose lines are the options, where ballots are amounts
    totals: tuple[tuple[int, int], ...] = ()  # what they spend, where only tables are at hand
    most: int = 0  # options that one ballot may name; 0: all
    seats: int = 1
    present: int | None = None
    members: int | None = None
    lot: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The option ids in the order of the ballot, which never decides anything."""
        return tuple(option.id for option in self.options)


@dataclass(frozen=True, slots=True)
class Ballots:
    """The marks of all valid ballots, equal ones merged, in a canonical order.

    Blank ballots are among them, under the empty marks. ``rejected`` counts the invalid ones.
    """

    merged: tuple[tuple[Marks, int], ...]
    rejected: int = 0

    @property
    def total(self) -> int:
        """How many valid ballots there are, blank ones included."""
        return sum(number for _, number in self.merged)

    @property
    def blank(self) -> int:
        """How many ballots choose nothing."""
        return sum(number for marks, number in self.merged if not marks)


def merge(ballots: Iterable[Marks], *, rejected: int = 0) -> Ballots:
    """Merge equal ballots, so that their order leaves no trace."""
    return Ballots(tuple(sorted(Counter(ballots).items())), rejected)


@dataclass(frozen=True, slots=True)
class Tie:
    """Options that stood equal, where, and what decided: the rule itself or the lot."""

    options: tuple[str, ...]
    where: Sentence
    decided_by: str  # "lot", or the rule's own step such as "cost" or "earlier-round"
    chosen: tuple[str, ...] = ()


Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a count yields. Numbers are exact; nothing is rounded before it is shown.

    ``winners`` in the order chosen. ``scores``: option id to its final score. ``passed`` only
    for yes-no rules. ``rounds``: what happened in each round or step, all of one family.
    ``budget``: only of rules for both sides of a budget.
    """

    rule: str
    settings: tuple[tuple[str, str], ...]
    counted: int
    blank: int
    rejected: int = 0
    winners: tuple[str, ...] = ()
    passed: bool | None = None
    cost: Amount | None = None
    budget: BudgetOutcome | None = None
    scores: tuple[tuple[str, Amount], ...] = ()
    rounds: tuple[Round, ...] = ()
    ties: tuple[Tie, ...] = ()
    explanation: tuple[Sentence, ...] = ()
    reasons: tuple[tuple[str, Sentence], ...] = ()  # for a losing option: the smallest reason why


Settings = Mapping[str, str]
"""A rule's settings, complete and checked: the defaults filled in."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One option of a rule. ``values``: what may be written; empty: see ``form``.

    ``stands_for``: another setting and its value, if this is only a way to write them.
    """

    name: str
    default: str
    meaning: str
    values: tuple[str, ...] = ()
    form: str = "word"  # word, flag (yes or no), integer, fraction, list
    least: int = 0  # that an integer may be
    most: int = 0  # 0: no bound
    stands_for: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A way to count: its name, what ballots it fits, its settings and its source.

    ``decides`` says before the vote, in one sentence and its conditions, when an option wins.
    ``spells`` writes out what settings as people write them mean for these options: a record
    keeps the answer, so that a later program counts it alike.
    """

    name: str
    title: str
    shapes: frozenset[Shape]
    source: str
    count: Callable[[Contest, Ballots, Settings], Result]
    decides: Callable[[Contest, Settings], tuple[Sentence, ...]]  # what voters must know before
    settings: tuple[Setting, ...] = field(default=())
    needs_budget: bool = False
    binding: bool = True  # whether its result decides anything
    options: tuple[str, ...] = ()  # ids that every contest must have; only such kinds are counted
    spells: Callable[[Settings, tuple[Option, ...]], Settings] | None = None


def contest_of(
    question: Question,
    shape: Shape,
    *,
    present: int | None = None,
    members: int | None = None,
    lot: tuple[str, ...] = (),
    totals: tuple[tuple[int, int], ...] = (),
) -> Contest:
    """The contest that a question puts to the ballots."""
    return Contest(
        options=question.options,
        shape=shape,
        budget=question.budget,
        both_sides=question.both_sides,
        totals=totals,
        most=question.most,
        seats=question.seats,
        present=present,
        members=members,
        lot=lot,
    )
