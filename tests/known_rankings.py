"""Where the public ranked elections lie beside the project, and how one of them is counted."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kiosk.domain.assembly import Option
from kiosk.domain.count.contract import Ballots, Contest, Result, Shape
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import complete
from kiosk.domain.text import plain

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "ballots"
ABSENT = "the public ballot data are not beside the project"


def known(name: str) -> dict[str, Any]:
    """What is expected of a file."""
    found: dict[str, Any] = json.loads((DATA / "expected" / f"{name}.json").read_text("utf-8"))
    return found


def counted(
    rule: str,
    ballots: Ballots,
    ids: Iterable[str],
    given: Mapping[str, str],
    *,
    seats: int = 1,
    lot: Iterable[str] = (),
) -> Result:
    """The election counted by the rule under the settings given."""
    contest = Contest(
        options=tuple(Option(id_, plain(id_)) for id_ in ids),
        shape=Shape.RANKING,
        seats=seats,
        lot=tuple(lot),
    )
    return RULES[rule].count(contest, ballots, complete(RULES[rule], given))
