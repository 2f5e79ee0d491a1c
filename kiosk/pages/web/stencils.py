"""Pages that are the same for every card but for a few words: drawn once, then written in."""

import re
import secrets
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.domain.cards import LENGTH, spoken
from kiosk.meeting.hall import Sitting

CODE = secrets.token_hex(LENGTH // 2)
"""Stands in a drawn page where a card's code will be; by chance, so that no word of an assembly
is taken for it."""

SPOKEN_CODE = spoken(CODE)
"""The same where it stands to be read aloud."""

TRACKER = secrets.token_hex(16)
"""Stands where the words of a tracker will be."""

PRESENT = secrets.token_hex(16)
"""Stands where it is said how many are present, which each arrival changes."""

MOST = 1000  # pages that are kept, of some kB each


@dataclass(slots=True)
class Stencils:
    """The drawn pages of one sitting, by all that they depend on; another sitting begins anew."""

    sitting: Sitting | None = None
    drawn: dict[Hashable, tuple[bytes, ...]] = field(default_factory=dict)

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
        words = {stand_in.encode(): word.encode() for stand_in, word in written.items()}
        parts = self.drawn.get(shows)
        if parts is None:
            parts = self.drawn[shows] = _cut(draw(), words)
        return b"".join([words.get(part, part) for part in parts])


def _cut(page: bytes, stand_ins: Iterable[bytes]) -> tuple[bytes, ...]:
    """The page in parts, each stand-in a part of its own."""
    known = b"|".join(map(re.escape, stand_ins))
    return tuple(re.split(b"(" + known + b")", page) if known else (page,))
