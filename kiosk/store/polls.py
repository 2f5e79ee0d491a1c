"""Where each poll stands, and what its count yielded."""

import json
from collections.abc import Iterable
from typing import Any

import aiosqlite

from kiosk.domain.errors import NoSuchPoll
from kiosk.domain.lifecycle import State

_ADD = "INSERT OR IGNORE INTO poll (id, state) VALUES (?, 'draft')"
_STATES = "SELECT id, state FROM poll"
_STATE = "SELECT state FROM poll WHERE id = ?"
_MOVE = "UPDATE poll SET state = ? WHERE id = ?"
_KEEP_OUTCOME = "UPDATE poll SET outcome = ? WHERE id = ?"
_OUTCOME = "SELECT outcome FROM poll WHERE id = ?"


async def add(tx: aiosqlite.Connection, poll_ids: Iterable[str]) -> None:
    """Put polls on the agenda as drafts."""
    await tx.executemany(_ADD, [(poll_id,) for poll_id in poll_ids])


async def states(read: aiosqlite.Connection) -> dict[str, State]:
    """The state of every poll."""
    return {row[0]: State(row[1]) for row in await read.execute_fetchall(_STATES)}


async def state(read: aiosqlite.Connection, poll_id: str) -> State:
    """The state of a poll; raises NoSuchPoll."""
    row = await (await read.execute(_STATE, (poll_id,))).fetchone()
    if row is None:
        raise NoSuchPoll
    return State(row[0])


async def move(tx: aiosqlite.Connection, poll_id: str, state: State) -> None:
    """Put a poll into a state."""
    await tx.execute(_MOVE, (state.value, poll_id))


async def keep_outcome(tx: aiosqlite.Connection, poll_id: str, outcome: dict[str, Any]) -> None:
    """Keep what closing the poll yielded, as JSON."""
    await tx.execute(_KEEP_OUTCOME, (json.dumps(outcome, ensure_ascii=False), poll_id))


async def outcome(read: aiosqlite.Connection, poll_id: str) -> dict[str, Any] | None:
    """What closing the poll yielded, or None before."""
    row = await (await read.execute(_OUTCOME, (poll_id,))).fetchone()
    if row is None:
        raise NoSuchPoll
    return json.loads(row[0]) if row[0] else None
