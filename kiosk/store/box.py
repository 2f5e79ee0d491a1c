"""The box: ballots and spent cards, one durable commit for all casts that arrive together."""

import asyncio
import contextlib
import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import aiosqlite

from kiosk.domain.errors import (
    AlreadyVoted,
    CannotSave,
    NoSuchCard,
    NoSuchPoll,
    PollNotOpen,
    Refused,
    TooBusy,
)
from kiosk.store import slots
from kiosk.store.transaction import Database, open_box

ROOM = 64  # rows are made ahead in steps of so many cards
LARGEST_BATCH = 512  # casts in one commit
LONGEST_QUEUE = 4096  # casts that may wait; beyond it people are asked to try again

_POLLS = "SELECT id, salt, body_size, taking FROM poll"
_ADD_POLL = "INSERT INTO poll (id, salt, body_size, taking) VALUES (?, ?, ?, 0)"
_TAKING = "UPDATE poll SET taking = ? WHERE id = ?"
_CARDS = "SELECT key, body FROM card"
_SPENT = "SELECT key, poll, body FROM spent"
_BALLOT_KEYS = "SELECT key, poll, body FROM ballot"
_BALLOTS = "SELECT body FROM ballot WHERE poll = ? ORDER BY body"


@dataclass(slots=True)
class _PollBox:
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


@dataclass(slots=True)
class _Cast:
    poll: str
    code: str
    text: bytes
    opening: bytes
    done: asyncio.Future[None]


def card_digest(code: str) -> bytes:
    """What the box keeps of a card."""
    return hashlib.sha256(b"assembly kiosk voting card\0" + code.encode()).digest()


