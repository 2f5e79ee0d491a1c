"""Motions, proposals and sums counted by their rules, for the tests of these counts."""

import gettext
from collections.abc import Iterable, Mapping

from hypothesis import strategies as st

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.count.contract import Contest, Result, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import complete
from kiosk.domain.sentence import Sentence
from kiosk.domain.text import plain
from kiosk.domain.wording import spoken

MOTION = ("yes", "no", "abstain")
PROPOSAL = ("agree", "stand-aside", "object", "block")
SHAPES = {"plurality": Shape.ONE, "approval": Shape.SOME, "points": Shape.POINTS}

SHARES = st.sampled_from(["1/2", "2/3", "3/4", "3/5", "1/3", "99/100"])
BASES = st.sampled_from(["cast", "ballots", "present", "members"])
YES_NO = st.sampled_from(["no", "yes"])
FURTHER = st.builds("{}{}:{}".format, st.sampled_from(["", ">="]), SHARES, BASES)
MOTIONS = st.fixed_dictionaries(
    {
        "threshold": SHARES,
        "at-least": YES_NO,
        "base": BASES,
        "also": st.lists(FURTHER, max_size=2).map(",".join),
        "quorum": st.integers(0, 9).map(str),
        "quorum-base": st.sampled_from(["present", "ballots"]),
    }
)
PROPOSALS = st.fixed_dictionaries(
    {
        "objections": st.sampled_from(["recorded", "block"]),
        "most-aside": st.sampled_from(["any", "0", "1", "2"]),
    }
)
SHEETS = st.lists(
    st.dictionaries(st.sampled_from("abcd"), st.integers(1, 3), max_size=4), max_size=8
)


def read_as(rule: str, sheets: list[dict[str, int]]) -> list[dict[str, int]]:
    """The sheets as that rule's question would let people fill them in."""
    if rule == "points":
        return sheets
    most = 1 if rule == "plurality" else 4
    return [dict.fromkeys([*sheet][:most], 1) for sheet in sheets]


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
