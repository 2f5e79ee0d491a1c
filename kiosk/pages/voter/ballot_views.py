"""What the pages of a ballot show, from the ballot as it stands."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.domain.assembly import Poll, Question, Trackers
from kiosk.domain.ballot import Ballot, Marks
from kiosk.domain.casting import faults_in, write_ballot
from kiosk.domain.printer_state import is_trouble
from kiosk.domain.questions import KINDS
from kiosk.domain.questions.kind import Entry
from kiosk.domain.sentence import Amount
from kiosk.meeting.booth import BoothSession
from kiosk.meeting.print_job import PrintJob
from kiosk.pages.views.ballot import BallotView, DoneView, Pressed, ReviewRow, ReviewView
from kiosk.pages.views.common import FieldFault, Link, hidden
from kiosk.pages.web.reader import Reader
from kiosk.pages.web.seat import Seat, idle_of, leave_address
from kiosk.presentation.names import names_in
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.question import question_view


def faults_of(seat: Seat, poll: Poll, ballot: Ballot) -> dict[str, tuple[str, ...]]:
    """Everything wrong with the ballot, in words, by question."""
    said: dict[str, tuple[str, ...]] = {}
    for question_id, fault in faults_in(poll, ballot):
        names = names_in(poll.question(question_id), seat.reader.phrases)
        sentence = seat.reader.phrases.say(fault, names, seat.reader.money)
        said[question_id] = (*said.get(question_id, ()), sentence)
    return said


def ballot_view(seat: Seat, poll: Poll, *, ballot: Ballot, place: int, checked: bool) -> BallotView:
    """The question at that place, from 0. ``checked``: say what is wrong with the answer."""
    question = poll.questions[place]
    phrases = seat.reader.phrases
    faults = faults_of(seat, poll, ballot).get(question.id, ()) if checked else ()
    others = tuple(
        (name, value)
        for name, value in write_ballot(poll, ballot)
        if name.partition(".")[0] != question.id
    )
    view = question_view(
        question,
        ballot.marks(question.id),
        phrases=phrases,
        money=seat.reader.money,
        faults=faults,
    )
    return BallotView(
        action=seat.reader.keeping(seat.ballot(poll.id)),
        hidden=hidden((("asked", question.id), *_visit(seat), *others)),
        question=view,
        number=place + 1,
        total=len(poll.questions),
        leads_to_review=place + 1 == len(poll.questions),
        faults=tuple(
            FieldFault(fault, _first_control(view.options[0].anchor, question)) for fault in faults
        ),
        notice=called_notice(seat.reader, seat.session),
        pressed=_pressed(seat, question, phrases, seat.reader.money),
        press="/booth/press" if seat.session is not None else "",
        idle=idle_of(seat),
    )


def _visit(seat: Seat) -> tuple[tuple[str, str], ...]:
    """At the booth: whose form this is, so that it is never cast with the next person's card."""
    return (("visit", seat.session.visit),) if seat.session is not None else ()


def called_notice(reader: Reader, session: BoothSession | None) -> str:
    """How it stands with the help that was asked for; or that this is another card's ballot."""
    if session is None:
        return ""
    phrases = reader.phrases
    if session.instead:
        return phrases.gettext("Another card was scanned. This page is for that card now.")
    calls = reader.hall.help_calls
    if not calls or not (session.called or reader.called):
        return ""
    # All calls come from booths, and nobody is promised help that goes to another one.
    if all(call.coming for call in calls):
        return phrases.gettext("Help is coming.")
    return phrases.gettext("Help is called.")


def _first_control(anchor: str, question: Question) -> str:
    match KINDS[question.kind].entry:
        case Entry.PLACE:
            return f"{question.id}-place-1"
        case Entry.AMOUNT:
            return f"{question.id}-balance"
        case Entry.TICK | Entry.NUMBER:
            return anchor