class Box:
    """The one writer of the box file. What it holds in memory is exactly what the file holds."""

    def __init__(self, database: Database) -> None:
        """Use ``open_and_read`` instead."""
        self._database = database
        self._polls: dict[str, _PollBox] = {}
        self._cards: set[bytes] = set()
        self._free_cards: list[bytes] = []
        self._waiting: list[_Cast] = []
        self._wake = asyncio.Event()
        self._writer: asyncio.Task[None] | None = None
        self.trouble = ""

    @classmethod
    async def open_and_read(cls, path: Path) -> "Box":
        """Open the file, or make it, and read what it holds. Raises CannotSave."""
        box = cls(await open_box(path))
        await box._read()
        box._writer = asyncio.create_task(box._write_forever())
        return box

    async def close(self) -> None:
        """Finish the casts that wait, then close the file."""
        while self._waiting:
            await self._commit()
        if self._writer is not None:
            self._writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._writer
        await self._database.close()

    async def _read(self) -> None:
        read = self._database.read
        for poll, salt, size, taking in await read.execute_fetchall(_POLLS):
            self._polls[poll] = _PollBox(salt, size, bool(taking))
        for key, body in await read.execute_fetchall(_CARDS):
            if slots.is_free(body):
                self._free_cards.append(key)
            else:
                self._cards.add(body)
        for key, poll, body in await read.execute_fetchall(_SPENT):
            self._polls[poll].capacity += 1
            if slots.is_free(body):
                self._polls[poll].free_spent.append(key)
            else:
                self._polls[poll].spent.add(body)
        async with read.execute(_BALLOT_KEYS) as rows:
            async for key, poll, body in rows:
                if slots.is_free(body):
                    self._polls[poll].free_ballots.append(key)

    # --- cards

    @property
    def cards_number(self) -> int:
        """How many voting cards there are."""
        return len(self._cards)

    def has_card(self, code: str) -> bool:
        """Whether the code is one of this assembly's cards."""
        return card_digest(code) in self._cards

    async def add_cards(self, codes: Iterable[str]) -> None:
        """Make cards valid, and room for their ballots in every poll. Raises CannotSave."""
        digests = [card_digest(code) for code in codes]
        async with self._database.write() as tx:
            short = len(digests) - len(self._free_cards)
            free = list(self._free_cards)
            if short > 0:
                number = -(-short // ROOM) * ROOM
                free += await slots.make(tx, "card", number, slots.DIGEST_SIZE)
            capacity = len(self._cards) + len(free)
            grown = {poll: await self._grow(tx, poll, capacity) for poll in self._polls}
            await slots.fill(tx, "card", [(digest, slots.take_any(free)) for digest in digests])
        self._free_cards = free
        self._cards.update(digests)
        for poll, (spent, ballots) in grown.items():
            self._take_room(poll, spent, ballots)

    async def _grow(
        self, tx: aiosqlite.Connection, poll_id: str, capacity: int
    ) -> tuple[list[bytes], list[bytes]]:
        poll = self._polls[poll_id]
        short = max(0, capacity - poll.capacity)
        spent = await slots.make(tx, "spent", short, slots.DIGEST_SIZE, (poll_id,))
        ballots = await slots.make(tx, "ballot", short, poll.size, (poll_id,))
        return spent, ballots

    def _take_room(self, poll_id: str, spent: list[bytes], ballots: list[bytes]) -> None:
        poll = self._polls[poll_id]
        poll.free_spent += spent
        poll.free_ballots += ballots
        poll.capacity += len(spent)

    # --- polls

    async def prepare(self, poll_id: str, longest: int) -> None:
        """Make room, once, for a poll whose ballots have at most so many bytes."""
        if poll_id in self._polls:
            return
        poll = _PollBox(secrets.token_bytes(32), slots.ballot_size(longest), taking=False)
        capacity = len(self._cards) + len(self._free_cards)
        async with self._database.write() as tx:
            await tx.execute(_ADD_POLL, (poll_id, poll.salt, poll.size))
            self._polls[poll_id] = poll
            try:
                spent, ballots = await self._grow(tx, poll_id, capacity)
            except BaseException:
                del self._polls[poll_id]
                raise
        self._take_room(poll_id, spent, ballots)

    async def start(self, poll_id: str) -> None:
        """Take ballots from now on. Raises CannotSave."""
        await self._set_taking(poll_id, 1)

    async def stop(self, poll_id: str) -> None:
        """Take no more ballots: casts in flight are finished first, later ones refused."""
        await self._set_taking(poll_id, 0)

    async def _set_taking(self, poll_id: str, taking: int) -> None:
        poll = self._poll(poll_id)
        async with self._database.write() as tx:
            await tx.execute(_TAKING, (taking, poll_id))
        poll.taking = bool(taking)

    def taking(self, poll_id: str) -> bool:
        """Whether the poll takes ballots now."""
        return poll_id in self._polls and self._polls[poll_id].taking

    def has_spent(self, poll_id: str, code: str) -> bool:
        """Whether the card has voted in the poll."""
        return poll_id in self._polls and self._spent_in(self._polls[poll_id], code)

    @staticmethod
    def _spent_in(poll: _PollBox, code: str) -> bool:
        return poll.digest(code) in poll.spent

    def cast_number(self, poll_id: str) -> int:
        """How many ballots lie in the box of the poll."""
        return len(self._polls[poll_id].spent) if poll_id in self._polls else 0

    def _poll(self, poll_id: str) -> _PollBox:
        if poll_id not in self._polls:
            raise NoSuchPoll
        return self._polls[poll_id]

    async def ballots(self, poll_id: str) -> tuple[tuple[bytes, bytes], ...]:
        """All ballots of the poll and their openings, sorted: the order of casting is nowhere."""
        rows = await self._database.read.execute_fetchall(_BALLOTS, (poll_id,))
        return tuple(sorted(slots.read_body(row[0]) for row in rows if not slots.is_free(row[0])))

    # --- casting

    async def cast(self, poll_id: str, code: str, *, text: bytes, opening: bytes) -> None:
        """Spend the card and keep the ballot, both or neither; returns when they are on disk.

        Raises NoSuchCard, AlreadyVoted, PollNotOpen, TooBusy, CannotSave.
        """
        if len(self._waiting) >= LONGEST_QUEUE:
            raise TooBusy
        cast = _Cast(poll_id, code, text, opening, asyncio.get_running_loop().create_future())
        self._waiting.append(cast)
        self._wake.set()
        # A phone that hangs up does not take back what is already on its way into the box.
        await asyncio.shield(cast.done)

    async def _write_forever(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                await self._commit()

    async def _commit(self) -> None:
        batch: list[_Cast] = []
        kept: list[_Cast] = []
        answers: list[tuple[_Cast, Refused | None]] = []
        rows: list[tuple[_PollBox, bytes, bytes, bytes, bytes]] = []
        try:
            async with self._database.write() as tx:
                batch, self._waiting = (
                    self._waiting[:LARGEST_BATCH],
                    self._waiting[LARGEST_BATCH:],
                )
                for cast in batch:
                    refusal = self._judge(cast)
                    answers.append((cast, refusal))
                    if refusal is None:
                        kept.append(cast)
                        rows.append(self._place(cast))
                if rows:
                    await slots.fill(tx, "spent", [(digest, key) for _, digest, key, _, _ in rows])
                    await slots.fill(tx, "ballot", [(body, key) for *_, body, key in rows])
        except CannotSave as trouble:
            self.trouble = str(trouble)
            for poll, digest, spent_key, _, ballot_key in rows:
                poll.spent.discard(digest)
                poll.free_spent.append(spent_key)
                poll.free_ballots.append(ballot_key)
            answers = [(cast, trouble) for cast in batch]
        else:
            self.trouble = "" if rows else self.trouble
        for cast, answer in answers:
            if cast.done.done():
                continue
            if answer is None:
                cast.done.set_result(None)
            else:
                cast.done.set_exception(answer)

    def _judge(self, cast: _Cast) -> Refused | None:
        poll = self._polls.get(cast.poll)
        if poll is None:
            return PollNotOpen("draft")
        if not self.has_card(cast.code):
            return NoSuchCard()
        if self._spent_in(poll, cast.code):
            return AlreadyVoted()
        if not poll.taking:
            return PollNotOpen("closed")
        return None

    def _place(self, cast: _Cast) -> tuple[_PollBox, bytes, bytes, bytes, bytes]:
        poll = self._polls[cast.poll]
        digest = poll.digest(cast.code)
        body = slots.ballot_body(cast.text, cast.opening, poll.size)
        poll.spent.add(digest)
        return (
            poll,
            digest,
            slots.take_any(poll.free_spent),
            body,
            slots.take_any(poll.free_ballots),
        )
