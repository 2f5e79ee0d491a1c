"""The ceremonies' reports as facts: what the log states that people sign on paper."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.assembly import Assembly, Cards
from kiosk.domain.reconciliation import CardCount
from kiosk.sync.event import Event


@dataclass(frozen=True, slots=True)
class Closed:
    """What the closing of a poll states, without its ballots.

    ``withheld``: so few voted that it does not state them whole either.
    """

    ballots: int
    blank: int
    spent: int
    root: str
    present: int | None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class OpenedSample:
    """The ballots of a poll that the tellers' dice chose: place, text and opening of each."""

    dice: str
    openings: tuple[tuple[int, str, str], ...]


class ReportKind(StrEnum):
    """What a report is about; with a poll's id behind it, its name."""

    SHEET = "sheet"  # what the organiser could and could not learn
    OPENING = "opening"  # the zero report: the box was empty
    CLOSING = "closing"
    SAMPLE = "sample"  # the ballots that the dice chose


def report_id(kind: ReportKind, poll_id: str) -> str:
    """The name of a report, as in addresses and in the log."""
    return f"{kind}-{poll_id}" if poll_id else kind.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report by its facts. ``copies``: how often it was printed."""

    kind: ReportKind
    poll: str = ""
    opened: Event | None = None
    closed: Closed | None = None
    cards: Event | None = None
    at_close: Event | None = None  # the same cards, as they were then
    sample: OpenedSample | None = None
    copies: int = 0

    @property
    def id(self) -> str:
        """Its name."""
        return report_id(self.kind, self.poll)


def is_bowl_to_count(report: Report, assembly: Assembly) -> bool:
    """Whether the tellers can type how many cards are left."""
    return report.kind is ReportKind.CLOSING and assembly.cards is not Cards.PRINTED


def facts_of(event: Event | None) -> dict[str, int | str]:
    """The facts of an event by name; none of an event that never was."""
    return dict(event.facts) if event else {}


def card_count(report: Report) -> CardCount:
    """The reconciliation of a closing report."""
    facts = facts_of(report.cards)
    left, given = facts.get("left"), int(facts.get("given", 0))
    return CardCount(
        made=int(facts.get("cards", 0)),
        given=given,
        late=given - int(facts_of(report.at_close).get("given", given)),
        spent=report.closed.spent if report.closed else 0,
        left=None if left is None else int(left),
        void=int(facts.get("void", 0)),
    )
