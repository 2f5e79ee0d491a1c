"""The box: ballots and spent cards, one durable commit for all casts that arrive together."""

import asyncio
import contextlib
import hashlib
import secrets
from collections.abc import Iterable
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
from kiosk.store.poll_box import Cast, Placed, PollBox
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


def card_digest(code: str) -> bytes:
    """What the box keeps of a card."""
    return hashlib.sha256(b"assembly kiosk voting card\0" + code.encode()).digest()


class Box:
    """The one writer of the box file. What it holds in memory is exactly what the file holds."""

    def __init__(self, database: Database) -> None:
        """Use ``open_and_read`` instead."""
        self._database = database
        self._polls: dict[str, PollBox] = {}
        self._cards: set[bytes] = set()
        self._free_cards: list[bytes] = []
        self._waiting: list[Cast] = []
        self._wake = asyncio.Event()
        self._writer: asyncio.Task[None] | None = None
        self.trouble = ""  # why the last commit failed, until one succeeds

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
            self._polls[poll] = PollBox(salt, size, bool(taking))
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
            self._polls[poll].add_room(spent, ballots)

    async def _grow(
        self, tx: aiosqlite.Connection, poll_id: str, capacity: int
    ) -> tuple[list[bytes], list[bytes]]:
        poll = self._polls[poll_id]
        short = max(0, capacity - poll.capacity)
        spent = await slots.make(tx, "spent", short, slots.DIGEST_SIZE, (poll_id,))
        ballots = await slots.make(tx, "ballot", short, poll.size, (poll_id,))
        return spent, ballots

    # --- polls

    async def prepare(self, poll_id: str, longest: int) -> None:
        """Make room, once, for a poll whose ballots have at most so many bytes."""
        if poll_id in self._polls:
            return
        poll = PollBox(secrets.token_bytes(32), slots.ballot_size(longest), taking=False)
        capacity = len(self._cards) + len(self._free_cards)
        async with self._database.write() as tx:
            await tx.execute(_ADD_POLL, (poll_id, poll.salt, poll.size))
            self._polls[poll_id] = poll
            try:
                spent, ballots = await self._grow(tx, poll_id, capacity)
            except BaseException:
                del self._polls[poll_id]
                raise
        poll.add_room(spent, ballots)

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
        return poll_id in self._polls and self._polls[poll_id].has(code)

    def cast_number(self, poll_id: str) -> int:
        """How many ballots lie in the box of the poll."""
        return len(self._polls[poll_id].spent) if poll_id in self._polls else 0

    def _poll(self, poll_id: str) -> PollBox:
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
        cast = Cast(poll_id, code, text, opening, asyncio.get_running_loop().create_future())
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
        batch, self._waiting = self._waiting[:LARGEST_BATCH], self._waiting[LARGEST_BATCH:]
        refused: dict[int, Refused] = {}
        placed: list[tuple[PollBox, Placed]] = []
        try:
            async with self._database.write() as tx:
                for number, cast in enumerate(batch):
                    refusal = self._judge(cast)
                    if refusal is None:
                        poll = self._polls[cast.poll]
                        placed.append((poll, poll.place(cast)))
                    else:
                        refused[number] = refusal
                await slots.fill(tx, "spent", [(one.digest, one.spent_key) for _, one in placed])
                await slots.fill(tx, "ballot", [(one.body, one.ballot_key) for _, one in placed])
        except Exception as trouble:  # whatever it is: the writer lives on and nobody is confirmed
            self.trouble = str(trouble) if isinstance(trouble, CannotSave) else "unexpected"
            for poll, one in placed:
                poll.take_back(one)
            refused = {number: CannotSave(self.trouble) for number in range(len(batch))}
        else:
            self.trouble = "" if placed else self.trouble
        for number, cast in enumerate(batch):
            if cast.done.done():
                continue
            if number in refused:
                cast.done.set_exception(refused[number])
            else:
                cast.done.set_result(None)

    def _judge(self, cast: Cast) -> Refused | None:
        poll = self._polls.get(cast.poll)
        if poll is None:
            return PollNotOpen("draft")
        if not self.has_card(cast.code):
            return NoSuchCard()
        if poll.has(cast.code):
            return AlreadyVoted()
        if not poll.taking:
            return PollNotOpen("closed")
        return None
