"""Counting a closed poll again with the kiosk's own rules, and naming whatever does not hold."""

import itertools
from collections.abc import Iterable, Iterator

from kiosk.audit.openings import opening_faults
from kiosk.audit.withheld import given_in, stated_result, withholding_faults
from kiosk.domain.assembly import Assembly, Poll, Question
from kiosk.domain.ballot import Ballot
from kiosk.domain.casting import faults_in
from kiosk.domain.count.as_json import outcome_json
from kiosk.domain.count.contract import Result, Shape
from kiosk.domain.count.lot import drawn_from, read_lot
from kiosk.domain.count.rules import RULES, majority
from kiosk.domain.count.settings import BadSetting, complete
from kiosk.domain.errors import LotNeeded, Refused
from kiosk.domain.questions import KINDS
from kiosk.domain.questions.own_settings import all_settings
from kiosk.domain.record import RecordRefused
from kiosk.domain.sentence import Sentence, say
from kiosk.domain.tally import count_question
from kiosk.proof import merkle
from kiosk.proof.ballots import read_ballot_text
from kiosk.proof.canonical import canonical
from kiosk.sync.closing import MOST_BALLOTS, Closing


def assembly_faults(assembly: Assembly) -> Iterator[Sentence]:
    """Why this program cannot count everything that the assembly asks."""
    yield from _doubled(poll.id for poll in assembly.polls)
    for poll in assembly.polls:
        yield from _poll_faults(poll)


def closing_faults(
    assembly: Assembly, poll: Poll, closing: Closing, *, at_opening: int | None
) -> Iterator[Sentence]:
    """Everything about the box and its results that does not hold; what is cheap comes first."""
    yield from box_faults(closing)
    yield from withholding_faults(assembly, poll, closing)
    yield from base_faults(poll, closing, at_opening=at_opening)
    yield from opening_faults(assembly, closing)
    yield from result_faults(poll, closing)


def box_faults(closing: Closing) -> Iterator[Sentence]:
    """Where ballots, spent cards, commitments and root do not fit each other."""
    texts = [text for text, _ in closing.ballots]
    if not _rising(texts) or not _rising(list(closing.commitments)):
        yield say(
            "Ballots or commitments of %(poll)s are doubled or not sorted.", poll=closing.poll
        )
    cast = cast_in(closing)
    if cast != closing.cards_spent:
        yield say(
            "%(poll)s holds %(ballots)s ballots, but %(cards)s cards were spent.",
            poll=closing.poll,
            ballots=cast,
            cards=closing.cards_spent,
        )
    if cast != len(closing.commitments):
        yield say(
            "%(poll)s holds %(ballots)s ballots, but %(commitments)s commitments.",
            poll=closing.poll,
            ballots=cast,
            commitments=len(closing.commitments),
        )
    if merkle.root([bytes.fromhex(text) for text in closing.commitments]).hex() != closing.root:
        yield say("The root of %(poll)s does not belong to its commitments.", poll=closing.poll)


def base_faults(poll: Poll, closing: Closing, *, at_opening: int | None) -> Iterator[Sentence]:
    """Where more voted than could. ``at_opening``: who was present then, if the log fixes it.

    An older program took those who were still there at the close, which matters only where a
    rule asks for it.
    """
    cast, present, members = cast_in(closing), closing.present, closing.members
    if members is not None and cast > members:
        yield say(
            "%(poll)s holds %(ballots)s ballots, but there are only %(members)s members.",
            poll=closing.poll,
            ballots=cast,
            members=members,
        )
    if present is None or (at_opening is None and not any(map(_asks_for_present, poll.questions))):
        return
    if present < max(cast, at_opening or 0):
        yield say(
            "%(poll)s counts %(present)s as present, but there were at least %(least)s.",
            poll=closing.poll,
            present=present,
            least=max(cast, at_opening or 0),
        )
    if members is not None and present > members:
        yield say(
            "%(poll)s counts %(present)s as present, but there are only %(members)s members.",
            poll=closing.poll,
            present=present,
            members=members,
        )


def _asks_for_present(question: Question) -> bool:
    if question.rule != majority.RULE.name:
        return False
    try:
        return "present" in majority.bases_of(complete(majority.RULE, dict(question.settings)))
    except BadSetting:
        return False  # said where the assembly is examined


def lot_faults(closing: Closing, *, drawn: str | None) -> Iterator[Sentence]:
    """Where the lot is not what the tellers typed; ``drawn``: as the log tells it, if it does."""
    if closing.seed != read_lot(closing.seed):
        yield say("The lot of %(poll)s holds signs that no typed lot has.", poll=closing.poll)
    elif drawn is not None and closing.seed != read_lot(drawn):
        yield say("%(poll)s was counted with another lot than the log tells.", poll=closing.poll)


