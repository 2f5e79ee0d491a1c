"""Where few voted: that exactly the ballots that could be recognised are not in the record."""

import itertools
from collections.abc import Iterator

from kiosk.audit.in_parts import can_be_stated, is_in_parts, parts_fit, parts_of, unfit_parts
from kiosk.domain.assembly import Assembly, Poll, Question
from kiosk.domain.ballot import Ballot, Choice, in_order
from kiosk.domain.count.contract import Result
from kiosk.domain.questions import KINDS
from kiosk.domain.record import RecordRefused
from kiosk.domain.secrecy import always_shown, whole_shown
from kiosk.domain.sentence import Sentence, say
from kiosk.sync.closing import Closing
from kiosk.sync.count_outcome import read_outcome

NOT_COUNTED_HERE = say("The kiosk counted this. Few voted, so the record holds no whole ballot.")


def withholding_faults(assembly: Assembly, poll: Poll, closing: Closing) -> Iterator[Sentence]:
    """Where ballots are withheld that the meeting publishes, or the other way round.

    Whether they must be is found here, from the meeting and the number of commitments alone.
    """
    if any(question.kind not in KINDS for question in poll.questions):
        return  # said where the questions are examined
    cast = len(closing.commitments)
    if closing.withheld == whole_shown(poll, cast, publish_from=assembly.publish_from):
        yield say(
            "%(poll)s has %(ballots)s ballots; whether they are withheld is not by its rule.",
            poll=poll.id,
            ballots=cast,
        )
    if not closing.withheld:
        if closing.tallies or closing.blank or closing.wishes:
            yield say("%(poll)s holds whole ballots and tallies of them.", poll=poll.id)
        return
    yield from _faults_of_parts(assembly, poll, closing)
    if closing.ballots or closing.openings:
        yield say("%(poll)s withholds its ballots and still holds some.", poll=poll.id)
    apart = [question for question in poll.questions if question.id in always_shown(poll)]
    if [question for question, _ in closing.tallies] != [question.id for question in apart]:
        yield say("The tallies of %(poll)s are of other questions.", poll=poll.id)
        return
    for question in apart:
        if not _fits(question, closing):
            yield _unfit(question)
    blank = [outcome.get("blank") for _, outcome in closing.results]
    least = min((number for number in blank if isinstance(number, int)), default=0)
    if closing.blank > least or (len(blank) == 1 and closing.blank != least):
        yield say("The blank ballots of %(poll)s do not fit its results.", poll=poll.id)


def _faults_of_parts(assembly: Assembly, poll: Poll, closing: Closing) -> Iterator[Sentence]:
    """Where tables of a budget are stated though few voted, are missing, or do not fit."""
    in_parts = [question for question in poll.questions if is_in_parts(question)]
    budgets = len(closing.commitments) - closing.blank
    expected = bool(in_parts) and budgets >= assembly.publish_from
    if expected != (closing.wishes is not None):
        yield say(
            "%(poll)s has %(ballots)s ballots; whether its tables are stated is not by its rule.",
            poll=poll.id,
            ballots=len(closing.commitments),
        )
    elif not all(parts_fit(question, closing) for question in in_parts):
        yield unfit_parts(in_parts[0])


def told_apart(question: Question, closing: Closing) -> bool:
    """Whether the record tells what was chosen in that question, for itself."""
    in_tables = is_in_parts(question) and closing.wishes is not None
    return in_tables or question.id in dict(closing.tallies)


def why_no_whole_ballot(assembly: Assembly, poll: Poll, closing: Closing, title: str) -> Sentence:
    """Why the record of a poll that withholds its ballots has none."""
    if len(closing.commitments) >= assembly.publish_from:
        return say("%(poll)s: whole budgets could be recognised, so none is here.", poll=title)
    return say(
        "%(poll)s: fewer than %(number)s voted, so no whole ballot is here.",
        poll=title,
        number=assembly.publish_from,
    )


def given_in(question: Question, closing: Closing) -> tuple[Ballot, ...] | None:
    """What was chosen in one question, as ballots of it alone; None where no table tells.

    Raises RecordRefused where the tally does not fit, before a number in it fills the memory.
    """
    if (made := parts_of(question, closing)) is not None:
        return made
    tally = dict(closing.tallies).get(question.id)
    if tally is None:
        return None
    if not _fits(question, closing):
        raise RecordRefused(_unfit(question))
    return tuple(
        Ballot((Choice(question.id, marks),)) for marks, number in tally for _ in range(number)
    )


def stated_result(question: Question, closing: Closing) -> Result:
    """What the kiosk stated of a question that cannot be counted again.

    Raises RecordRefused where no count of so many ballots could give it.
    """
    try:
        found = read_outcome(
            dict(closing.results)[question.id],
            settings=question.settings,
            sentence=NOT_COUNTED_HERE,
        )
    except (LookupError, ValueError) as fault:
        raise _impossible(question) from fault
    costs = {option.id: option.cost for option in question.options}
    named = [*found.winners, *(one for tie in found.ties for one in (*tie.options, *tie.chosen))]
    possible = (
        (found.rule, found.counted, found.rejected) == (question.rule, len(closing.commitments), 0)
        and closing.blank <= found.blank <= found.counted
        and set(named) <= set(costs)
        and len(set(found.winners)) == len(found.winners)
        and {option for option, _ in found.scores} <= set(costs)
        and can_be_stated(question, dict(found.scores))
        and (found.cost is None or found.cost == sum(costs[one] for one in found.winners))
    )
    if not possible:
        raise _impossible(question)
    return found


def _fits(question: Question, closing: Closing) -> bool:
    """Whether the tally has each mark once, in order, as a ballot can have it, and all ballots."""
    tally = dict(closing.tallies)[question.id]
    marks = [each for each, _ in tally]
    return (
        sum(number for _, number in tally) == len(closing.commitments)
        and all(one < other for one, other in itertools.pairwise(marks))
        and all(each == in_order(each) for each in marks)
        and not any(KINDS[question.kind].check(question, each) for each in marks)
    )


def _unfit(question: Question) -> Sentence:
    return say("The tally of %(question)s does not fit its ballots.", question=question.id)


def _impossible(question: Question) -> RecordRefused:
    return RecordRefused(
        say("The result of %(question)s cannot be one of its ballots.", question=question.id)
    )
