"""An instant runoff counted with the settings of its rule, for the tests of its count."""

from collections.abc import Iterable

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Contest, Result, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import complete
from kiosk.domain.text import plain

RULE = RULES["irv"]


def counted(
    ballots: Iterable[Marks], *, options: Iterable[str], lot: Iterable[str] = (), **given: str
) -> Result:
    contest = Contest(
        options=tuple(Option(o, plain(o)) for o in options), shape=Shape.RANKING, lot=tuple(lot)
    )
    return RULE.count(contest, merge(ballots), complete(RULE, given))
