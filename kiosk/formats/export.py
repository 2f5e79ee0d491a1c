"""What every export of published results takes and gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.domain.assembly import Poll
from kiosk.domain.count.contract import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One way to save the results of a poll.

    ``name``: the suffix of the file, and the last part of its address. ``title``: what the link
    says. ``write`` takes the results by question id and the reader's language; the same each time.
    """

    name: str
    title: str
    media_type: str
    write: Callable[[Poll, Mapping[str, Result], str], bytes]
