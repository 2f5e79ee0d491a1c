"""What the box holds in memory, read whole from its file: polls, cards and free slots."""

import sqlite3
from dataclasses import dataclass, field

import aiosqlite

from kiosk.domain.errors import CannotSave
from kiosk.store import slots
from kiosk.store.poll_box import PollBox
from kiosk.store.transaction import Database

_POLLS = "SELECT id, salt, body_size, taking FROM poll"
_CARDS = "SELECT key, body FROM card"
_SPENT = "SELECT key, poll, body FROM spent"
_BALLOTS = "SELECT key, poll, body FROM ballot"


@dataclass(slots=True)
class Contents:
    """Exactly what the file holds, without the ballots themselves."""

    polls: dict[str, PollBox] = field(default_factory=dict)
    cards: set[bytes] = field(default_factory=set)
    free_cards: list[bytes] = field(default_factory=list)


async def read_contents(database: Database) -> Contents:
    """Read the whole file; raises CannotSave if it is damaged."""
    try:
        return await _read(database.read)
    except (sqlite3.Error, KeyError) as trouble:
        raise CannotSave(f"{database.path.name}: {trouble}") from trouble


async def _read(read: aiosqlite.Connection) -> Contents:
    contents = Contents()
    for poll, salt, size, taking in await read.execute_fetchall(_POLLS):
        contents.polls[poll] = PollBox(salt, size, bool(taking))
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
