"""Reading a whole ballot from a form, and refusing one that breaks a limit."""

from kiosk.domain.assembly import Poll
from kiosk.domain.ballot import Ballot, Choice
from kiosk.domain.errors import BallotInvalid
from kiosk.domain.questions import KINDS
from kiosk.domain.questions.form import Form
from kiosk.domain.questions.limits import UNKNOWN
from kiosk.domain.sentence import Sentence


def read_ballot(poll: Poll, form: Form) -> Ballot:
    """The ballot in a form, as it stands, valid or not."""
    return Ballot(
        tuple(
            Choice(question.id, KINDS[question.kind].read(question, form))
            for question in poll.questions
        )
    )


def changed(poll: Poll, ballot: Ballot, question_id: str, change: str) -> Ballot:
    """The ballot after the kiosk did with one answer what its kind calls so; else as it is."""
    return Ballot(
        tuple(
            Choice(question.id, does(question, choice.marks))
            if question.id == question_id
            and (does := KINDS[question.kind].changes.get(change)) is not None
            else choice
            for question, choice in zip(poll.questions, ballot.choices, strict=True)
        )
    )


def strangers(poll: Poll, form: Form) -> tuple[tuple[str, Sentence], ...]:
    """Ticks for options that a question does not have: refused, never read as blank."""
    return tuple(
        (question.id, UNKNOWN)
        for question in poll.questions
        if set(form.get(question.id, ())) - question.option_ids - {""}
    )


def write_ballot(poll: Poll, ballot: Ballot) -> tuple[tuple[str, str], ...]:
    """The form fields that would give this ballot: the inverse of ``read_ballot``."""
    return tuple(
        field
        for question in poll.questions
        for field in KINDS[question.kind].fields(question, ballot.marks(question.id))
    )


def faults_in(poll: Poll, ballot: Ballot) -> tuple[tuple[str, Sentence], ...]:
    """Everything wrong with a ballot: pairs of question id and sentence."""
    asked = [question.id for question in poll.questions]
    if [choice.question for choice in ballot.choices] != asked:
        raise ValueError("a ballot answers the poll's questions in their order")
    return tuple(
        (question.id, fault)
        for question in poll.questions
        for fault in KINDS[question.kind].check(question, ballot.marks(question.id))
    )


def valid(poll: Poll, ballot: Ballot) -> Ballot:
    """The ballot itself; raises BallotInvalid."""
    faults = faults_in(poll, ballot)
    if faults:
        raise BallotInvalid(faults)
    return ballot


def longest_ballot(poll: Poll) -> Ballot:
    """A ballot at least as long, written out, as any valid ballot of the poll can be."""
    return Ballot(
        tuple(
            Choice(question.id, KINDS[question.kind].longest(question))
            for question in poll.questions
        )
    )
