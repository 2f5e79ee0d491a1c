"""Whether a poll has more ballots than cards were given out, as far as the log tells."""

from collections.abc import Mapping

from kiosk.audit.finding import Finding
from kiosk.audit.recount import cast_in
from kiosk.domain.assembly import Assembly
from kiosk.domain.reconciliation import cards_out
from kiosk.domain.sentence import Sentence, say
from kiosk.sync.closing import Closing


def cards_said(
    assembly: Assembly, closing: Closing, told: Mapping[str, int | str], title: str
) -> tuple[Finding, Sentence]:
    """What is found, and the line of it.

    ``told``: of the cards at the close.
    """
    out = cards_out(told, assembly.cards, listed=closing.members is not None)
    if out is None:
        return Finding.NOT_CHECKED, say(
            "%(poll)s: cards given out were not checked, the log tells none.", poll=title
        )
    cast = cast_in(closing)
    if cast <= out.number:
        all_well = (
            say(
                "%(poll)s: cards given out: %(cards)s; no more voted.", poll=title, cards=out.number
            )
            if out.given
            else say(
                "%(poll)s: cards made: %(cards)s; no more voted.", poll=title, cards=out.number
            )
        )
        return Finding.HOLDS, all_well
    too_many = (
        say(
            "%(poll)s holds %(ballots)s ballots, but only %(cards)s cards were given out.",
            poll=title,
            ballots=cast,
            cards=out.number,
        )
        if out.given
        else say(
            "%(poll)s holds %(ballots)s ballots, but only %(cards)s cards were made.",
            poll=title,
            ballots=cast,
            cards=out.number,
        )
    )
    return Finding.WRONG, too_many
