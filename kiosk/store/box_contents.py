"""What the box holds in memory, read whole from its file: polls, cards and free slots."""

import hashlib
import secrets
import sqlite3
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field

import aiosqlite

from kiosk.domain.errors import (
    AlreadyVoted,
    CannotSave,
    FileDamaged,
    NoSuchCard,
    PollNotOpen,
    Refused,
)
from kiosk.proof.card_key import SALT_SIZE
from kiosk.proof.digest import digest
from kiosk.store import slots
from kiosk.store.card_keys import CardKey
from kiosk.store.database import Database, open_box
from kiosk.store.migration import is_damage
from kiosk.store.poll_box import Cast, PollBox

CARDS_TAG = "kiosk cards 1"

_POLLS = "SELECT id, salt, body_size, taking, key_digest FROM poll"
_SALT = "SELECT salt FROM card_salt"
_ADD_SALT = "INSERT INTO card_salt (salt) VALUES (?)"
_CARDS = "SELECT key, body FROM card"
_SPENT = "SELECT key, poll, body FROM spent"
_BALLOTS = "SELECT key, poll, body FROM ballot"


def card_digest(key: CardKey) -> bytes:
    """What the box keeps of a card."""
    return hashlib.sha256(b"assembly kiosk voting card\0" + key).digest()


@dataclass(slots=True)
class Contents:
    """Exactly what the file holds, without the ballots themselves."""

    polls: dict[str, PollBox] = field(default_factory=dict)
    cards: set[bytes] = field(default_factory=set)
    free_cards: list[bytes] = field(default_factory=list)
    salt: bytes = b""  # of the cards' keys; empty: cards of an older kiosk lie here

    def cards_digest(self) -> bytes:
        """32 bytes over the sorted digests of all cards."""
        return digest(CARDS_TAG, *sorted(self.cards))

    def judge(self, cast: Cast) -> Refused | None:
        """Why the cast cannot be taken, or None."""
        poll = self.polls.get(cast.poll)
        if poll is None:
            return PollNotOpen("draft")
        if card_digest(cast.key) not in self.cards:
            return NoSuchCard()
        if not poll.takes(cast.key):
            return AlreadyVoted()
        if not poll.taking:
            return PollNotOpen("closed")
        if poll.key_digest and not poll.key:
            return PollNotOpen("paused")
        return None

    def keep_keys_of(self, before: "Contents") -> None:
        """Take over the keys of sealed polls, which no file holds."""
        for name, poll in self.polls.items():
            known = before.polls.get(name)
            if known and known.key_digest == poll.key_digest:
                poll.key = known.key


async def read_contents(database: Database) -> Contents:
    """Read the whole file; raises FileDamaged, CannotSave."""
    try:
        return await _read(database.read)
    except KeyError as trouble:
        raise FileDamaged(database.path.name) from trouble
    except sqlite3.Error as trouble:
        if is_damage(trouble):
            raise FileDamaged(database.path.name) from trouble
        raise CannotSave(f"{database.path.name}: {trouble}") from trouble


async def read_and_salt(database: Database) -> Contents:
    """The same, with a salt for the cards where there are none yet. Raises FileDamaged, CannotSave.

    Where cards of an older kiosk lie they keep their way: nobody has all their codes.
    """
    contents = await read_contents(database)
    if not contents.salt and not contents.cards:
        contents.salt = secrets.token_bytes(SALT_SIZE)
        async with database.write() as tx:
            await tx.execute(_ADD_SALT, (contents.salt,))
    return contents


async def read_anew(database: Database) -> tuple[Database, Contents]:
    """Open the file again after a fault, prove that it can be written, and read it whole.

    The old connection is closed first. Raises CannotSave.
    """
    try:
        async with AsyncExitStack() as opened:
            with suppress(sqlite3.Error):
                await database.close()
            again = await open_box(database.path)
            opened.push_async_callback(again.close)
            await again.prove()
            contents = await read_contents(again)
            opened.pop_all()
    except CannotSave:
        raise
    except Exception as trouble:  # whatever it is, nothing is taken until the file is sure
        raise CannotSave(type(trouble).__name__) from trouble
    return again, contents


async def _read(read: aiosqlite.Connection) -> Contents:
    contents = Contents()
    for (contents.salt,) in await read.execute_fetchall(_SALT):
        pass
    for poll, salt, size, taking, key_digest in await read.execute_fetchall(_POLLS):
        contents.polls[poll] = PollBox(salt, size, bool(taking), key_digest)
    for key, body in await read.execute_fetchall(_CARDS):
        if slots.is_free(body):
            contents.free_cards.append(key)
        else:
            contents.cards.add(body)
    for key, poll, body in await read.execute_fetchall(_SPENT):
        contents.polls[poll].capacity += 1
        if slots.is_free(body):
            contents.polls[poll].free_spent.append(key)
        else:
            contents.polls[poll].spent.add(body)
    async with read.execute(_BALLOTS) as rows:
        async for key, poll, body in rows:
            if slots.is_free(body):
                contents.polls[poll].free_ballots.append(key)
    return contents
