"""The log read back, as far as it goes: what the ceremonies' reports are made of."""

import asyncio
from dataclasses import dataclass, field

import aiosqlite

from kiosk.domain.happening import Happening
from kiosk.domain.record import Fact
from kiosk.proof.ballots import blank_ballots
from kiosk.proof.chain import digest_of
from kiosk.store import records
from kiosk.sync.batch import read_record
from kiosk.sync.closing import read_closed_payload, read_opened_payload
from kiosk.sync.event import Event, read_event_payload


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


@dataclass(slots=True)
class Told:
    """What the log tells up to record ``seq``. ``assembly``: digest of the meeting's record."""

    seq: int = 0
    assembly: str = ""
    events: list[Event] = field(default_factory=list)
    closed: dict[str, Closed] = field(default_factory=dict)
    samples: dict[str, OpenedSample] = field(default_factory=dict)

    def last(self, what: Happening, poll_id: str) -> Event | None:
        """The newest event of that kind about that poll."""
        found = (one for one in reversed(self.events) if (one.what, one.poll) == (what, poll_id))
        return next(found, None)

    def first(self, what: Happening, poll_id: str) -> Event | None:
        """The oldest event of that kind about that poll."""
        return next((one for one in self.events if (one.what, one.poll) == (what, poll_id)), None)

    def times_printed(self, report_id: str) -> int:
        """How often a report came out of the printer."""
        return sum(
            one.what == Happening.REPORT_PRINTED and ("report", report_id) in one.facts
            for one in self.events
        )


async def read_log(told: Told, read: aiosqlite.Connection) -> Told:
    """Read on from where ``told`` ends; a record that a newer program wrote is passed over."""
    start = told.seq
    found = await records.after(read, start)
    news = await asyncio.to_thread(_read_all, tuple(text for _, text in found))
    if told.seq == start and found:  # else another page read the same meanwhile
        told.seq = found[-1][0]
        told.assembly = news.assembly or told.assembly
        told.events += news.events
        told.closed.update(news.closed)
        told.samples.update(news.samples)
    return told


def _read_all(texts: tuple[str, ...]) -> Told:
    told = Told()
    for text in texts:
        record = read_record(text)
        match record.kind:
            case Fact.ASSEMBLY:
                told.assembly = digest_of(record)
            case Fact.EVENT:
                told.events.append(read_event_payload(record.payload))
            case Fact.POLL_CLOSED:
                closing = read_closed_payload(record.payload)
                told.closed[closing.poll] = Closed(
                    ballots=len(closing.commitments),
                    blank=closing.blank if closing.withheld else blank_ballots(closing.ballots),
                    spent=closing.cards_spent,
                    root=closing.root,
                    present=closing.present,
                    withheld=closing.withheld,
                )
            case Fact.BALLOTS_OPENED:
                opened = read_opened_payload(record.payload)
                told.samples[opened.poll] = OpenedSample(opened.dice, opened.openings)
            case _:
                pass
    return told


def facts_of(event: Event | None) -> dict[str, int | str]:
    """The facts of an event by name; none of an event that never was."""
    return dict(event.facts) if event else {}
