"""Rows made ahead, of one size, under random keys: filling one leaves no trace of when."""

import secrets
from collections.abc import Iterable

import aiosqlite

from kiosk.store.writer import Change

KEY_SIZE = 16
DRAW_SIZE = 16
DIGEST_SIZE = 32
OPENING_SIZE = 32
LENGTH_SIZE = 4
PADDING = 64  # ballot bodies are a multiple of this many bytes

_TABLES = {
    "card": (
        "INSERT INTO card (key, body) VALUES (?, ?)",
        "UPDATE card SET body = ? WHERE key = ?",
    ),
    "spent": (
        "INSERT INTO spent (key, poll, body) VALUES (?, ?, ?)",
        "UPDATE spent SET body = ? WHERE key = ?",
    ),
    "ballot": (
        "INSERT INTO ballot (key, poll, body) VALUES (?, ?, ?)",
        "UPDATE ballot SET body = ? WHERE key = ?",
    ),
}

_ANEW = (
    "CREATE TEMP TABLE again AS SELECT * FROM slots",
    "DELETE FROM slots",
    "INSERT INTO slots SELECT * FROM again ORDER BY key",
    "DROP TABLE again",
)


def ballot_size(longest: int) -> int:
    """The body size in bytes for ballots whose text has at most so many bytes."""
    return -(-(LENGTH_SIZE + OPENING_SIZE + longest) // PADDING) * PADDING


def ballot_body(text: bytes, opening: bytes, size: int) -> bytes:
    """A ballot and its opening, padded to the size of every ballot of the poll."""
    body = len(text).to_bytes(LENGTH_SIZE, "big") + opening + text
    if len(body) > size:
        raise ValueError("the ballot is longer than any ballot of the poll can be")
    return body.ljust(size, b"\0")


def read_body(body: bytes) -> tuple[bytes, bytes]:
    """The ballot text and its opening in a filled body."""
    length = int.from_bytes(body[:LENGTH_SIZE], "big")
    start = LENGTH_SIZE + OPENING_SIZE
    return body[start : start + length], body[LENGTH_SIZE:start]


def is_free(body: bytes) -> bool:
    """Whether nothing was put into the row yet."""
    return not any(body)


async def make(
    tx: aiosqlite.Connection, table: str, number: int, size: int, poll: tuple[str, ...] = ()
) -> list[bytes]:
    """Make so many free rows and return their keys."""
    keys = [secrets.token_bytes(KEY_SIZE) for _ in range(number)]
    empty = bytes(size)  # once, not for each row: a large assembly has 100 MB of them
    # In the order of the keys, so that not even the order of making shows in the file.
    await tx.executemany(_TABLES[table][0], [(key, *poll, empty) for key in sorted(keys)])
    return keys


async def lay_anew(tx: aiosqlite.Connection, table: str) -> None:
    """Write every row of the table again in the order of the keys, full ones among free ones.

    Needed where rows were made beside older ones: they lie behind them on a page, and would tell
    who came later.
    """
    for statement in _ANEW:
        await tx.execute(statement.replace("slots", table))


async def fill(tx: aiosqlite.Connection, table: str, rows: Iterable[tuple[bytes, bytes]]) -> None:
    """Write bodies under keys, sorted by key: pairs of body and key."""
    await tx.executemany(*filling(table, rows))


def filling(table: str, rows: Iterable[tuple[bytes, bytes]]) -> Change:
    """The same as a change that is not made yet."""
    return _TABLES[table][1], tuple(sorted(rows, key=lambda row: row[1]))


def draws(number: int) -> tuple[bytes, ...]:
    """So many random draws for ``take_any``, all asked of the system at once."""
    drawn = secrets.token_bytes(number * DRAW_SIZE)
    return tuple(drawn[n * DRAW_SIZE : (n + 1) * DRAW_SIZE] for n in range(number))


def take_any(keys: list[bytes], draw: bytes) -> bytes:
    """Take one of the free keys, chosen by a draw.

    Of 128 bits: no key is likelier than another by more than one in 10^32.
    """
    place = int.from_bytes(draw, "big") % len(keys)
    keys[place], keys[-1] = keys[-1], keys[place]
    return keys.pop()
