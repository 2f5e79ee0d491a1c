"""Telling a finger from the chatter of a worn contact or a loose wire."""

from collections import deque
from dataclasses import dataclass, field

CHATTER = 0.030  # seconds in which a contact settles
NOISE_PRESSES = 50  # within NOISE_SECONDS no finger does that
NOISE_SECONDS = 5.0


@dataclass(slots=True)
class Contact:
    """One button's contact. Moments are seconds of a monotonic clock, in rising order."""

    _last_edge: float = float("-inf")
    _presses: deque[float] = field(default_factory=lambda: deque(maxlen=NOISE_PRESSES))

    def pressed(self, moment: float) -> bool:
        """Whether this closing is a finger's.

        A contact also chatters when it opens. That must not count: at the end of a long press it
        would be the second press, which casts.
        """
        settled = moment - self._last_edge >= CHATTER
        self._last_edge = moment
        self._presses.append(moment)
        return settled

    def released(self, moment: float) -> None:
        """The contact opened."""
        self._last_edge = moment

    @property
    def noisy(self) -> bool:
        """Whether it closed more often than a finger can, chatter included."""
        return (
            len(self._presses) == NOISE_PRESSES
            and self._presses[-1] - self._presses[0] <= NOISE_SECONDS
        )
