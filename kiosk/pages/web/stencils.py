"""Pages that are the same for every card but for a few words: drawn once, then written in."""

import secrets
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field

from kiosk.domain.cards import LENGTH
from kiosk.meeting.hall import Sitting

CODE = secrets.token_hex(LENGTH // 2)
"""Stands in a drawn page where a card's code will be; by chance, so that no word of an assembly
is taken for it."""

TRACKER = secrets.token_hex(16)
"""Stands where the words of a tracker will be."""

MOST = 1000  # pages that are kept, of some kB each


@dataclass(slots=True)
class Stencils:
    """The drawn pages of one sitting, by all that they depend on; another sitting begins anew."""

    sitting: Sitting | None = None
    drawn: dict[Hashable, bytes] = field(default_factory=dict)

    def page(
        self,
        sitting: Sitting,
        shows: Hashable,
        draw: Callable[[], bytes],
        *,
        written: Mapping[str, str],
    ) -> bytes:
        """The page with words written in, by their stand-ins.

        ``shows``: all that ``draw`` depends on, which is asked the first time only.
        """
        if sitting is not self.sitting or len(self.drawn) >= MOST:
            self.sitting, self.drawn = sitting, {}
        body = self.drawn.get(shows)
        if body is None:
            body = self.drawn[shows] = draw()
        for stand_in, words in written.items():
            body = body.replace(stand_in.encode(), words.encode())
        return body
