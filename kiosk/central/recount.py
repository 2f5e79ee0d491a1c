"""Counting a closed poll again with the kiosk's own rules, and naming whatever does not hold."""

import itertools
from collections.abc import Iterable

from kiosk.domain.assembly import Assembly, Poll, Question
from kiosk.domain.ballot import Ballot
from kiosk.domain.casting import faults_in
from kiosk.domain.count import RULES
from kiosk.domain.count.as_json import outcome_json
from kiosk.domain.count.contract import Result
from kiosk.domain.count.lot import drawn_from
from kiosk.domain.count.settings import BadSetting, complete
from kiosk.domain.errors import LotNeeded
from kiosk.domain.questions import KINDS
from kiosk.domain.record import RecordRefused
from kiosk.domain.sentence import say
from kiosk.domain.tally import count_question
from kiosk.proof import merkle
from kiosk.proof.ballots import read_ballot_text
from kiosk.proof.canonical import canonical
from kiosk.sync.closing import Closing


def check_assembly(assembly: Assembly) -> None:
    """Whether this server can count everything the assembly asks; raises RecordRefused."""
    _once(poll.id for poll in assembly.polls)
    for poll in assembly.polls:
        _once(question.id for question in poll.questions)
        for question in poll.questions:
            _once(option.id for option in question.options)
            _check_question(question)


def check_closing(poll: Poll, closing: Closing) -> None:
    """Whether the box is whole and its results are what it holds; raises RecordRefused."""
    _check_numbers(closing)
    if merkle.root([bytes.fromhex(text) for text in closing.commitments]).hex() != closing.root:
        raise RecordRefused(
            say("The root of %(poll)s does not belong to its commitments.", poll=poll.id)
        )
    ballots = read_ballots(poll, closing)
    if [question for question, _ in closing.results] != [q.id for q in poll.questions]:
        raise RecordRefused(say("%(poll)s has not one result for each question.", poll=poll.id))
    for question, (_, outcome) in zip(poll.questions, closing.results, strict=True):
        if canonical(outcome_json(count_again(question, ballots, closing))) != canonical(outcome):
            raise RecordRefused(
                say("Counted again, %(question)s has another result.", question=question.id)
            )


def read_ballots(poll: Poll, closing: Closing) -> tuple[Ballot, ...]:
    """Every ballot of the box, each as often as it was cast; raises RecordRefused."""
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
        )
    except LotNeeded as tie:
        raise RecordRefused(
            say("%(question)s is tied, and no lot was drawn.", question=question.id)
        ) from tie
    except (ArithmeticError, LookupError, ValueError) as fault:
        raise RecordRefused(
            say("%(question)s cannot be counted again.", question=question.id)
        ) from fault


def _check_numbers(closing: Closing) -> None:
    texts = [text for text, _ in closing.ballots]
    if not _rising(texts) or not _rising(list(closing.commitments)):
        raise RecordRefused(
            say("Ballots or commitments of %(poll)s are doubled or not sorted.", poll=closing.poll)
        )
    cast = sum(copies for _, copies in closing.ballots)
    if cast != closing.cards_spent:
        raise RecordRefused(
            say(
                "%(poll)s holds %(ballots)s ballots, but %(cards)s cards were spent.",
                poll=closing.poll,
                ballots=cast,
                cards=closing.cards_spent,
            )
        )
    if cast != len(closing.commitments):
        raise RecordRefused(
            say(
                "%(poll)s holds %(ballots)s ballots, but %(commitments)s commitments.",
                poll=closing.poll,
                ballots=cast,
                commitments=len(closing.commitments),
            )
        )


def _check_question(question: Question) -> None:
    kind, rule = KINDS.get(question.kind), RULES.get(question.rule)
    if kind is None or rule is None or kind.shape not in rule.shapes:
        raise RecordRefused(
            say(
                "This server cannot count %(kind)s by %(rule)s. It may need an update.",
                kind=question.kind,
                rule=question.rule,
            )
        )
    try:
        complete(rule, dict(question.settings))
    except BadSetting as fault:
        raise RecordRefused(
            say("The settings of %(question)s do not fit its rule.", question=question.id)
        ) from fault


def _once(ids: Iterable[str]) -> None:
    named = list(ids)
    if len(set(named)) != len(named):
        raise RecordRefused(say("Two polls, questions or options have the same name."))


def _rising(texts: list[str]) -> bool:
    return all(one < other for one, other in itertools.pairwise(texts))


def _unfit(poll: Poll) -> RecordRefused:
    return RecordRefused(say("A ballot of %(poll)s does not fit its questions.", poll=poll.id))
