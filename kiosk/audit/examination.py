"""Everything that an archive states, checked line by line: what holds and what does not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kiosk.audit.cards import cards_said
from kiosk.audit.finding import Finding
from kiosk.audit.logbook import Logbook, content_faults, order_faults, with_statement
from kiosk.audit.openings import opening_faults
from kiosk.audit.recount import (
    base_faults,
    box_faults,
    cast_in,
    lot_faults,
    result_faults,
)
from kiosk.audit.statements import Statement, Unread, statement_of
from kiosk.audit.withheld import told_apart, why_no_whole_ballot, withholding_faults
from kiosk.domain.assembly import Assembly, Poll, Question
from kiosk.domain.record import RecordRefused, trial_faults
from kiosk.domain.sentence import Sentence, Value, say, say_many
from kiosk.proof import archive as proof
from kiosk.proof.archive import Archive
from kiosk.proof.chain import digest_of
from kiosk.proof.signature import fingerprint
from kiosk.proof.tracker import spoken_digest
from kiosk.sync.closing import Closing, Opened, Published
from kiosk.sync.event import Event


@dataclass(frozen=True, slots=True)
class Check:
    """One line of an examination. ``poll``: the id of the poll that it is about, else empty.

    ``root``: of the closing whose words it tells, in hexadecimal, else empty.
    """

    finding: Finding
    sentence: Sentence
    poll: str = ""
    root: str = ""

    @property
    def holds(self) -> bool:
        """Whether it is no fault."""
        return self.finding is not Finding.WRONG

    @property
    def checked(self) -> bool:
        """Whether anything could be checked, and was."""
        return self.finding in {Finding.HOLDS, Finding.WRONG}


def examine(archive: Archive) -> Iterator[Check]:
    """Check everything in an archive; each poll on its own, so that every fault is found.

    A trial is named first: all else in it may hold. Then the cheap checks of signatures and order.
    """
    for fault in trial_faults(archive.log):
        yield Check(Finding.WRONG, fault)
    yield from _signatures(archive)
    yield from _statements(archive)


def examine_key(archive: Archive, named: str) -> Check:
    """Whether the archive is by the kiosk named: eight words however spaced, or the whole key."""
    words = fingerprint(archive.device)
    if _letters(named) in {_letters(words), archive.device}:
        return Check(
            Finding.HOLDS, say("This is the kiosk that you named: %(words)s.", words=words)
        )
    return Check(
        Finding.WRONG, say("This is not the kiosk that you named. It is %(words)s.", words=words)
    )


def examine_report(checks: Iterable[Check], named: str) -> Check:
    """Whether one of these lines tells the closing named: its eight words, or the whole root."""
    letters = _letters(named)
    for root in (check.root for check in checks if check.root):
        words = spoken_digest(root)
        if letters in {_letters(words), root}:
            return Check(Finding.HOLDS, say("This closing report is here: %(words)s.", words=words))
    return Check(
        Finding.WRONG, say("No vote here closed with these words: %(words)s.", words=named)
    )


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _signatures(archive: Archive) -> Iterator[Check]:
    number, words = len(archive.records), fingerprint(archive.device)
    yield from _lines(
        proof.signature_faults(archive),
        say_many(
            "The %(number)s signature is by the kiosk %(words)s.",
            "The %(number)s signatures are by the kiosk %(words)s.",
            number,
            words=words,
        ),
    )
    yield from _lines(
        proof.order_faults(archive), say("No record is missing, and none changed its place.")
    )
    yield from _lines(
        proof.whole_faults(archive),
        say("The archive ends where the kiosk ended it: with record %(number)s.", number=number),
    )


def _lines(faults: Iterator[Sentence], all_well: Sentence, poll: str = "") -> Iterator[Check]:
    """A line for each fault, or the one that says that there is none."""
    found = [Check(Finding.WRONG, fault, poll) for fault in faults]
    yield from found or [Check(Finding.HOLDS, all_well, poll)]


def _statements(archive: Archive) -> Iterator[Check]:
    book = Logbook(device=archive.device, log=archive.log)
    events = 0
    for record in archive.records:
        try:
            stated = statement_of(record)
        except RecordRefused as refusal:
            yield Check(Finding.WRONG, refusal.why)
            continue
        for fault in order_faults(book, stated):
            yield _by_title(Check(Finding.WRONG, fault, _poll_of(stated)), book)
        for check in _content(book, stated):
            yield _by_title(check, book)
        book = with_statement(book, stated, digest=digest_of(record))
        if isinstance(stated, Assembly):
            words = spoken_digest(book.loaded)
            yield Check(
                Finding.HOLDS, say("The meeting as loaded, in words: %(words)s.", words=words)
            )
        events += isinstance(stated, Event)
    yield from _left(book, events)


def _poll_of(stated: Statement) -> str:
    return stated.poll if isinstance(stated, Closing | Opened | Published | Event) else ""


def _by_title(check: Check, book: Logbook) -> Check:
    """The check with titles where it names polls and questions by their ids."""
    if book.assembly is None:
        return check
    named = {poll.id: _name(book.assembly, poll) for poll in book.assembly.polls}
    told = {"poll": named}
    if poll := book.poll(check.poll):
        told["question"] = {each.id: _name(book.assembly, each) for each in poll.questions}
    values = tuple(
        (name, _with_title(value, told.get(name, {}))) for name, value in check.sentence.values
    )
    return replace(check, sentence=replace(check.sentence, values=values))


def _with_title(value: Value, titles: Mapping[str, str]) -> Value:
    title = titles.get(value) if isinstance(value, str) else None
    return value if title in {None, value} else f"{title} ({value})"


def _content(book: Logbook, stated: Statement) -> Iterator[Check]:
    match stated:
        case Closing(poll=poll_id):
            poll = book.poll(poll_id)
            if book.assembly and poll:
                yield from _closing(book.assembly, poll, stated)
                for fault in base_faults(poll, stated, at_opening=book.at_opening(poll_id)):
                    yield Check(Finding.WRONG, fault, poll_id)
                told = book.cards_at_close(poll_id)
                found, line = cards_said(book.assembly, stated, told, _title(book, poll))
                yield Check(found, line, poll_id)
                for fault in lot_faults(stated, drawn=book.lot(poll_id)):
                    yield Check(Finding.WRONG, fault, poll_id)
        case Opened(poll=poll_id):
            poll = book.poll(poll_id)
            if poll and book.closing(poll_id):
                yield from _lines(
                    content_faults(book, stated),
                    say_many(
                        "%(poll)s: the dice chose %(number)s ballot; its opening fits.",
                        "%(poll)s: the dice chose %(number)s ballots; their openings fit.",
                        len(stated.openings),
                        poll=_title(book, poll),
                    ),
                    poll_id,
                )
        case Unread(kind=kind):
            newer = say("A newer program wrote %(kind)s; it was not read.", kind=kind)
            yield Check(Finding.NOT_CHECKED, newer)
        case _:
            for fault in content_faults(book, stated):
                yield Check(Finding.WRONG, fault, _poll_of(stated))


def _closing(assembly: Assembly, poll: Poll, closing: Closing) -> Iterator[Check]:
    title = _name(assembly, poll)
    yield from _lines(
        box_faults(closing),
        say(
            "%(poll)s: %(ballots)s ballots, %(cards)s spent cards,"
            " %(commitments)s commitments, one root: they fit.",
            poll=title,
            ballots=cast_in(closing),
            cards=closing.cards_spent,
            commitments=len(closing.commitments),
        ),
        poll.id,
    )
    words = spoken_digest(closing.root)
    told = say("%(poll)s: all ballots, in words: %(words)s.", poll=title, words=words)
    yield Check(Finding.HOLDS, told, poll.id, closing.root)
    if closing.openings:
        yield from _lines(
            opening_faults(assembly, closing),
            say(
                "%(poll)s: the openings of %(number)s ballots fit their commitments.",
                poll=title,
                number=len(closing.openings),
            ),
            poll.id,
        )
    yield from _withholding(assembly, poll, closing, title)
    counted = say("%(poll)s: counted again, the same result.", poll=title)
    if closing.withheld and not all(told_apart(each, closing) for each in poll.questions):
        counted = say("%(poll)s: its results fit that number of ballots.", poll=title)
    yield from _lines(result_faults(poll, closing), counted, poll.id)


def _withholding(assembly: Assembly, poll: Poll, closing: Closing, title: str) -> Iterator[Check]:
    """Whether the right ballots are withheld; which lines nobody can check here, and who can."""
    faults = [
        Check(Finding.WRONG, fault, poll.id)
        for fault in withholding_faults(assembly, poll, closing)
    ]
    yield from faults
    if faults or not closing.withheld:
        return
    yield Check(Finding.HOLDS, why_no_whole_ballot(assembly, poll, closing, title), poll.id)
    for question in poll.questions:
        told = told_apart(question, closing)
        again = (
            say("%(question)s was counted again from its answers.", question=question.id)
            if told
            else say(
                "%(question)s was not counted again. Tellers can: the kiosk counts its box again.",
                question=question.id,
            )
        )
        yield Check(Finding.HOLDS if told else Finding.NOT_CHECKED, again, poll.id)


def _left(book: Logbook, events: int) -> Iterator[Check]:
    """What else there is to know of the log; nothing of it is a fault."""
    if book.assembly is None:
        yield Check(Finding.WRONG, say("The archive holds no assembly."))
        return
    for poll in book.assembly.polls:
        title = _title(book, poll)
        if poll.id not in book.closed:
            still = say("%(poll)s: not closed, so without a result.", poll=title)
            yield Check(Finding.NOTE, still, poll.id)
        elif poll.id not in book.published:
            unseen = say("%(poll)s: closed, but not published.", poll=title)
            yield Check(Finding.NOTE, unseen, poll.id)
        closing = book.closing(poll.id)
        if closing and not closing.openings and poll.id not in book.opened:
            none = say("%(poll)s: no ballot was opened by dice.", poll=title)
            yield Check(Finding.NOTE, none, poll.id)
    if events:
        yield Check(
            Finding.HOLDS,
            say_many(
                "The log tells %(number)s event of the meeting.",
                "The log tells %(number)s events of the meeting.",
                events,
            ),
        )


def _title(book: Logbook, poll: Poll) -> str:
    return _name(book.assembly, poll) if book.assembly else poll.id


def _name(assembly: Assembly, asked: Poll | Question) -> str:
    return asked.title.in_language(next(iter(assembly.languages), "en")) or asked.id
