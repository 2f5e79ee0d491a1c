"""What is stated of ballots that are published in parts: a table for each line of the budget."""

from kiosk.domain.assembly import Poll
from kiosk.domain.count.contract import merge
from kiosk.domain.count.two_sided.wishes import totals_in, wishes_in
from kiosk.domain.questions import KINDS
from kiosk.proof.ballots import read_ballot_text
from kiosk.sync.closing import Wishes


def wishes_stated(poll: Poll, texts: tuple[tuple[str, int], ...]) -> Wishes | None:
    """The tables of the poll's budget; None where it is about something else.

    ``texts``: the ballots, each with how many cast it.
    """
    for question in poll.questions:
        if KINDS[question.kind].in_parts:
            both = question.both_sides
            ballots = merge(
                read_ballot_text(text).marks(question.id)
                for text, number in texts
                for _ in range(number)
            )
            tables = wishes_in(ballots, both).tables
            return Wishes(
                lines=tuple((line.id, table) for line, table in tables if not line.locked),
                totals=totals_in(ballots, both),
            )
    return None
