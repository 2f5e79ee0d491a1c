"""Where each poll stands, and what is fixed about it from its close on."""

from collections.abc import Iterable

import aiosqlite
from msgspec import Struct, json

from kiosk.domain.errors import NoSuchPoll
from kiosk.domain.lifecycle import State
from kiosk.store.one_row import one_row

_ADD = "INSERT OR IGNORE INTO poll (id, state) VALUES (?, 'draft')"
_STATES = "SELECT id, state FROM poll"
_STATE = "SELECT state FROM poll WHERE id = ?"
_MOVE = "UPDATE poll SET state = ? WHERE id = ?"
_KEEP_CLOSED = "UPDATE poll SET outcome = ? WHERE id = ?"
_CLOSED = "SELECT outcome FROM poll WHERE id = ?"


class ClosedPoll(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a poll is counted with, and what came of it; kept as JSON with these keys.

    ``present``: who was inside; ``members``: of the roster, None behind an open door; ``seed``: the
    tellers' lot, may be empty; ``tied``: the options of a tie that waits for a lot; ``recorded``:
    the root of the ballots in hexadecimal as the signed record states it, empty before.
    """

    present: int
    members: int | None
    seed: str
    tied: tuple[str, ...]
    recorded: str = ""


async def add(tx: aiosqlite.Connection, poll_ids: Iterable[str]) -> None:
    """Put polls on the agenda as drafts."""
    await tx.executemany(_ADD, [(poll_id,) for poll_id in poll_ids])


async def states(read: aiosqlite.Connection) -> dict[str, State]:
    """The state of every poll."""
    return {row[0]: State(row[1]) for row in await read.execute_fetchall(_STATES)}


async def state(read: aiosqlite.Connection, poll_id: str) -> State:
    """The state of a poll; raises NoSuchPoll."""
    row = await one_row(read, _STATE, (poll_id,))
    if row is None:
        raise NoSuchPoll
    return State(row[0])


async def move(tx: aiosqlite.Connection, poll_id: str, state: State) -> None:
    """Put a poll into a state."""
    await tx.execute(_MOVE, (state.value, poll_id))


async def keep_closed(tx: aiosqlite.Connection, poll_id: str, closed: ClosedPoll) -> None:
    """Keep what is fixed about the poll since its close."""
    await tx.execute(_KEEP_CLOSED, (json.encode(closed).decode(), poll_id))


async def closed(read: aiosqlite.Connection, poll_id: str) -> ClosedPoll | None:
    """What is fixed about the poll since its close, None before; raises NoSuchPoll."""
    row = await one_row(read, _CLOSED, (poll_id,))
    if row is None:
        raise NoSuchPoll
    return json.decode(row[0], type=ClosedPoll) if row[0] else None
