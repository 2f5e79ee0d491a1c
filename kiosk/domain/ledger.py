"""What became of an assembly's decisions: asked, answered, adopted, spent, delivered.

Every entry has its day and its source. Entries are appended and never overwritten; of several of
one sort the last one counts, and the others stay where they are.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.domain.sentence import Amount, wording


class Answer(StrEnum):
    """What a body said."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    REFUSED = "refused"
    NONE = "none"


class Delivery(StrEnum):
    """Whether it is there, as the body says it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A decision was sent to a body. ``about``: the line or the need, in words.

    ``asked`` and ``last_year``: what the line should get, and got, in the body's currency.
    """

    about: str
    right: str
    asked: Amount
    last_year: Amount
    body: str
    answer_due: datetime.date


@dataclass(frozen=True, slots=True)
class Answered:
    """The body's answer, and why."""

    answer: Answer
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Adopted:
    """The amount in the budget that the body adopted."""

    amount: Amount


@dataclass(frozen=True, slots=True)
class Spent:
    """The amount that was spent, as far as known that day."""

    amount: Amount


@dataclass(frozen=True, slots=True)
class Delivered:
    """What the body says is there; ``evidence``: where anyone can look."""

    delivery: Delivery
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What residents say is there: how many said so at a later assembly."""

    yes: int
    partly: int
    no: int


Following = Answered | Adopted | Spent | Delivered | Seen

Event = Asked | Following


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened to one decision: on which day, and who says so."""

    decision: str
    event: Event
    on: datetime.date
    source: str


class State(StrEnum):
    """How far a decision has come."""

    ASKED = "asked"
    NO_ANSWER = "no-answer"
    ANSWERED = "answered"
    ADOPTED = "adopted"
    SPENT = "spent"
    DELIVERED = "delivered"


WORDS: Mapping[State, str] = {
    State.ASKED: wording("asked"),
    State.NO_ANSWER: wording("no answer"),
    State.ANSWERED: wording("answered"),
    State.ADOPTED: wording("in the budget"),
    State.SPENT: wording("money spent"),
    State.DELIVERED: wording("delivered"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision as its entries leave it; None where nothing is known yet.

    What the body says was delivered and what residents say stand side by side.
    """

    id: str
    sent_on: datetime.date
    asked: Asked
    answered: Answered | None = None
    adopted: Adopted | None = None
    spent: Spent | None = None
    delivered: Delivered | None = None
    seen: Seen | None = None

    def state(self, today: datetime.date) -> State:
        """How far it has come; "no answer" from the day after the answer was due."""
        if self.delivered is not None and self.delivered.delivery is not Delivery.NO:
            return State.DELIVERED
        if self.spent is not None:
            return State.SPENT
        if self.adopted is not None:
            return State.ADOPTED
        if self.answered is not None:
            silent = self.answered.answer is Answer.NONE
            return State.NO_ANSWER if silent else State.ANSWERED
        return State.NO_ANSWER if today > self.asked.answer_due else State.ASKED


def decisions_in(entries: Iterable[Entry]) -> tuple[Decision, ...]:
    """The decisions in the order in which they were asked for.

    An entry of a decision that nobody asked for before is a KeyError with its id.
    """
    known: dict[str, Decision] = {}
    for entry in entries:
        known[entry.decision] = (
            _asked(known.get(entry.decision), entry, entry.event)
            if isinstance(entry.event, Asked)
            else _followed(known[entry.decision], entry.event)
        )
    return tuple(known.values())


def _asked(before: Decision | None, entry: Entry, asked: Asked) -> Decision:
    if before is None:
        return Decision(id=entry.decision, sent_on=entry.on, asked=asked)
    return replace(before, sent_on=entry.on, asked=asked)


def _followed(before: Decision, event: Following) -> Decision:
    match event:
        case Answered():
            return replace(before, answered=event)
        case Adopted():
            return replace(before, adopted=event)
        case Spent():
            return replace(before, spent=event)
        case Delivered():
            return replace(before, delivered=event)
        case Seen():
            return replace(before, seen=event)
