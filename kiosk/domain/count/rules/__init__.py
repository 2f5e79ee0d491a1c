"""Counting rules: every sibling module with a ``RULE`` is one; drop a file in and it is there."""

from kiosk.domain.count.contract import Rule
from kiosk.domain.found import by_name, found


def _found() -> dict[str, Rule]:
    return by_name("rule", found(__name__, __path__, "RULE"))


RULES: dict[str, Rule] = _found()
