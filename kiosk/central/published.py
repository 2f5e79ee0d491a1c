"""What the server publishes: the assemblies it holds, their polls, and results counted here."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import lru_cache

from kiosk.audit.recount import read_ballots, result_of
from kiosk.audit.statements import read_assembly, statement_of
from kiosk.central.store import IndexEntry, Store
from kiosk.domain.assembly import Assembly, Poll
from kiosk.domain.count.contract import Result
from kiosk.domain.happening import Happening
from kiosk.domain.lifecycle import State
from kiosk.domain.record import Fact
from kiosk.sync.batch import read_record
from kiosk.sync.closing import Closing, read_closed_payload
from kiosk.sync.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An assembly with the log it came in."""

    device: str
    log: str
    assembly: Assembly
    entries: tuple[IndexEntry, ...]

    @property
    def address(self) -> str:
        """Of its page on this server."""
        return f"/assemblies/{self.device}/{self.log}"

    def state(self, poll_id: str) -> State:
        """Where the poll stands as far as this server knows."""
        kinds = {entry.kind for entry in self.entries if entry.poll == poll_id}
        if Fact.POLL_PUBLISHED in kinds:
            return State.PUBLISHED
        return State.CLOSED if Fact.POLL_CLOSED in kinds else State.DRAFT

    def events_before_close(self, poll_id: str) -> tuple[IndexEntry, ...]:
        """What the log tells of the poll until its close; raises KeyError."""
        end = self.closing(poll_id).seq
        return tuple(
            entry
            for entry in self.entries
            if entry.poll == poll_id and entry.kind == Fact.EVENT and entry.seq < end
        )

    def closing(self, poll_id: str) -> IndexEntry:
        """The record that closed the poll; raises KeyError."""
        for entry in self.entries:
            if entry.poll == poll_id and entry.kind == Fact.POLL_CLOSED:
                return entry
        raise KeyError(poll_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A closed poll with its box and this server's own count of it, by question id.

    Where few voted, a question that could not be counted here has the kiosk's own result.

    ``record``: the text it was read from. ``blank``: how many ballots choose nothing at all.
    """

    poll: Poll
    closing: Closing
    record: str
    blank: int
    results: tuple[tuple[str, Result], ...]


async def meetings(store: Store) -> AsyncIterator[Meeting]:
    """Every assembly, the one that was heard of last first."""
    logs = dict.fromkeys((e.device, e.log) for e in await store.entries_of(Fact.ASSEMBLY))
    for device, log in logs:
        yield await meeting(store, device, log)


async def meeting(store: Store, device: str, log: str) -> Meeting:
    """The assembly of one log; raises KeyError."""
    entries = await store.entries(device, log)
    stated = [entry.seq for entry in entries if entry.kind == Fact.ASSEMBLY]
    if not stated:
        raise KeyError(log)
    body = await store.body(device, log, stated[-1])
    return Meeting(device=device, log=log, assembly=_assembly(body), entries=entries)


async def cards_told(store: Store, found: Meeting, poll_id: str) -> dict[str, int | str]:
    """What the log tells of the cards at the close of a poll; nothing where it tells none."""
    for entry in found.events_before_close(poll_id):
        record = read_record(await store.body(found.device, found.log, entry.seq))
        match statement_of(record):
            case Event(what=Happening.CARDS_COUNTED, facts=facts):
                return dict(facts)
            case _:
                pass
    return {}


@lru_cache(maxsize=16)
def outcome(assembly: Assembly, poll_id: str, body: str) -> Outcome:
    """Count a closed poll from the record in ``body``; may take seconds, the second time none."""
    poll = assembly.poll(poll_id)
    closing = read_closed_payload(read_record(body).payload)
    ballots = read_ballots(poll, closing)
    return Outcome(
        poll=poll,
        closing=closing,
        record=body,
        blank=closing.blank if closing.withheld else sum(ballot.blank for ballot in ballots),
        results=tuple((q.id, result_of(q, ballots, closing)) for q in poll.questions),
    )


@lru_cache(maxsize=64)
def _assembly(body: str) -> Assembly:
    return read_assembly(read_record(body).payload)
