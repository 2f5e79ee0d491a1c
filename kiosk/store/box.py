"""The box: ballots and spent cards, one durable commit for all casts that arrive together."""

import asyncio
import math
import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from kiosk.domain.errors import (
    BoxLocked,
    BoxNotEmpty,
    CannotSave,
    CannotSayYet,
    NoSuchPoll,
    Refused,
    WrongKey,
)
from kiosk.proof.seal import OVERHEAD, key_digest
from kiosk.store import slots
from kiosk.store.box_contents import Contents, card_digest
from kiosk.store.box_file import BoxFile
from kiosk.store.card_keys import CardKey, CardKeys
from kiosk.store.card_room import put_cards, take_out
from kiosk.store.cast_queue import Answers, CastQueue
from kiosk.store.database import Database
from kiosk.store.poll_box import Cast, Placed, PollBox, drop_poll, nobody

_TAKING = "UPDATE poll SET taking = ? WHERE id = ?"
_BALLOTS = "SELECT body FROM ballot WHERE poll = ? ORDER BY body"


class Box:
    """The one writer of the box file. What it holds in memory is exactly what the file holds."""

    def __init__(self, file: BoxFile) -> None:
        """Use ``open_and_read`` instead."""
        self.file = file
        self.keys = CardKeys(file.held.salt)
        self._queue = CastQueue(self._save)
        self.trouble = ""  # why the last commit failed, until one succeeds

    @classmethod
    async def open_and_read(cls, path: Path) -> "Box":
        """Open the file, or make it, and read what it holds. Raises CannotSave."""
        return cls(await BoxFile.open_and_read(path))

    async def close(self) -> None:
        """Finish the casts that wait, then close the file."""
        try:
            await self._queue.close()
        finally:
            await self.file.close()

    @property
    def _held(self) -> Contents:
        return self.file.held

    # --- its second copy

    @property
    def is_copied(self) -> bool:
        """Whether the second copy is whole, and takes what comes."""
        return self.file.database.copy.whole

    async def sure_file(self) -> Database:
        """The file, read anew if need be, for its second copy. Raises CannotSave."""
        async with self.file.turn:
            await self.file.be_sure()
            return self.file.database

    # --- cards

    @property
    def cards_number(self) -> int:
        """How many voting cards there are."""
        return len(self._held.cards)

    def cards_digest(self) -> bytes:
        """A card more or less changes it."""
        return self._held.cards_digest()

    def has_card(self, code: str) -> bool:
        """Whether it is a card that was made or recognised since the start: without any work."""
        key = self.keys.known(code)
        return key is not None and card_digest(key) in self._held.cards

    async def recognise(self, code: str) -> bool:
        """Whether the code is one of this assembly's cards, which is known from then on."""
        key = await self.keys.find(code)
        if card_digest(key) in self._held.cards:
            self.keys.remember({code: key})
        return self.has_card(code)

    def key_of(self, code: str) -> CardKey:
        """What only the card gives, to keep something for it elsewhere."""
        return self.keys.key(code)

    async def add_cards(self, codes: Iterable[str]) -> None:
        """Make cards valid, and room for their ballots in every poll. Raises CannotSave."""
        keys = await self.keys.find_all(codes)
        self.keys.remember(keys)  # at once: a commit that failed may be in the file all the same
        async with self.file.write() as tx:
            new = {card_digest(key) for key in keys.values()} - self._held.cards
            added = await put_cards(tx, held := self._held, sorted(new))
        added.take_into(held)

    async def give_up_card(self, code: str) -> bool:
        """Whether a card is void now: not where it has voted. Raises CannotSave."""
        key = await self.keys.find(code)
        async with self.file.write() as tx:
            held, digest = self._held, card_digest(key)
            if not all(poll.takes(key) for poll in held.polls.values()):
                return False
            freed = [await take_out(tx, digest)] if digest in held.cards else []
        held.cards.discard(digest)
        held.free_cards += freed
        return True

    # --- polls

    async def prepare(self, poll_id: str, longest: int, *, key: bytes = b"") -> None:
        """Make room for a poll, whose ballots have at most so many bytes, and let it be empty.

        ``key``: seals them, the file has its digest; empty: none. Raises BoxNotEmpty, CannotSave.
        """
        size = slots.ballot_size(longest) + (OVERHEAD if key else 0)
        poll = PollBox(secrets.token_bytes(32), size, taking=False)
        if key:
            poll.key, poll.key_digest = key, key_digest(key)
        async with self.file.write() as tx:
            held = self._held
            if poll_id in held.polls:
                if not held.polls[poll_id].is_empty():
                    raise BoxNotEmpty
                await drop_poll(tx, poll_id)
            capacity = len(held.cards) + len(held.free_cards)
            spent, ballots = await poll.lay(tx, poll_id, capacity)
        poll.add_room(spent, ballots)
        held.polls[poll_id] = poll

    async def start(self, poll_id: str) -> None:
        """Take ballots from now on. Raises BoxLocked, CannotSave."""
        if self.is_locked(poll_id):
            raise BoxLocked
        await self._set_taking(poll_id, 1)

    async def stop(self, poll_id: str) -> None:
        """Take no more ballots: casts in flight are finished first, later ones refused."""
        await self._set_taking(poll_id, 0)

    async def _set_taking(self, poll_id: str, taking: int) -> None:
        async with self.file.write() as tx:
            poll = self._poll(poll_id)
            await tx.execute(_TAKING, (taking, poll_id))
        poll.taking = bool(taking)

    def taking(self, poll_id: str) -> bool:
        """Whether the poll takes ballots now."""
        return poll_id in self._held.polls and self._held.polls[poll_id].taking

    def has_spent(self, poll_id: str, code: str) -> bool:
        """Whether the card has voted in the poll."""
        return self._has_spent(poll_id, self.key_of(code))

    def _has_spent(self, poll_id: str, card: CardKey) -> bool:
        return poll_id in self._held.polls and self._held.polls[poll_id].has(card)

    def cast_number(self, poll_id: str) -> int:
        """How many ballots lie in the box of the poll."""
        return len(self._held.polls[poll_id].spent) if poll_id in self._held.polls else 0

    def _poll(self, poll_id: str) -> PollBox:
        if poll_id not in self._held.polls:
            raise NoSuchPoll
        return self._held.polls[poll_id]

    async def ballots(self, poll_id: str) -> tuple[tuple[bytes, bytes], ...]:
        """All ballots of the poll and their openings, sorted: the order of casting is nowhere.

        Raises BoxLocked, and CannotSave for a damaged ballot.
        """
        async with self.file.turn:
            await self.file.be_sure()
            rows = await self.file.database.read.execute_fetchall(_BALLOTS, (poll_id,))
            if self.is_locked(poll_id):
                raise BoxLocked
            poll = self._held.polls.get(poll_id)
            if poll is None:
                return ()
            poll = replace(poll)  # its key may be forgotten meanwhile
        # A large box takes seconds: pages answer and other polls take votes meanwhile.
        return await asyncio.to_thread(poll.read_all, [row[0] for row in rows])

    # --- sealed polls

    def is_sealed(self, poll_id: str) -> bool:
        """Whether the poll's ballots are sealed under a key."""
        return poll_id in self._held.polls and bool(self._held.polls[poll_id].key_digest)

    def is_locked(self, poll_id: str) -> bool:
        """Whether the poll is sealed and its key is not in memory."""
        return self.is_sealed(poll_id) and not self._held.polls[poll_id].key

    def unlock(self, poll_id: str, key: bytes) -> None:
        """Hold the key in memory. Raises WrongKey."""
        if not self.is_sealed(poll_id) or self._held.polls[poll_id].key_digest != key_digest(key):
            raise WrongKey
        self._held.polls[poll_id].key = key

    def forget_key(self, poll_id: str) -> None:
        """Hold the key no longer: without its words nobody reads these ballots again."""
        self._poll(poll_id).key = b""

    # --- casting

    async def cast(
        self,
        poll_id: str,
        code: str,
        *,
        text: bytes,
        opening: bytes,
        answered: Callable[[Refused | None], None] = nobody,
        within: float = math.inf,
    ) -> None:
        """Spend the card and keep the ballot, both or neither; returns when they are on disk.

        Once the queue holds the cast, a phone that hangs up takes nothing back; so ``answered``
        is called then with the refusal, or None: before this returns, or after it was cancelled.
        Raises NoSuchCard, AlreadyVoted, PollNotOpen, TooBusy, CannotSave, and after so many seconds
        ``within`` the queue StillSaving.
        """
        key = self.keys.known(code) or await self.keys.find(code)
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.put(Cast(poll_id, key, text, opening, done, answered), within=within)
        await done

    async def _save(self, batch: list[Cast]) -> Answers:
        """Why each cast was refused; None for those that are on disk."""
        placed: dict[int, tuple[PollBox, Placed]] = {}
        answers: Answers = []
        draws = iter(slots.draws(2 * len(batch)))
        try:
            async with self.file.sure():
                for number, cast in enumerate(batch):
                    answers.append(self._held.judge(cast))
                    if answers[number] is None:
                        poll = self._held.polls[cast.poll]
                        placed[number] = (poll, poll.place(cast, draws))
                chosen = [one for _, one in placed.values()]
                spent = slots.filling("spent", [(one.digest, one.spent_key) for one in chosen])
                bodies = slots.filling("ballot", [(one.body, one.ballot_key) for one in chosen])
                await self.file.database.write_all([spent, bodies])
                for poll, one in placed.values():
                    poll.keep(one)
        except Exception as trouble:  # whatever it is: the writer lives on
            self.trouble = str(trouble) if isinstance(trouble, CannotSave) else "unexpected"
            for poll, one in placed.values():
                poll.take_back(one)
            return await self._judge_again(batch, [batch[number] for number in placed])
        self.trouble = "" if placed else self.trouble
        return answers

    async def _judge_again(self, batch: list[Cast], placed: list[Cast]) -> Answers:
        """After a commit that failed: what is in the file all the same, safe on disk, was cast."""
        if self.file.database.writer.committing:
            self.file.unsure.update((cast.poll, cast.key) for cast in placed)
        try:
            async with self.file.turn:
                await self.file.be_sure()
        except CannotSave:
            return [
                CannotSayYet(self.trouble)
                if (cast.poll, cast.key) in self.file.unsure
                else CannotSave(self.trouble)
                for cast in batch
            ]
        kept = [cast for cast in placed if self._has_spent(cast.poll, cast.key)]
        return [None if cast in kept else CannotSave(self.trouble) for cast in batch]
