"""The roster and who of it is present."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

import aiosqlite

from kiosk.domain.assembly import Member
from kiosk.domain.errors import NoSuchPerson, NotPresent
from kiosk.domain.names import (
    SHORT,
    WHOLE_SIGN,
    is_whole_name,
    number_keys,
    search_keys,
    typed_number,
    words_of,
)
from kiosk.store.given_cards import TAKEN
from kiosk.store.one_row import one_row

MOST_FOUND = 5
MOST_WORDS = 6
MOST_LOOKED_AT = 1000  # of those who match, where more do than can be shown

_MEMBER = "SELECT number, name, band, entitled FROM member WHERE number = ?"
_ADD_MEMBER = "INSERT INTO member (number, name, band, entitled) VALUES (?, ?, ?, ?)"
_ADD_PART = "INSERT OR IGNORE INTO name_part (part, number) VALUES (?, ?)"
_WITH_KEY = "SELECT number FROM name_part WHERE part = ? ORDER BY number LIMIT ?"
_UNSEARCHED = (
    "SELECT number, name, band, entitled FROM member"
    " WHERE number NOT IN (SELECT number FROM name_part)"
)
_MEMBERS = "SELECT number, name, band, entitled FROM member WHERE number IN"
_BETWEEN = "SELECT number FROM name_part WHERE part >= ? AND part <= ?"
_ALIKE = f"{_MEMBERS} ({_BETWEEN}) AND band = ?"
_ARRIVE = "UPDATE member SET present = 1 WHERE number = ?"
_LEAVE = (
    "UPDATE member SET present = 0, left_during ="
    " (SELECT coalesce(max(opened), 0) FROM poll WHERE state IN ('open', 'paused'))"
    " WHERE number = ? AND present = 1"
)
_WITHOUT_VOTE = "SELECT count(*) FROM member WHERE entitled = 0"
_AT_DOOR = (
    "SELECT number, entitled, present, card_given FROM member"
    " WHERE number IN (SELECT value FROM json_each(?))"
)
_BY_GROUP = (
    "SELECT band, count(*) FROM member"
    " WHERE entitled = 1 AND present = 1 AND band <> '' GROUP BY band"
)
_COUNTS = "SELECT count(*), coalesce(sum(present), 0) FROM member WHERE entitled = 1"


@dataclass(frozen=True, slots=True)
class NameSearch:
    """What a search for a name found: the members if they are few, and how many there are.

    ``same_name``: too many have the very name that was typed.
    """

    members: tuple[Member, ...]
    number: int
    same_name: bool = False


async def add(tx: aiosqlite.Connection, members: Iterable[Member]) -> None:
    """Put members on the roster."""
    roster = tuple(members)
    await tx.executemany(
        _ADD_MEMBER, [(m.number, m.name, m.group, int(m.entitled)) for m in roster]
    )
    await _keep_parts(tx, roster)


async def keep_missing_parts(tx: aiosqlite.Connection) -> None:
    """Let those be found whose names an older kiosk kept in other parts."""
    rows = await tx.execute_fetchall(_UNSEARCHED)
    await _keep_parts(tx, [Member(row[0], row[1], row[2], bool(row[3])) for row in rows])


async def _keep_parts(tx: aiosqlite.Connection, members: Iterable[Member]) -> None:
    await tx.executemany(
        _ADD_PART,
        [(key, m.number) for m in members for key in search_keys(m.name) | number_keys(m.number)],
    )


async def find(read: aiosqlite.Connection, number: str) -> Member:
    """The member with that number; raises NoSuchPerson."""
    row = await one_row(read, _MEMBER, (number.strip(),))
    if row is None:
        raise NoSuchPerson
    return Member(row[0], row[1], row[2], bool(row[3]))


async def find_typed(read: aiosqlite.Connection, typed: str) -> tuple[Member, ...]:
    """Members whose number was typed: to the letter, else without case, signs and leading zeros.

    At most MOST_FOUND; none where nobody has it.
    """
    try:
        return (await find(read, typed),)
    except NoSuchPerson:
        rows = await read.execute_fetchall(_WITH_KEY, (typed_number(typed), MOST_FOUND))
    return tuple([await find(read, row[0]) for row in rows])


async def search(read: aiosqlite.Connection, typed: str) -> NameSearch:
    """Members with a name of which each typed word is a part: at most five members.

    Words of less than three letters must be whole. Where too many match, those are taken whose
    whole name was typed.
    """
    words = words_of(typed)[:MOST_WORDS]
    if not words:
        return NameSearch((), 0)
    whole = max(map(len, words)) < SHORT
    bounds = [
        (WHOLE_SIGN + word, WHOLE_SIGN + word) if whole else (word, word + "\U0010ffff")
        for word in words
    ]
    clause = " INTERSECT ".join([_BETWEEN] * len(words))
    rows = await read.execute_fetchall(
        f"{_MEMBERS} ({clause}) LIMIT {MOST_LOOKED_AT}",
        [bound for pair in bounds for bound in pair],
    )
    members = tuple(Member(row[0], row[1], row[2], bool(row[3])) for row in rows)
    if len(members) <= MOST_FOUND:
        return NameSearch(members, len(members))
    same = tuple(one for one in members if is_whole_name(words, one.name))
    if same and len(same) <= MOST_FOUND:
        return NameSearch(same, len(same))
    return NameSearch((), len(same or members), same_name=bool(same))


async def alike(read: aiosqlite.Connection, member: Member) -> tuple[Member, ...]:
    """Members of the same group whose names begin alike: masked, they may look the same.

    A first name is shown whole; of a name of one word only its first letters.
    """
    first = "".join(words_of(member.name)[:1])
    begins = first if len(member.name.split()) > 1 else first[:1]
    if not begins:
        return ()
    rows = await read.execute_fetchall(_ALIKE, (begins, begins + "\U0010ffff", member.group))
    return tuple(Member(row[0], row[1], row[2], bool(row[3])) for row in rows)


@dataclass(frozen=True, slots=True)
class AtDoor:
    """What decides whether somebody is let in, and whether with a new card."""

    entitled: bool
    present: bool
    card_taken: bool


async def at_door(read: aiosqlite.Connection, numbers: Iterable[str]) -> dict[str, AtDoor]:
    """Those of these numbers who are on the roster, all in one look."""
    rows = await read.execute_fetchall(_AT_DOOR, (json.dumps(list(numbers)),))
    return {
        number: AtDoor(bool(entitled), bool(present), card == TAKEN)
        for number, entitled, present, card in rows
    }


async def arrive(tx: aiosqlite.Connection, *numbers: str) -> None:
    """Mark members present; whether they may come is for whoever looked in this transaction."""
    await tx.executemany(_ARRIVE, [(number,) for number in numbers])


async def leave(tx: aiosqlite.Connection, number: str) -> None:
    """Mark a member gone; raises NoSuchPerson, NotPresent."""
    if (await tx.execute(_LEAVE, (number,))).rowcount != 1:
        await find(tx, number)
        raise NotPresent


async def counts(read: aiosqlite.Connection) -> tuple[int, int]:
    """How many members are entitled, and how many of them are present."""
    row = await one_row(read, _COUNTS)
    return (int(row[0]), int(row[1])) if row else (0, 0)


async def without_vote(read: aiosqlite.Connection) -> int:
    """How many people on the roster have no vote."""
    row = await one_row(read, _WITHOUT_VOTE)
    return int(row[0]) if row else 0


async def present_by_group(read: aiosqlite.Connection) -> dict[str, int]:
    """How many members of each group on the roster are inside."""
    return {row[0]: int(row[1]) for row in await read.execute_fetchall(_BY_GROUP)}
