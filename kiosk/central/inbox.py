"""Taking in a batch of records: what holds is kept, the first that does not stops the batch."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.audit.logbook import Logbook, follow, with_statement
from kiosk.audit.statements import poll_of, read_closing, statement_of
from kiosk.central.store import IndexEntry, KeptRecord, Store
from kiosk.domain.errors import TooBusy
from kiosk.domain.record import Fact, Record, RecordRefused
from kiosk.domain.sentence import Sentence
from kiosk.sync.batch import read_record, write_record

TRIES = 5  # the same log arriving on several connections at once


@dataclass(frozen=True, slots=True)
class Accepted:
    """The log is held up to ``have``. ``refused``: why the next record is not; empty if it is."""

    have: int
    refused: tuple[Sentence, ...] = ()


async def accept(store: Store, records: Sequence[Record], *, received: int) -> Accepted:
    """Check the records of one log, count closed polls again, and keep all that holds.

    A log that was never seen is trusted on first contact: from then on only the owner of its key
    can go on with it. Records that are held already change nothing. ``received``: now, in seconds
    since 1970. Raises TooBusy.
    """
    for _ in range(TRIES):
        book = await logbook(store, records[0].device, records[0].log)
        book = await _with_boxes(store, book, records)
        # In a thread, because counting again may take seconds and pages must not wait for it.
        rows, refused = await asyncio.to_thread(_checked, book, records, received)
        if not rows or await store.keep(rows):
            return Accepted(book.have + len(rows), refused)
    raise TooBusy


async def logbook(store: Store, device: str, log: str) -> Logbook:
    """A log as it is held."""
    entries = await store.entries(device, log)
    newest = max((entry.seq for entry in entries if entry.kind == Fact.ASSEMBLY), default=0)
    book = Logbook(
        device=device,
        log=log,
        digests=tuple(entry.digest for entry in entries),
        closed=frozenset(entry.poll for entry in entries if entry.kind == Fact.POLL_CLOSED),
        published=frozenset(entry.poll for entry in entries if entry.kind == Fact.POLL_PUBLISHED),
        opened=frozenset(entry.poll for entry in entries if entry.kind == Fact.BALLOTS_OPENED),
    )
    for entry in entries:
        if entry.seq == newest or (entry.kind == Fact.EVENT and entry.poll):
            record = read_record(await store.body(device, log, entry.seq))
            book = with_statement(book, statement_of(record), digest=entry.digest)
    return book


async def _with_boxes(store: Store, book: Logbook, records: Sequence[Record]) -> Logbook:
    """The book with the boxes that are held already and of which a record opens a sample."""
    wanted = {str(r.payload.get("poll")) for r in records if r.kind == Fact.BALLOTS_OPENED}
    if not wanted:
        return book  # boxes are large
    closings = [
        read_closing(read_record(await store.body(book.device, book.log, entry.seq)).payload)
        for entry in await store.entries(book.device, book.log)
        if entry.kind == Fact.POLL_CLOSED and entry.poll in wanted
    ]
    return replace(book, closings=tuple(closings))


def _checked(
    book: Logbook, records: Sequence[Record], received: int
) -> tuple[list[KeptRecord], tuple[Sentence, ...]]:
    rows: list[KeptRecord] = []
    for record in records:
        try:
            longer = follow(book, record)
            if longer.have > book.have:
                rows.append(_row(record, longer.digests[-1], received))
        except RecordRefused as refusal:
            return rows, (refusal.why,)
        book = longer
    return rows, ()


def _row(record: Record, digest: str, received: int) -> KeptRecord:
    entry = IndexEntry(
        device=record.device,
        log=record.log,
        seq=record.seq,
        kind=record.kind,
        poll=poll_of(record),
        digest=digest,
        received=received,
    )
    return KeptRecord(entry, write_record(record))
