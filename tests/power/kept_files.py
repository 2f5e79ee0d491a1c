"""What the files of an assembly hold after a cut, read with SQLite alone."""

import contextlib
import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.domain.lifecycle import State as Stage
from kiosk.proof.card_key import card_key
from kiosk.store import slots
from kiosk.store.poll_box import PollBox

# What reading torn bytes may end in: SQLite sees no torn page that it need not look at.
TORN = (sqlite3.Error, ValueError, TypeError, LookupError)


@cache  # slow, and the same cards lie on thousands of disks
def key_of(code: str, salt: bytes) -> bytes:
    """What only the card's code gives; empty where the box has no salt yet."""
    return card_key(code, salt) if salt else b""


@dataclass(frozen=True, slots=True)
class KeptPoll:
    """One poll of the box. ``marks``: what tells each ballot from the others."""

    salt: bytes
    card_salt: bytes
    is_taking: bool
    spent: Counter[bytes]
    marks: Counter[int]
    room: tuple[int, int]  # slots for spent cards and for ballots

    def digest(self, code: str) -> bytes:
        """What marks the card spent here."""
        return PollBox(self.salt, 0, taking=False).digest(key_of(code, self.card_salt))


@dataclass(frozen=True, slots=True)
class KeptBox:
    """A box file. ``trouble``: why it cannot be read; empty if it can."""

    trouble: str = ""
    cards: frozenset[bytes] = frozenset()
    card_salt: bytes = b""
    polls: dict[str, KeptPoll] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptRoll:
    """A roll file. ``taken``: members with a card; ``closings``: by poll, the recorded ballots."""

    trouble: str = ""
    present: frozenset[str] = frozenset()
    taken: int = 0
    states: dict[str, Stage] = field(default_factory=dict)
    closings: dict[str, Counter[int]] = field(default_factory=dict)
    published: frozenset[str] = frozenset()


def mark_in(text: str) -> int:
    """The number that tells a ballot from all others."""
    ((_, ((_, mark),)),) = json.loads(text)
    return int(mark)


def read_box(file: Path) -> KeptBox:
    """The box as the file holds it; a file without tables is an empty one."""
    try:
        with contextlib.closing(sqlite3.connect(file)) as read:
            if fault := _fault(read):
                return KeptBox(fault)
            if not _tables(read):
                return KeptBox()
            cards = [body for (body,) in read.execute("SELECT body FROM card")]
            card_salt = _card_salt(read)
            polls = {
                poll: _poll(read, poll, (salt, card_salt), bool(taking))
                for poll, salt, taking in read.execute("SELECT id, salt, taking FROM poll")
            }
            cards = [card for card in cards if not slots.is_free(card)]
            return KeptBox("", frozenset(cards), card_salt, polls)
    except TORN as trouble:
        return KeptBox(repr(trouble))


def _poll(
    read: sqlite3.Connection, poll: str, salts: tuple[bytes, bytes], is_taking: bool
) -> KeptPoll:
    spent = _bodies(read, "SELECT body FROM spent WHERE poll = ?", poll)
    ballots = _bodies(read, "SELECT body FROM ballot WHERE poll = ?", poll)
    return KeptPoll(
        *salts,
        is_taking,
        Counter(body for body in spent if not slots.is_free(body)),
        Counter(
            mark_in(slots.read_body(body)[0].decode())
            for body in ballots
            if not slots.is_free(body)
        ),
        (len(spent), len(ballots)),
    )


def _bodies(read: sqlite3.Connection, statement: str, poll: str) -> list[bytes]:
    return [body for (body,) in read.execute(statement, (poll,))]


def read_roll(file: Path) -> KeptRoll:
    """The roll as the file holds it; a file without tables is an empty one."""
    try:
        with contextlib.closing(sqlite3.connect(file)) as read:
            if fault := _fault(read):
                return KeptRoll(fault)
            if not _tables(read):
                return KeptRoll()
            present = [row[0] for row in read.execute("SELECT number FROM member WHERE present")]
            ((taken,),) = read.execute("SELECT count(*) FROM member WHERE card_given = 1")
            states = {
                poll: Stage(state) for poll, state in read.execute("SELECT id, state FROM poll")
            }
            records = [json.loads(body) for (body,) in read.execute("SELECT body FROM record")]
            return KeptRoll(
                "", frozenset(present), taken, states, _closings(records), _published(records)
            )
    except TORN as trouble:
        return KeptRoll(repr(trouble))


def _closings(records: list[dict[str, Any]]) -> dict[str, Counter[int]]:
    return {
        record["payload"]["poll"]: Counter(
            {mark_in(text): number for text, number in record["payload"]["ballots"]}
        )
        for record in records
        if record["kind"] == "poll-closed"
    }


def _published(records: list[dict[str, Any]]) -> frozenset[str]:
    return frozenset(
        record["payload"]["poll"] for record in records if record["kind"] == "poll-published"
    )


def _fault(read: sqlite3.Connection) -> str:
    found = [row[0] for row in read.execute("PRAGMA quick_check")]
    return "" if found == ["ok"] else str(found[0])


def _card_salt(read: sqlite3.Connection) -> bytes:
    known = "SELECT 1 FROM sqlite_master WHERE name = 'card_salt'"
    if read.execute(known).fetchone() is None:
        return b""  # the file was being made
    row = read.execute("SELECT salt FROM card_salt").fetchone()
    return bytes(row[0]) if row else b""


def _tables(read: sqlite3.Connection) -> int:
    return int(read.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
