"""Motions, proposals and sums counted by their rules, for the tests of these counts."""

import gettext
from collections.abc import Iterable, Mapping

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.count import RULES
from kiosk.domain.count.contract import Contest, Result, Shape, merge
from kiosk.domain.count.settings import complete
from kiosk.domain.plain import spoken
from kiosk.domain.sentence import Sentence
from kiosk.domain.text import plain

MOTION = ("yes", "no", "abstain")
PROPOSAL = ("agree", "stand_aside", "object", "block")
SHAPES = {"plurality": Shape.ONE, "approval": Shape.SOME, "points": Shape.POINTS}


def decided(
    rule: str,
    votes: Iterable[str],
    given: Mapping[str, str],
    *,
    present: int | None = None,
    members: int | None = None,
) -> Result:
    """A motion or proposal; each vote names an option, or nothing for a blank ballot."""
    contest = Contest(
        options=tuple(Option(o, plain(o)) for o in (PROPOSAL if rule == "consent" else MOTION)),
        shape=Shape.ONE,
        present=present,
        members=members,
    )
    ballots = merge(((vote, 1),) if vote else () for vote in votes)
    return RULES[rule].count(contest, ballots, complete(RULES[rule], given))


def summed(
    rule: str,
    sheets: Iterable[Mapping[str, int]],
    *,
    options: Iterable[str],
    seats: int,
    lot: Iterable[str] = (),
) -> Result:
    """Seats filled by sums; each sheet says what a ballot gives to options."""
    contest = Contest(
        options=tuple(Option(o, plain(o)) for o in options),
        shape=SHAPES[rule],
        seats=seats,
        lot=tuple(lot),
    )
    ballots: list[Marks] = [in_order(sheet.items()) for sheet in sheets]
    return RULES[rule].count(contest, merge(ballots), complete(RULES[rule], {}))


def said(sentence: Sentence) -> str:
    """The sentence in English, options by their ids."""
    return spoken(sentence, gettext.NullTranslations(), name_of=str, money=str)
