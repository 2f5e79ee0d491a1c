"""The rounds of a count as an archive has them, to be taken apart: a wrong step fails the test."""

from typing import Any

from kiosk.domain.count.contract import Result
from kiosk.formats.rounds_json import rounds_json


def told_rounds(result: Result) -> list[dict[str, Any]]:
    """Each round as plain JSON."""
    return [*rounds_json(result)]
