"""The box: ballots and spent cards, one durable commit for all casts that arrive together."""

import asyncio
import hashlib
import secrets
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
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
from kiosk.store.box_contents import Contents, read_contents
from kiosk.store.poll_box import Cast, Placed, PollBox, answer_all
from kiosk.store.transaction import Database, open_box

ROOM = 64  # rows are made ahead in steps of so many cards
LARGEST_BATCH = 512  # casts in one commit
LONGEST_QUEUE = 4096  # casts that may wait; beyond it people are asked to try again

_ADD_POLL = "INSERT INTO poll (id, salt, body_size, taking) VALUES (?, ?, ?, 0)"
_TAKING = "UPDATE poll SET taking = ? WHERE id = ?"
_BALLOTS = "SELECT body FROM ballot WHERE poll = ? ORDER BY body"


def card_digest(code: str) -> bytes:
    """What the box keeps of a card."""
    return hashlib.sha256(b"assembly kiosk voting card\0" + code.encode()).digest()


class Box:
    """The one writer of the box file. What it holds in memory is exactly what the file holds."""

    def __init__(self, database: Database, contents: Contents) -> None:
        """Use ``open_and_read`` instead."""
        self._database = database
        self._held = contents
        self._doubtful = False  # a write failed: what the file holds must be read anew
        self._turn = asyncio.Lock()
        self._waiting: list[Cast] = []
        self._wake = asyncio.Event()
        self._closing = False
        self._writer = asyncio.create_task(self._write_until_closed())
        self.trouble = ""  # why the last commit failed, until one succeeds

    @classmethod
    async def open_and_read(cls, path: Path) -> "Box":
        """Open the file, or make it, and read what it holds. Raises CannotSave."""
        async with AsyncExitStack() as opened:
            database = await open_box(path)
            opened.push_async_callback(database.close)
            box = cls(database, await read_contents(database))
            opened.pop_all()
        return box

    async def close(self) -> None:
        """Finish the casts that wait, then close the file."""
        self._closing = True
        self._wake.set()
        try:
            await asyncio.wait({self._writer})
        finally:
            self._writer.cancel()  # it has ended, unless whoever closes was cancelled
            await self._database.close()

    @asynccontextmanager
    async def _write(self) -> AsyncIterator[aiosqlite.Connection]:
        async with self._turn:
            await self._be_sure()
            try:
                async with self._database.write() as tx:
                    yield tx
            except BaseException:
                self._doubtful = True
                raise

    async def _be_sure(self) -> None:
        """Read the file anew after a fault: a commit that failed may be in it all the same.

        Raises CannotSave until the file can be read and written again.
        """
        if not self._doubtful:
            return
        try:
            async with AsyncExitStack() as opened:
                with suppress(sqlite3.Error):
                    await self._database.close()
                database = await open_box(self._database.path)
                opened.push_async_callback(database.close)
                await database.prove()
                held = await read_contents(database)
                opened.pop_all()
        except CannotSave:
            raise
        except Exception as trouble:  # whatever it is, nothing is taken until the file is sure
            raise CannotSave(type(trouble).__name__) from trouble
        self._database, self._held, self._doubtful = database, held, False

    # --- cards

    @property
    def cards_number(self) -> int:
        """How many voting cards there are."""
        return len(self._held.cards)

    def has_card(self, code: str) -> bool:
        """Whether the code is one of this assembly's cards."""
        return card_digest(code) in self._held.cards

    async def add_cards(self, codes: Iterable[str]) -> None:
        """Make cards valid, and room for their ballots in every poll. Raises CannotSave."""
        digests = [card_digest(code) for code in codes]
        async with self._write() as tx:
            held = self._held
            short = len(digests) - len(held.free_cards)
            free = list(held.free_cards)
            if short > 0:
                number = -(-short // ROOM) * ROOM
                free += await slots.make(tx, "card", number, slots.DIGEST_SIZE)
            capacity = len(held.cards) + len(free)
            grown = [
                (poll, await self._grow(tx, name, poll, capacity))
                for name, poll in held.polls.items()
            ]
            await slots.fill(tx, "card", [(digest, slots.take_any(free)) for digest in digests])
        held.free_cards = free
        held.cards.update(digests)
        for poll, (spent, ballots) in grown:
            poll.add_room(spent, ballots)

    async def _grow(
        self, tx: aiosqlite.Connection, name: str, poll: PollBox, capacity: int
    ) -> tuple[list[bytes], list[bytes]]:
        short = max(0, capacity - poll.capacity)
        spent = await slots.make(tx, "spent", short, slots.DIGEST_SIZE, (name,))
        ballots = await slots.make(tx, "ballot", short, poll.size, (name,))
        return spent, ballots

    # --- polls

    async def prepare(self, poll_id: str, longest: int) -> None:
        """Make room, once, for a poll whose ballots have at most so many bytes."""
        poll = PollBox(secrets.token_bytes(32), slots.ballot_size(longest), taking=False)
        async with self._write() as tx:
            held = self._held
            if poll_id in held.polls:
                return
            await tx.execute(_ADD_POLL, (poll_id, poll.salt, poll.size))
            capacity = len(held.cards) + len(held.free_cards)
            spent, ballots = await self._grow(tx, poll_id, poll, capacity)
        poll.add_room(spent, ballots)
        held.polls[poll_id] = poll

    async def start(self, poll_id: str) -> None:
        """Take ballots from now on. Raises CannotSave."""
        await self._set_taking(poll_id, 1)

    async def stop(self, poll_id: str) -> None:
        """Take no more ballots: casts in flight are finished first, later ones refused."""
        await self._set_taking(poll_id, 0)

    async def _set_taking(self, poll_id: str, taking: int) -> None:
        async with self._write() as tx:
            poll = self._poll(poll_id)
            await tx.execute(_TAKING, (taking, poll_id))
        poll.taking = bool(taking)

    def taking(self, poll_id: str) -> bool:
        """Whether the poll takes ballots now."""
        return poll_id in self._held.polls and self._held.polls[poll_id].taking

    def has_spent(self, poll_id: str, code: str) -> bool:
        """Whether the card has voted in the poll."""
        return poll_id in self._held.polls and self._held.polls[poll_id].has(code)

    def cast_number(self, poll_id: str) -> int:
        """How many ballots lie in the box of the poll."""
        return len(self._held.polls[poll_id].spent) if poll_id in self._held.polls else 0

    def _poll(self, poll_id: str) -> PollBox:
        if poll_id not in self._held.polls:
            raise NoSuchPoll
        return self._held.polls[poll_id]

    async def ballots(self, poll_id: str) -> tuple[tuple[bytes, bytes], ...]:
        """All ballots of the poll and their openings, sorted: the order of casting is nowhere."""
        async with self._turn:
            await self._be_sure()
            rows = await self._database.read.execute_fetchall(_BALLOTS, (poll_id,))
        return tuple(sorted(slots.read_body(row[0]) for row in rows if not slots.is_free(row[0])))

    # --- casting

    async def cast(self, poll_id: str, code: str, *, text: bytes, opening: bytes) -> None:
        """Spend the card and keep the ballot, both or neither; returns when they are on disk.

        Raises NoSuchCard, AlreadyVoted, PollNotOpen, TooBusy, CannotSave.
        """
        if self._closing:
            raise CannotSave("the box is closed")
        if len(self._waiting) >= LONGEST_QUEUE:
            raise TooBusy
        cast = Cast(poll_id, code, text, opening, asyncio.get_running_loop().create_future())
        self._waiting.append(cast)
        self._wake.set()
        # A phone that hangs up does not take back what is already on its way into the box.
        await asyncio.shield(cast.done)

    async def _write_until_closed(self) -> None:
        try:
            while self._waiting or not self._closing:
                await self._wake.wait()
                self._wake.clear()
                while self._waiting:
                    batch = self._waiting[:LARGEST_BATCH]
                    del self._waiting[:LARGEST_BATCH]
                    await self._commit(batch)
        finally:
            self._closing = True  # whatever ended this: nothing waits for ever
            answer_all(self._waiting, [CannotSave("the box is closed")] * len(self._waiting))

    async def _commit(self, batch: list[Cast]) -> None:
        answers: list[Refused | None] = [CannotSave("interrupted")] * len(batch)
        try:
            answers = await self._save(batch)
        finally:
            answer_all(batch, answers)

    async def _save(self, batch: list[Cast]) -> list[Refused | None]:
        """Why each cast was refused; None for those that are on disk."""
        placed: dict[int, tuple[PollBox, Placed]] = {}
        answers: list[Refused | None] = []
        try:
            async with self._write() as tx:
                for number, cast in enumerate(batch):
                    answers.append(self._judge(cast))
                    if answers[number] is None:
                        poll = self._held.polls[cast.poll]
                        placed[number] = (poll, poll.place(cast))
                chosen = [one for _, one in placed.values()]
                await slots.fill(tx, "spent", [(one.digest, one.spent_key) for one in chosen])
                await slots.fill(tx, "ballot", [(one.body, one.ballot_key) for one in chosen])
        except Exception as trouble:  # whatever it is: the writer lives on
            self.trouble = str(trouble) if isinstance(trouble, CannotSave) else "unexpected"
            for poll, one in placed.values():
                poll.take_back(one)
            kept = await self._kept_all_the_same(batch, placed)
            return [None if n in kept else CannotSave(self.trouble) for n in range(len(batch))]
        self.trouble = "" if placed else self.trouble
        return answers

    async def _kept_all_the_same(self, batch: list[Cast], placed: Iterable[int]) -> frozenset[int]:
        """Which casts of a commit that failed are in the file after all, safe on disk."""
        try:
            async with self._turn:
                await self._be_sure()
        except CannotSave:
            return frozenset()
        return frozenset(
            number for number in placed if self.has_spent(batch[number].poll, batch[number].code)
        )

    def _judge(self, cast: Cast) -> Refused | None:
        poll = self._held.polls.get(cast.poll)
        if poll is None:
            return PollNotOpen("draft")
        if not self.has_card(cast.code):
            return NoSuchCard()
        if poll.has(cast.code):
            return AlreadyVoted()
        if not poll.taking:
            return PollNotOpen("closed")
        return None
