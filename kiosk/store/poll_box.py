"""One poll inside the box: which cards are spent in it, and which slots are free."""

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import aiosqlite

from kiosk.domain.errors import CannotSave, Refused
from kiosk.proof.seal import NONCE_SIZE, OVERHEAD, seal, unseal
from kiosk.store import slots
from kiosk.store.card_keys import CardKey

_ADD = "INSERT INTO poll (id, salt, body_size, taking, key_digest) VALUES (?, ?, ?, 0, ?)"
_DROP = (
    "DELETE FROM spent WHERE poll = ?",
    "DELETE FROM ballot WHERE poll = ?",
    "DELETE FROM poll WHERE id = ?",
)


async def drop_poll(tx: aiosqlite.Connection, name: str) -> None:
    """Take an empty poll out of the file."""
    for statement in _DROP:
        await tx.execute(statement, (name,))


def nobody(_: Refused | None) -> None:
    """Nobody else wants to know."""


@dataclass(slots=True)
class Cast:
    """A ballot on its way into the box. ``done`` is answered when it is on disk, or refused.

    ``answered`` is called then, even where nobody waits for ``done`` any more.
    """

    poll: str
    key: CardKey
    text: bytes
    opening: bytes
    done: asyncio.Future[None]
    answered: Callable[[Refused | None], None] = nobody


def answer_all(casts: list[Cast], answers: list[Refused | None]) -> None:
    """Tell each cast why it was refused, or None: it is on disk."""
    for cast, refusal in zip(casts, answers, strict=True):
        try:
            cast.answered(refusal)
        except Exception as fault:  # not the queue's: all others are answered
            told = {"message": "a cast was answered, and a fault came of it", "exception": fault}
            cast.done.get_loop().call_exception_handler(told)
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
    """What the box holds in memory of a poll; exactly what its file holds, and the key.

    ``key_digest``: of the key that the ballots are sealed under; empty: they are not. ``key``:
    empty where it was not given. ``size``: of the slots of its ballots, in bytes.
    """

    salt: bytes
    size: int
    taking: bool
    key_digest: bytes = b""
    key: bytes = field(default=b"", repr=False)
    spent: set[bytes] = field(default_factory=set)
    saving: set[bytes] = field(default_factory=set)  # spent as soon as they are on disk
    free_spent: list[bytes] = field(default_factory=list)
    free_ballots: list[bytes] = field(default_factory=list)
    capacity: int = 0

    def digest(self, card: CardKey) -> bytes:
        """What marks the card spent here: salted per poll, so two polls cannot be linked."""
        return hashlib.sha256(self.salt + card).digest()

    def has(self, card: CardKey) -> bool:
        """Whether the card is spent here, safe on disk."""
        return self.digest(card) in self.spent

    def takes(self, card: CardKey) -> bool:
        """Whether the card is neither spent nor being spent."""
        digest = self.digest(card)
        return digest not in self.spent and digest not in self.saving

    def is_empty(self) -> bool:
        """Whether no card is spent and no ballot lies here."""
        return not self.spent and len(self.free_ballots) == self.capacity

    def write(self, text: bytes, opening: bytes) -> bytes:
        """What is put into a slot for a ballot: padded, and sealed where the poll is."""
        if not self.key_digest:
            return slots.ballot_body(text, opening, self.size)
        body = slots.ballot_body(text, opening, self.size - OVERHEAD)
        return seal(self.key, body, nonce=secrets.token_bytes(NONCE_SIZE))

    def read(self, body: bytes) -> tuple[bytes, bytes]:
        """The ballot and its opening that lie in a slot. Raises CannotSave where it is damaged."""
        if not self.key_digest:
            return slots.read_body(body)
        try:
            return slots.read_body(unseal(self.key, body))
        except ValueError as trouble:
            raise CannotSave("a sealed ballot is damaged") from trouble

    def read_all(self, bodies: Iterable[bytes]) -> tuple[tuple[bytes, bytes], ...]:
        """The same of all slots that are filled, sorted. Slow, for a thread of its own."""
        return tuple(sorted(self.read(body) for body in bodies if not slots.is_free(body)))

    def place(self, cast: Cast, draws: Iterator[bytes]) -> Placed:
        """Choose free slots for the card and its ballot by two of the draws; ``keep`` ends it."""
        body = self.write(cast.text, cast.opening)
        digest = self.digest(cast.key)
        placed = Placed(
            digest,
            slots.take_any(self.free_spent, next(draws)),
            body,
            slots.take_any(self.free_ballots, next(draws)),
        )
        self.saving.add(digest)
        return placed

    def keep(self, placed: Placed) -> None:
        """What is on disk is spent: nobody is told so before."""
        self.saving.discard(placed.digest)
        self.spent.add(placed.digest)

    def take_back(self, placed: Placed) -> None:
        """What was not saved is as if it had never been."""
        self.saving.discard(placed.digest)
        self.free_spent.append(placed.spent_key)
        self.free_ballots.append(placed.ballot_key)

    async def lay(
        self, tx: aiosqlite.Connection, name: str, capacity: int
    ) -> tuple[list[bytes], list[bytes]]:
        """Put the poll into the file, not taking ballots yet, with room for so many cards."""
        await tx.execute(_ADD, (name, self.salt, self.size, self.key_digest))
        return await self.grow(tx, name, capacity)

    async def grow(
        self, tx: aiosqlite.Connection, name: str, capacity: int
    ) -> tuple[list[bytes], list[bytes]]:
        """Make free slots, for cards and for ballots, until so many cards can vote."""
        short = max(0, capacity - self.capacity)
        spent = await slots.make(tx, "spent", short, slots.DIGEST_SIZE, (name,))
        ballots = await slots.make(tx, "ballot", short, self.size, (name,))
        return spent, ballots

    def add_room(self, spent: list[bytes], ballots: list[bytes]) -> None:
        """Take in slots that were made."""
        self.free_spent += spent
        self.free_ballots += ballots
        self.capacity += len(spent)
