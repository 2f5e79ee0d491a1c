"""A transferable vote counted by either of its rules, for the tests of its count."""

from collections.abc import Iterable

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Ballots, Contest, Result, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import complete
from kiosk.domain.text import plain

BOTH = ("scottish-stv", "meek-stv")


def counted(
    rule: str,
    ballots: Ballots | Iterable[Marks],
    *,
    options: Iterable[str],
    seats: int,
    lot: Iterable[str] = (),
) -> Result:
    contest = Contest(
        options=tuple(Option(o, plain(o)) for o in options),
        shape=Shape.RANKING,
        seats=seats,
        lot=tuple(lot),
    )
    merged = ballots if isinstance(ballots, Ballots) else merge(ballots)
    return RULES[rule].count(contest, merged, complete(RULES[rule], {}))
