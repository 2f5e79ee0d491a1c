"""Ballots begun and not cast: in memory only, so that a begun choice is never on a disk."""

from dataclasses import dataclass, field

from kiosk.domain.ballot import Ballot


@dataclass(slots=True)
class Drafts:
    """By poll and card code."""

    ballots: dict[tuple[str, str], Ballot] = field(default_factory=dict)

    def keep(self, poll_id: str, code: str, ballot: Ballot) -> None:
        """Keep what is chosen so far."""
        self.ballots[poll_id, code] = ballot

    def find(self, poll_id: str, code: str) -> Ballot | None:
        """What was chosen so far."""
        return self.ballots.get((poll_id, code))

    def drop(self, poll_id: str, code: str) -> None:
        """Forget one."""
        self.ballots.pop((poll_id, code), None)

    def drop_all(self, poll_id: str) -> None:
        """Forget all of a poll."""
        for key in [key for key in self.ballots if key[0] == poll_id]:
            del self.ballots[key]

    def started(self, poll_id: str) -> int:
        """How many have begun and not cast."""
        return sum(1 for poll, _ in self.ballots if poll == poll_id)
