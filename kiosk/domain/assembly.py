"""An assembly: its agenda of polls, their questions, and who must be there."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from kiosk.domain.both_sides import NO_SIDES, BothSides
from kiosk.domain.sentence import Amount
from kiosk.domain.text import Text

PUBLISH_FROM = 20
"""The fewest ballots that are published whole, where the meeting chooses no other number."""


class Cards(StrEnum):
    """Where voting cards come from."""

    DRAWN = "drawn"  # printed ahead, mixed, drawn by hand
    PRINTED = "printed"  # printed at sign-in


class Trackers(StrEnum):
    """What is published of the commitments, by which voters find their ballots."""

    CLOSED = "closed"  # no openings, but for the sample that the tellers' dice choose
    OPEN = "open"  # all openings: who knows a tracker can see that ballot's choices


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen; ``cost`` in units of the assembly's currency."""

    id: str
    title: Text
    detail: Text = field(default_factory=Text)
    cost: Amount = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, how it is asked (kind) and how it is counted (rule)."""

    id: str
    title: Text
    detail: Text = field(default_factory=Text)
    kind: str
    rule: str
    settings: tuple[tuple[str, str], ...] = ()  # of the rule, as in `kiosk rules`
    kind_settings: tuple[tuple[str, str], ...] = ()  # of the kind, all that it has
    options: tuple[Option, ...]
    least: int = 0  # options that must be chosen, unless the ballot is blank here
    most: int = 0  # options that may be chosen; 0: all
    points: int = 0  # points to give, kind points
    budget: Amount = 0  # money to spend, kind budget
    within_budget: bool = False  # a ballot's projects must fit the budget together
    both_sides: BothSides = NO_SIDES  # whose lines are the options
    seats: int = 1
    option_ids: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Every cast asks three times which options there are."""
        object.__setattr__(self, "option_ids", frozenset(one.id for one in self.options))

    def option(self, option_id: str) -> Option:
        """The option with that id; raises KeyError."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)

    @property
    def limit(self) -> int:
        """How many options may be chosen."""
        return self.most or len(self.options)


@dataclass(frozen=True, slots=True)
class Poll:
    """One opening of the box for one or more questions.

    ``needs``: the poll whose published result comes first, as needs come before money; or empty.
    """

    id: str
    title: Text
    questions: tuple[Question, ...]
    needs: str = ""

    def question(self, question_id: str) -> Question:
        """The question with that id; raises KeyError."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many members must be present: a number, a share of the members, or more than one."""

    number: int = 0
    share: Fraction = Fraction(0)
    more_than: Fraction | None = None

    def needed(self, members: int) -> int:
        """The smallest number present that is a quorum of so many members."""
        by_share = -(-self.share.numerator * members // self.share.denominator)
        more = self.more_than
        by_more = 0 if more is None else more.numerator * members // more.denominator + 1
        return max(self.number, by_share, by_more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """One meeting, with its agenda and its rules."""

    title: Text
    place: str = ""
    date: str = ""
    languages: tuple[str, ...] = ("en",)
    currency: str = ""
    quorum: Quorum = field(default_factory=Quorum)
    cards: Cards = Cards.DRAWN
    open_door: bool = False  # no roster: everybody who comes gets a card
    trackers: Trackers = Trackers.CLOSED
    sealed: bool = False  # ballots lie in the box under a key that is torn up after the count
    publish_from: int = PUBLISH_FROM  # votes from which recognisable ballots are published whole
    polls: tuple[Poll, ...]

    def poll(self, poll_id: str) -> Poll:
        """The poll with that id; raises KeyError."""
        for poll in self.polls:
            if poll.id == poll_id:
                return poll
        raise KeyError(poll_id)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the roster, by number; ``entitled`` members vote, guests do not."""

    number: str
    name: str
    group: str = ""
    entitled: bool = True
