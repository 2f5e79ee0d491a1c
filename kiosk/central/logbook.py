"""What a log states up to one of its records, and whether the next record may follow."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.central.recount import check_assembly, check_closing
from kiosk.domain.assembly import Assembly, Poll
from kiosk.domain.count.contract import Json
from kiosk.domain.record import BEFORE_THE_FIRST, Fact, Record, RecordRefused
from kiosk.domain.sentence import Sentence, say
from kiosk.proof.chain import check_record, digest_of
from kiosk.sync.assembly import read_assembly_payload
from kiosk.sync.closing import Closing, read_closed_payload, read_published_payload


@dataclass(frozen=True, slots=True, kw_only=True)
class Logbook:
    """One log as far as it is held. ``digests``: of its records, from the first.

    ``assembly``: as its newest record states it; none before the first.
    """

    device: str
    log: str
    digests: tuple[str, ...] = ()
    assembly: Assembly | None = None
    closed: frozenset[str] = frozenset()
    published: frozenset[str] = frozenset()

    @property
    def have(self) -> int:
        """The number of the last record."""
        return len(self.digests)


def follow(book: Logbook, record: Record) -> Logbook:
    """The log with one more record; one that is in it already changes nothing.

    Raises RecordRefused: wrong signature, gap, another record under a number that is taken, or a
    statement that does not hold when it is counted again.
    """
    if (record.device, record.log) != (book.device, book.log):
        raise RecordRefused(say("Record %(seq)s belongs to another kiosk's log.", seq=record.seq))
    if record.seq > book.have + 1:
        raise RecordRefused(
            say("Record %(missing)s is missing before this one.", missing=book.have + 1)
        )
    prev = book.digests[record.seq - 2] if record.seq > 1 else BEFORE_THE_FIRST
    if record.seq > book.have:
        check_record(record, prev)
        book = _with_fact(book, record)
        return replace(book, digests=(*book.digests, digest_of(record)))
    if digest_of(record) != book.digests[record.seq - 1]:
        raise RecordRefused(
            say("Another record %(seq)s of this kiosk is held already.", seq=record.seq)
        )
    return book


def poll_of(record: Record) -> str:
    """The poll that the record closes or publishes, else nothing; raises RecordRefused."""
    match record.kind:
        case Fact.POLL_CLOSED:
            return _closing(record.payload).poll
        case Fact.POLL_PUBLISHED:
            return _published(record.payload)
        case _:
            return ""


def read_assembly(payload: Mapping[str, Json]) -> Assembly:
    """The assembly in a record; raises RecordRefused."""
    try:
        return read_assembly_payload(payload)
    except ValueError as fault:
        raise RecordRefused(say("The assembly in the record cannot be read.")) from fault


def _with_fact(book: Logbook, record: Record) -> Logbook:
    match record.kind:
        case Fact.ASSEMBLY:
            return _with_assembly(book, read_assembly(record.payload))
        case Fact.POLL_CLOSED:
            return _with_closing(book, _closing(record.payload))
        case Fact.POLL_PUBLISHED:
            return _with_published(book, _published(record.payload))
        case _:
            return book  # a fact that only a newer program reads: kept as it is


def _with_assembly(book: Logbook, assembly: Assembly) -> Logbook:
    check_assembly(assembly)
    if book.assembly is not None:
        for poll_id in sorted(book.closed):
            if _poll(assembly, poll_id) != _poll(book.assembly, poll_id):
                raise RecordRefused(
                    say("%(poll)s was closed and cannot be changed any more.", poll=poll_id)
                )
    return replace(book, assembly=assembly)


def _with_closing(book: Logbook, closing: Closing) -> Logbook:
    if book.assembly is None:
        raise RecordRefused(say("A poll is closed before its assembly is known."))
    if closing.poll in book.closed:
        raise RecordRefused(say("%(poll)s is closed already.", poll=closing.poll))
    check_closing(_poll(book.assembly, closing.poll), closing)
    return replace(book, closed=book.closed | {closing.poll})


def _with_published(book: Logbook, poll_id: str) -> Logbook:
    if poll_id not in book.closed:
        raise RecordRefused(say("%(poll)s is published before it is closed.", poll=poll_id))
    if poll_id in book.published:
        raise RecordRefused(say("%(poll)s is published already.", poll=poll_id))
    return replace(book, published=book.published | {poll_id})


def _poll(assembly: Assembly, poll_id: str) -> Poll:
    try:
        return assembly.poll(poll_id)
    except KeyError as missing:
        raise RecordRefused(_no_such_poll(poll_id)) from missing


def _no_such_poll(poll_id: str) -> Sentence:
    return say("The assembly has no poll %(poll)s.", poll=poll_id)


def _closing(payload: Mapping[str, Json]) -> Closing:
    try:
        return read_closed_payload(payload)
    except ValueError as fault:
        raise RecordRefused(say("The closed poll in the record cannot be read.")) from fault


def _published(payload: Mapping[str, Json]) -> str:
    try:
        return read_published_payload(payload)
    except ValueError as fault:
        raise RecordRefused(say("The published poll in the record cannot be read.")) from fault