def result_faults(poll: Poll, closing: Closing) -> Iterator[Sentence]:
    """Where the ballots do not fit the questions, or counted again give another result."""
    if cast_in(closing) > MOST_BALLOTS:
        yield say("%(poll)s holds too many ballots to count them again.", poll=poll.id)
        return
    uncountable = list(_poll_faults(poll))
    if uncountable:
        yield from uncountable
        return
    if [question for question, _ in closing.results] != [q.id for q in poll.questions]:
        yield say("%(poll)s has not one result for each question.", poll=poll.id)
        return
    try:
        ballots = read_ballots(poll, closing)
    except RecordRefused as refusal:
        yield refusal.why
        return
    for question, (_, outcome) in zip(poll.questions, closing.results, strict=True):
        try:
            again = outcome_json(result_of(question, ballots, closing))
        except RecordRefused as refusal:
            yield refusal.why
            continue
        if canonical(again) != canonical(outcome):
            yield say("Counted again, %(question)s has another result.", question=question.id)


def result_of(question: Question, ballots: tuple[Ballot, ...], closing: Closing) -> Result:
    """A question's result, counted here if the record holds what was chosen, else as stated there.

    ``ballots``: of ``read_ballots``. Raises RecordRefused.
    """
    if not closing.withheld:
        return count_again(question, ballots, closing)
    if (given := given_in(question, closing)) is not None:
        return count_again(question, given, closing)
    return stated_result(question, closing)


def cast_in(closing: Closing) -> int:
    """How many ballots the box holds."""
    if closing.withheld:
        return len(closing.commitments)
    return sum(copies for _, copies in closing.ballots)


def read_ballots(poll: Poll, closing: Closing) -> tuple[Ballot, ...]:
    """Every ballot that the record holds whole, each as often as it was cast.

    Raises RecordRefused.
    """
    ballots: list[Ballot] = []
    for text, copies in closing.ballots:
        try:
            ballot = read_ballot_text(text)
            faults = faults_in(poll, ballot)
        except ValueError as fault:
            raise _unfit(poll) from fault
        if faults:
            raise _unfit(poll)
        ballots.extend([ballot] * copies)
    return tuple(ballots)


def count_again(question: Question, ballots: tuple[Ballot, ...], closing: Closing) -> Result:
    """The result of a question by this server's own count; raises RecordRefused."""
    ids = (option.id for option in question.options)
    try:
        return count_question(
            question,
            ballots,
            present=closing.present,
            members=closing.members,
            lot=drawn_from(closing.seed, ids) if closing.seed else (),
            totals=closing.wishes.totals if closing.wishes else (),
        )
    except LotNeeded as tie:
        raise RecordRefused(
            say("%(question)s is tied, and no lot was drawn.", question=question.id)
        ) from tie
    except (Refused, ArithmeticError, LookupError, ValueError) as fault:
        raise RecordRefused(
            say("%(question)s cannot be counted again.", question=question.id)
        ) from fault


def _poll_faults(poll: Poll) -> Iterator[Sentence]:
    yield from _doubled(question.id for question in poll.questions)
    for question in poll.questions:
        yield from _doubled(option.id for option in question.options)
        yield from _question_faults(question)


def _question_faults(question: Question) -> Iterator[Sentence]:
    kind, rule = KINDS.get(question.kind), RULES.get(question.rule)
    if kind is None or rule is None or kind.shape not in rule.shapes:
        yield say(
            "This server cannot count %(kind)s by %(rule)s. It may need an update.",
            kind=question.kind,
            rule=question.rule,
        )
        return
    if kind.shape is Shape.AMOUNTS and not _has_lines(question):
        yield say("The lines of %(question)s do not fit it.", question=question.id)
    try:
        complete(rule, dict(question.settings))
    except BadSetting:
        yield say("The settings of %(question)s do not fit its rule.", question=question.id)
    try:
        all_settings(kind, dict(question.kind_settings))
    except BadSetting:
        yield say("The settings of %(question)s do not fit its kind.", question=question.id)


def _has_lines(question: Question) -> bool:
    """Whether its options are the lines of a budget that can balance."""
    both = question.both_sides
    named = [line.id for line in both.lines] == [option.id for option in question.options]
    return named and both.least <= both.most


def _doubled(ids: Iterable[str]) -> Iterator[Sentence]:
    named = list(ids)
    if len(set(named)) != len(named):
        yield say("Two polls, questions or options have the same name.")


def _rising(texts: list[str]) -> bool:
    return all(one < other for one, other in itertools.pairwise(texts))


def _unfit(poll: Poll) -> RecordRefused:
    return RecordRefused(say("A ballot of %(poll)s does not fit its questions.", poll=poll.id))
