"""Ballots begun and not cast: in memory only, so that a begun choice is never on a disk."""

from contextlib import suppress
from dataclasses import dataclass, field

from kiosk.domain.ballot import Ballot
from kiosk.proof.ballots import ballot_text, read_ballot_text
from kiosk.store.draft_shelf import DraftShelf


@dataclass(slots=True)
class Drafts:
    """By poll and card code. ``shelf``: where they outlive the program; memory too, and may fail:

    then a draft lives as long as the program.
    """

    ballots: dict[tuple[str, str], Ballot] = field(default_factory=dict)
    shelf: DraftShelf | None = None

    def keep(self, poll_id: str, code: str, ballot: Ballot) -> None:
        """Keep what is chosen so far."""
        self.ballots[poll_id, code] = ballot
        if self.shelf:
            with suppress(OSError):
                self.shelf.keep(poll_id, code, ballot_text(ballot).encode())

    def find(self, poll_id: str, code: str) -> Ballot | None:
        """What was chosen so far."""
        known = self.ballots.get((poll_id, code))
        if known is not None or not self.shelf:
            return known
        text = self.shelf.find(poll_id, code)
        with suppress(ValueError):
            return read_ballot_text(text.decode()) if text else None
        return None

    def drop(self, poll_id: str, code: str) -> None:
        """Forget one."""
        self.ballots.pop((poll_id, code), None)
        if self.shelf:
            with suppress(OSError):
                self.shelf.drop(poll_id, code)

    def drop_all(self, poll_id: str) -> None:
        """Forget all of a poll."""
        for key in [key for key in self.ballots if key[0] == poll_id]:
            del self.ballots[key]
        if self.shelf:
            with suppress(OSError):
                self.shelf.drop_all(poll_id)

    def started(self, poll_id: str) -> int:
        """How many have begun and not cast."""
        known = sum(1 for poll, _ in self.ballots if poll == poll_id)
        return max(known, self.shelf.number(poll_id)) if self.shelf else known
