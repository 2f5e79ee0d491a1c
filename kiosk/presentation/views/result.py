"""The result of a question as people read it: the verdict first, then the figures, then why."""

from dataclasses import dataclass, field

from markupsafe import Markup

from kiosk.presentation.views.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and what it counts."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class LossReason:
    """Why an option was not chosen."""

    option: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPicture:
    """How the count went, drawn, with how to read it, and the same figures as a table."""

    heading: str
    chart: Markup
    notes: tuple[str, ...]  # sentences
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class QuestionResult:
    """The result of one question. Drawn once, so it equals itself alone and is quickly compared."""

    id: str
    title: str
    verdict: str  # "The motion is passed." / "Ana Pérez is elected."
    positive: bool = True  # a tick beside the verdict, else a plain ring: never green or red alone
    winners: tuple[str, ...] = ()  # titles in the order chosen, where there are several
    facts: tuple[Figure, ...] = ()  # ballots counted, blank, budget, cost
    chart: Markup = field(default_factory=Markup)
    chart_note: str = ""  # "Adds up to more than 100 %, people could choose several."
    table: Table
    spending: Markup = field(default_factory=Markup)  # the budget as one bar, filled in order
    rounds: tuple[Table, ...] = ()
    explanation: tuple[str, ...] = ()
    pictures: tuple[ChartPicture, ...] = ()
    cuts: Table | None = None  # lines that serve a right and get less than they did
    cut_questions: tuple[str, ...] = ()  # to ask of each of them
    ties: tuple[str, ...] = ()
    reasons: tuple[LossReason, ...] = ()
