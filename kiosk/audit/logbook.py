"""What a log states up to one of its records, and whether the next record may follow."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from kiosk.audit.openings import sample_faults
from kiosk.audit.recount import (
    assembly_faults,
    closing_faults,
    lot_faults,
)
from kiosk.audit.statements import Statement, statement_of
from kiosk.domain.assembly import Assembly, Poll
from kiosk.domain.happening import BASE, WHILE_OPEN, Happening
from kiosk.domain.record import BEFORE_THE_FIRST, Record, RecordRefused, trial_faults
from kiosk.domain.sentence import Sentence, say
from kiosk.proof.chain import check_record, digest_of
from kiosk.sync.closing import Closing, Opened, Published
from kiosk.sync.event import Event

Facts = tuple[tuple[str, int | str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Logbook:
    """One log as far as it is held. ``digests``: of its records, from the first.

    ``assembly``: as its newest record states it; none before the first. ``loaded``: the digest of
    that record. ``closed``, ``published``, ``opened``: ids of polls. ``closings``: those of the
    closed polls whose boxes are at hand; a sample is checked against them. ``lots``: poll and
    text of the lots that were typed, the newest last. ``present``: poll and who was present when
    it opened, where the log fixes who counts as present. ``cards``: poll and facts of the cards at
    its close.
    """

    device: str
    log: str
    digests: tuple[str, ...] = ()
    assembly: Assembly | None = None
    loaded: str = ""
    closed: frozenset[str] = frozenset()
    published: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    closings: tuple[Closing, ...] = ()
    lots: tuple[tuple[str, str], ...] = ()
    present: tuple[tuple[str, int], ...] = ()
    cards: tuple[tuple[str, Facts], ...] = ()

    @property
    def have(self) -> int:
        """The number of the last record."""
        return len(self.digests)

    def poll(self, poll_id: str) -> Poll | None:
        """The poll of that id, if the assembly has it."""
        polls = self.assembly.polls if self.assembly else ()
        return next((poll for poll in polls if poll.id == poll_id), None)

    def closing(self, poll_id: str) -> Closing | None:
        """The closing of that poll, if it is at hand."""
        return next((one for one in self.closings if one.poll == poll_id), None)

    def lot(self, poll_id: str) -> str | None:
        """The newest lot that the log tells of that poll, None where it tells none."""
        return dict(self.lots).get(poll_id)

    def at_opening(self, poll_id: str) -> int | None:
        """Who was present when that poll opened, where the log fixes who counts as present."""
        return dict(self.present).get(poll_id)

    def cards_at_close(self, poll_id: str) -> dict[str, int | str]:
        """What the log tells of the cards when that poll closed; the tellers may count later."""
        return dict(next((facts for poll, facts in self.cards if poll == poll_id), ()))


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
    for fault in trial_faults(record.log):
        raise RecordRefused(fault)
    prev = book.digests[record.seq - 2] if record.seq > 1 else BEFORE_THE_FIRST
    if record.seq > book.have:
        check_record(record, prev)
        stated = statement_of(record)
        for fault in chain(order_faults(book, stated), content_faults(book, stated)):
            raise RecordRefused(fault)
        digest = digest_of(record)
        longer = with_statement(book, stated, digest=digest)
        return replace(longer, digests=(*book.digests, digest))
    if digest_of(record) != book.digests[record.seq - 1]:
        raise RecordRefused(
            say("Another record %(seq)s of this kiosk is held already.", seq=record.seq)
        )
    return book


def order_faults(book: Logbook, stated: Statement) -> Iterator[Sentence]:
    """Why the statement may not come after those in the book."""
    match stated:
        case Assembly():
            yield from _changed_polls(book, stated)
        case Closing(poll=poll):
            yield from _unknown_poll(book, poll)
            if poll in book.closed:
                yield say("%(poll)s is closed already.", poll=poll)
        case Published(poll=poll):
            if poll not in book.closed:
                yield say("%(poll)s is published before it is closed.", poll=poll)
            if poll in book.published:
                yield say("%(poll)s is published already.", poll=poll)
        case Opened(poll=poll):
            if poll not in book.closed:
                yield say("Ballots of %(poll)s are opened before it is closed.", poll=poll)
            if poll in book.opened:
                yield say("A sample of %(poll)s was opened already.", poll=poll)
        case _:
            pass


def content_faults(book: Logbook, stated: Statement) -> Iterator[Sentence]:
    """What in the statement does not hold by itself or with those in the book; cheap ones first."""
    match stated:
        case Assembly():
            yield from assembly_faults(stated)
        case Closing(poll=poll_id):
            poll = book.poll(poll_id)
            if book.assembly and poll:
                yield from lot_faults(stated, drawn=book.lot(poll_id))
                yield from closing_faults(
                    book.assembly, poll, stated, at_opening=book.at_opening(poll_id)
                )
        case Opened(poll=poll_id):
            closing = book.closing(poll_id)
            if closing:
                yield from sample_faults(closing, stated)
        case Event(what=Happening.POLL_OPENED, poll=poll_id):
            # What the opening report names as "Meeting as loaded", on paper before the first vote.
            if dict(stated.facts).get("assembly", book.loaded) != book.loaded:
                yield say("%(poll)s was opened with another meeting than this one.", poll=poll_id)
        case _:
            pass


def with_statement(book: Logbook, stated: Statement, *, digest: str) -> Logbook:
    """The book after the statement; ``digest``: of its record."""
    match stated:
        case Assembly():
            return replace(book, assembly=stated, loaded=digest)
        case Closing(poll=poll):
            return replace(book, closed=book.closed | {poll}, closings=(*book.closings, stated))
        case Published(poll=poll):
            return replace(book, published=book.published | {poll})
        case Opened(poll=poll):
            return replace(book, opened=book.opened | {poll})
        case Event():
            return _with_event(book, stated)
        case _:
            return book


def _with_event(book: Logbook, happened: Event) -> Logbook:
    facts = dict(happened.facts)
    if happened.what == Happening.LOT_DRAWN:
        return replace(book, lots=(*book.lots, (happened.poll, str(facts.get("lot", "")))))
    if happened.what == Happening.CARDS_COUNTED:
        return replace(book, cards=(*book.cards, (happened.poll, happened.facts)))
    present = facts.get("present")
    fixed = happened.what == Happening.POLL_OPENED and facts.get(BASE) == WHILE_OPEN
    if fixed and isinstance(present, int):
        return replace(book, present=(*book.present, (happened.poll, present)))
    return book


def _changed_polls(book: Logbook, assembly: Assembly) -> Iterator[Sentence]:
    after = Logbook(device=book.device, log=book.log, assembly=assembly)
    for poll_id in sorted(book.closed):
        if after.poll(poll_id) is None:
            yield _no_such_poll(poll_id)
        elif after.poll(poll_id) != book.poll(poll_id):
            yield say("%(poll)s was closed and cannot be changed any more.", poll=poll_id)


def _unknown_poll(book: Logbook, poll_id: str) -> Iterator[Sentence]:
    if book.assembly is None:
        yield say("A poll is closed before its assembly is known.")
    elif book.poll(poll_id) is None:
        yield _no_such_poll(poll_id)


def _no_such_poll(poll_id: str) -> Sentence:
    return say("The assembly has no poll %(poll)s.", poll=poll_id)
