"""One poll inside the box: which cards are spent in it, and which slots are free."""

import asyncio
import hashlib
from dataclasses import dataclass, field

from kiosk.domain.errors import Refused
from kiosk.store import slots


@dataclass(slots=True)
class Cast:
    """A ballot on its way into the box. ``done`` is answered when it is on disk, or refused."""

    poll: str
    code: str
    text: bytes
    opening: bytes
    done: asyncio.Future[None]


def answer_all(casts: list[Cast], answers: list[Refused | None]) -> None:
    """Tell each cast why it was refused, or None: it is on disk."""
    for cast, refusal in zip(casts, answers, strict=True):
        if cast.done.done():
            continue
        if refusal is None:
            cast.done.set_result(None)
        else:
            cast.done.set_exception(refusal)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a cast goes: a digest and a body, each under the key of a free slot."""

    digest: bytes
    spent_key: bytes
    body: bytes
    ballot_key: bytes


@dataclass(slots=True)
class PollBox:
    """What the box holds in memory of a poll; exactly what its file holds."""

    salt: bytes
    size: int
    taking: bool
    spent: set[bytes] = field(default_factory=set)
    free_spent: list[bytes] = field(default_factory=list)
    free_ballots: list[bytes] = field(default_factory=list)
    capacity: int = 0

    def digest(self, code: str) -> bytes:
        """What marks the card spent here: salted per poll, so two polls cannot be linked."""
        return hashlib.sha256(self.salt + code.encode()).digest()

    def has(self, code: str) -> bool:
        """Whether the card is spent here."""
        return self.digest(code) in self.spent

    def place(self, cast: Cast) -> Placed:
        """Spend the card and choose free slots for it and its ballot by chance."""
        body = slots.ballot_body(cast.text, cast.opening, self.size)
        digest = self.digest(cast.code)
        placed = Placed(
            digest, slots.take_any(self.free_spent), body, slots.take_any(self.free_ballots)
        )
        self.spent.add(digest)
        return placed

    def take_back(self, placed: Placed) -> None:
        """What was not saved is as if it had never been."""
        self.spent.discard(placed.digest)
        self.free_spent.append(placed.spent_key)
        self.free_ballots.append(placed.ballot_key)

    def add_room(self, spent: list[bytes], ballots: list[bytes]) -> None:
        """Take in slots that were made."""
        self.free_spent += spent
        self.free_ballots += ballots
        self.capacity += len(spent)