def _pressed(
    seat: Seat, question: Question, phrases: Phrases, money: Callable[[Amount], str]
) -> Pressed | None:
    colour = seat.session.pressed if seat.session is not None else None
    kind = KINDS[question.kind]
    marks = kind.buttons(question).get(colour) if colour is not None else None
    if colour is None or marks is None:
        return None
    names = names_in(question, phrases)
    said = (phrases.say(one, names, money) for one in kind.answers(question, marks))
    return Pressed(colour=colour.value, answer=", ".join(said))


def review_view(seat: Seat, poll: Poll, *, ballot: Ballot, token: str) -> ReviewView:
    """Everything chosen, to check before the cast."""
    faults = faults_of(seat, poll, ballot)
    phrases = seat.reader.phrases
    money = seat.reader.money
    return ReviewView(
        action=seat.reader.keeping(seat.ballot(poll.id)),
        hidden=hidden(
            (("asked", "review"), ("token", token), *_visit(seat), *write_ballot(poll, ballot))
        ),
        rows=tuple(
            _review_row(
                question,
                place,
                ballot.marks(question.id),
                phrases=phrases,
                money=money,
                faults=faults.get(question.id, ()),
            )
            for place, question in enumerate(poll.questions, start=1)
        ),
        notice=called_notice(seat.reader, seat.session),
        blank=ballot.blank,
        can_cast=not faults,
        faults=tuple(
            FieldFault(fault, f"row-{place}")
            for place, question in enumerate(poll.questions, start=1)
            for fault in faults.get(question.id, ())
        ),
        idle=idle_of(seat),
    )


def _review_row(
    question: Question,
    place: int,
    marks: Marks,
    *,
    phrases: Phrases,
    money: Callable[[Amount], str],
    faults: tuple[str, ...],
) -> ReviewRow:
    kind, names = KINDS[question.kind], names_in(question, phrases)
    summary = kind.summary(question, marks)
    return ReviewRow(
        number=place,
        title=question.title.in_language(phrases.language),
        answers=tuple(phrases.say(one, names, money) for one in kind.answers(question, marks)),
        summary=phrases.say(summary, names, money) if summary is not None else "",
        skipped=not marks,
        faults=faults,
        change=f"question:{question.id}",
    )


def done_view(seat: Seat, poll: Poll, *, tracker: str, next_poll: str) -> DoneView:
    """The end: it is cast, and these are the words to find it by.

    ``next_poll``: the id of the vote to offer now, or empty.
    """
    phrases = seat.reader.phrases
    at_booth = seat.session is not None
    back = (
        Link(phrases.gettext("Done"), leave_address(seat.session))
        if seat.session is not None
        else Link(phrases.gettext("My card"), seat.reader.keeping(seat.card))
    )
    return DoneView(
        poll=poll.title.in_language(seat.language),
        tracker=tracker,
        tracker_address=seat.reader.kiosk.phones_page("/tracker"),
        tells_all=seat.reader.sitting.assembly.trackers is Trackers.OPEN,
        print_action=f"/booth/print/{poll.id}" if at_booth else "",
        next_poll=Link(phrases.gettext("Next vote"), seat.reader.keeping(seat.ballot(next_poll)))
        if next_poll
        else None,
        done=back,
        returns=at_booth,
    )


def with_receipt(view: DoneView, receipt: PrintJob, phrases: Phrases) -> DoneView:
    """The end, once the words were asked for on paper: on their way, or why none came."""
    if receipt.state is not None and is_trouble(receipt.state):
        words = phrases.gettext("No paper came. Write the words down. Your vote counts.")
        return replace(view, printer_trouble=words)
    return replace(view, printing=True, print_action="")


def next_poll_of(seat: Seat) -> str:
    """The id of a poll that this card can vote in now; empty where there is none."""
    sitting = seat.reader.sitting
    for poll in sitting.assembly.polls:
        if sitting.box.taking(poll.id) and not sitting.box.has_spent(poll.id, seat.code):
            return poll.id
    return ""
