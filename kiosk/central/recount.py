"""Counting a closed poll again with the kiosk's own rules, and naming whatever does not hold."""

import itertools
from collections.abc import Iterable, Iterator

from kiosk.domain.assembly import Assembly, Poll, Question, Trackers
from kiosk.domain.ballot import Ballot
from kiosk.domain.casting import faults_in
from kiosk.domain.count import RULES, majority
from kiosk.domain.count.as_json import outcome_json
from kiosk.domain.count.contract import Result
from kiosk.domain.count.lot import drawn_from, read_lot
from kiosk.domain.count.settings import BadSetting, complete
from kiosk.domain.errors import LotNeeded, NotTenDice, Refused
from kiosk.domain.questions import KINDS
from kiosk.domain.record import RecordRefused
from kiosk.domain.sentence import Sentence, say, say_many
from kiosk.domain.tally import count_question
from kiosk.proof import merkle
from kiosk.proof.ballots import read_ballot_text
from kiosk.proof.canonical import canonical
from kiosk.proof.commitment import commitment
from kiosk.proof.sample import most_sampled, read_dice, sample
from kiosk.sync.closing import MOST_BALLOTS, Closing, Opened, merged_texts


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


def opening_faults(assembly: Assembly, closing: Closing) -> Iterator[Sentence]:
    """Where published openings do not fit the commitments and the ballots; none may be there."""
    if not closing.openings:
        return
    if assembly.trackers is not Trackers.OPEN:
        yield say("%(poll)s shows openings that its meeting keeps closed.", poll=closing.poll)
    if len(closing.openings) != len(closing.commitments):
        yield say(
            "%(poll)s has %(openings)s openings, but %(commitments)s commitments.",
            poll=closing.poll,
            openings=len(closing.openings),
            commitments=len(closing.commitments),
        )
    pairs = zip(closing.commitments, closing.openings, strict=False)
    wrong = sum(
        not _opens(closing.poll, promise, text=text, opening=opening)
        for promise, (text, opening) in pairs
    )
    yield from _unfit_openings(closing.poll, wrong)
    if merged_texts(text for text, _ in closing.openings) != closing.ballots:
        yield say("The openings of %(poll)s show other ballots than it holds.", poll=closing.poll)


def lot_faults(closing: Closing, *, drawn: str | None) -> Iterator[Sentence]:
    """Where the lot is not what the tellers typed; ``drawn``: as the log tells it, if it does."""
    if closing.seed != read_lot(closing.seed):
        yield say("The lot of %(poll)s holds signs that no typed lot has.", poll=closing.poll)
    elif drawn is not None and closing.seed != read_lot(drawn):
        yield say("%(poll)s was counted with another lot than the log tells.", poll=closing.poll)


def sample_faults(closing: Closing, opened: Opened) -> Iterator[Sentence]:
    """Where opened ballots are not those that the dice choose, or do not fit what was closed."""
    size, number = len(closing.commitments), len(opened.openings)
    places = tuple(place for place, _, _ in opened.openings)
    if number != most_sampled(size):  # who opens fewer could stop before an exchanged one
        yield say(
            "%(number)s ballots of %(poll)s were opened; the dice choose %(chosen)s.",
            number=number,
            poll=closing.poll,
            chosen=most_sampled(size),
        )
    elif not _are_ten_dice(opened.dice):
        yield say("The dice of %(poll)s are not ten dice.", poll=closing.poll)
    elif places != sample(opened.dice, bytes.fromhex(closing.root), size=size, number=number):
        yield say("The dice do not choose the opened ballots of %(poll)s.", poll=closing.poll)
    published = {text for text, _ in closing.ballots}
    wrong = sum(
        place >= size
        or text not in published
        or not _opens(closing.poll, closing.commitments[place], text=text, opening=opening)
        for place, text, opening in opened.openings
    )
    yield from _unfit_openings(closing.poll, wrong)


def _are_ten_dice(dice: str) -> bool:
    try:
        return read_dice(dice) == dice
    except NotTenDice:
        return False


def result_faults(poll: Poll, closing: Closing) -> Iterator[Sentence]:
    """Where the ballots do not fit the questions, or counted again give another result."""
    if cast_in(closing) > MOST_BALLOTS:
        yield say("%(poll)s holds too many ballots to count them again.", poll=poll.id)
        return
    uncountable = list(_poll_faults(poll))
    if uncountable:
        yield from uncountable
        return
    try:
        ballots = read_ballots(poll, closing)
    except RecordRefused as refusal:
        yield refusal.why
        return
    if [question for question, _ in closing.results] != [q.id for q in poll.questions]:
        yield say("%(poll)s has not one result for each question.", poll=poll.id)
        return
    for question, (_, outcome) in zip(poll.questions, closing.results, strict=True):
        try:
            again = outcome_json(count_again(question, ballots, closing))
        except RecordRefused as refusal:
            yield refusal.why
            continue
        if canonical(again) != canonical(outcome):
            yield say("Counted again, %(question)s has another result.", question=question.id)


def cast_in(closing: Closing) -> int:
    """How many ballots the box holds."""
    return sum(copies for _, copies in closing.ballots)


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
    except (Refused, ArithmeticError, LookupError, ValueError) as fault:
        raise RecordRefused(
            say("%(question)s cannot be counted again.", question=question.id)
        ) from fault


def _opens(poll_id: str, promise: str, *, text: str, opening: str) -> bool:
    return commitment(poll_id, text.encode(), bytes.fromhex(opening)).hex() == promise


def _unfit_openings(poll_id: str, wrong: int) -> Iterator[Sentence]:
    if wrong:
        yield say_many(
            "%(number)s opening of %(poll)s does not fit its commitment.",
            "%(number)s openings of %(poll)s do not fit their commitments.",
            wrong,
            poll=poll_id,
        )


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
    try:
        complete(rule, dict(question.settings))
    except BadSetting:
        yield say("The settings of %(question)s do not fit its rule.", question=question.id)


def _doubled(ids: Iterable[str]) -> Iterator[Sentence]:
    named = list(ids)
    if len(set(named)) != len(named):
        yield say("Two polls, questions or options have the same name.")


def _rising(texts: list[str]) -> bool:
    return all(one < other for one, other in itertools.pairwise(texts))


def _unfit(poll: Poll) -> RecordRefused:
    return RecordRefused(say("A ballot of %(poll)s does not fit its questions.", poll=poll.id))
