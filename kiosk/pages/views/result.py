"""The pages of results: all polls, and one published poll."""

from dataclasses import dataclass

from kiosk.pages.views.common import Link
from kiosk.presentation.views.result import QuestionResult


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """``result.html`` at ``/results/POLL``: one published poll.

    ``withheld``: a ready sentence, where so few voted that no whole ballot is shown. ``beyond``:
    another one, where more voted than got a card.
    """

    title: str
    questions: tuple[QuestionResult, ...]
    downloads: tuple[Link, ...] = ()
    withheld: str = ""
    beyond: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """A poll in the list of results."""

    title: str
    status: str  # "Result is out", "Open now", "Not open yet", "Being counted"
    icon: str
    result: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsView:
    """``results.html`` at ``/results``: every poll of the assembly; live."""

    polls: tuple[ResultRow, ...]
    links: tuple[Link, ...] = ()
