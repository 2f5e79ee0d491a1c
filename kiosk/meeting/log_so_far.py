"""The log of the meeting as far as it was read back: events, closed polls, opened samples."""

from dataclasses import dataclass, field

from kiosk.domain.happening import Happening
from kiosk.sync.event import Event
from kiosk.sync.report import Closed, OpenedSample


@dataclass(slots=True)
class LogSoFar:
    """What the log tells up to record ``seq``. ``assembly``: digest of the meeting's record."""

    seq: int = 0
    assembly: str = ""
    events: list[Event] = field(default_factory=list)
    closed: dict[str, Closed] = field(default_factory=dict)
    samples: dict[str, OpenedSample] = field(default_factory=dict)

    def last(self, what: Happening, poll_id: str) -> Event | None:
        """The newest event of that kind about that poll."""
        found = (one for one in reversed(self.events) if (one.what, one.poll) == (what, poll_id))
        return next(found, None)

    def first(self, what: Happening, poll_id: str) -> Event | None:
        """The oldest event of that kind about that poll."""
        return next((one for one in self.events if (one.what, one.poll) == (what, poll_id)), None)

    def times_printed(self, report_id: str) -> int:
        """How often a report came out of the printer."""
        return sum(
            one.what == Happening.REPORT_PRINTED and ("report", report_id) in one.facts
            for one in self.events
        )
