"""What the public interface answers: a type for each, which the handlers fill and OpenAPI tells."""

from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

from kiosk.formats.rounds_json import FORMS, Number
from kiosk.sync.both_sides import BothSidesForm
from kiosk.sync.closing import Wishes
from kiosk.sync.count_outcome import TieForm

SCHEMAS = "#/components/schemas/"

Titles = dict[str, str]
"""A text by its language."""

Marks = list[tuple[str, int]]
Choices = list[tuple[str, Marks]]
"""For each question its id and what was chosen there."""

Round = Annotated[
    dict[str, Any],
    Meta(extra_json_schema={"anyOf": [{"$ref": SCHEMAS + one.__name__} for one in FORMS]}),
]


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """An answer, or a part of one."""


class OptionAnswer(Answer, frozen=True, kw_only=True):
    """What can be chosen."""

    id: str
    title: Titles
    cost: Number


class QuestionAnswer(Answer, frozen=True, kw_only=True):
    """What is asked, and how it is counted."""

    id: str
    title: Titles
    kind: str
    rule: str
    settings: dict[str, str]
    kind_settings: dict[str, str]
    seats: int
    most: int
    budget: Number
    options: list[OptionAnswer]
    both_sides: BothSidesForm | None = None


class PollAnswer(Answer, frozen=True, kw_only=True):
    """A poll. ``turnout`` is null while it could tell of a single voter."""

    id: str
    title: Titles
    state: str
    turnout: int | None
    questions: list[QuestionAnswer]


class AssemblyAnswer(Answer, frozen=True, kw_only=True):
    """The agenda, and how many are there."""

    title: Titles
    place: str
    date: str
    languages: list[str]
    currency: str
    open_door: bool
    present: int
    quorum: int
    polls: list[PollAnswer]


class CountedAnswer(Answer, frozen=True, kw_only=True):
    """The result of a question. ``passed`` is null where no motion was decided."""

    rule: str
    counted: int
    blank: int
    rejected: int
    winners: list[str]
    passed: bool | None
    cost: Number | None
    scores: dict[str, Number]
    ties: list[TieForm]
    rounds: list[Round]
    explanation: list[str]


class ResultAnswer(Answer, frozen=True, kw_only=True):
    """The results of a poll, by question."""

    poll: str
    questions: dict[str, CountedAnswer]
    votes_beyond_cards: int | UnsetType = UNSET


class BallotsAnswer(Answer, frozen=True, kw_only=True):
    """Every ballot: what it chooses, and how many chose just that."""

    poll: str
    ballots: list[tuple[Choices, int]]


class WithheldAnswer(Answer, frozen=True, kw_only=True):
    """Where few voted: for each question by itself what was chosen, and by how many.

    ``tables``: of a budget of both sides, what was asked for each line, and by how many.
    """

    poll: str
    withheld: bool
    questions: dict[str, list[tuple[Marks, int]]]
    tables: Wishes | None = None


class OpeningAnswer(Answer, frozen=True, kw_only=True):
    """A ballot, and what shows that it is the one that the commitment promised."""

    tracker: str
    commitment: str
    opening: str
    choices: Choices


class OpeningsAnswer(Answer, frozen=True, kw_only=True):
    """All ballots with their trackers, in the order of the commitments."""

    poll: str
    ballots: list[OpeningAnswer]


class InclusionAnswer(Answer, frozen=True, kw_only=True):
    """The way from a commitment up to the signed root (RFC 6962, 2.1.1)."""

    poll: str
    tracker: str
    commitment: str
    index: int
    size: int
    path: list[str]
    root: str


class ArrivalAnswer(Answer, frozen=True, kw_only=True):
    """Somebody who is signed in. ``back``: they had been there before."""

    card: str
    spoken: str
    back: bool


class RefusalAnswer(Answer, frozen=True, kw_only=True):
    """Why not (RFC 9457): ``title`` is a sentence in the language that was asked for."""

    type: str
    title: str
    status: int
