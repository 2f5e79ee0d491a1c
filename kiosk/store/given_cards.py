"""What the roll knows of a member's card: none, taken, or just changing; never which card.

While a card is made valid or void, the member is marked with how many cards the box holds without
it. If the power goes between the two files, the box's number tells whether it holds the card.
"""

import aiosqlite

from kiosk.store.one_row import one_row

NOT_TAKEN, TAKEN, BEFORE = 0, 1, 2  # from BEFORE on: 2 more than the number of cards without it

_SET = "UPDATE member SET card_given = ? WHERE number = ?"
_MENDED = (
    "UPDATE member SET card_given = CASE WHEN card_given < ? THEN ? ELSE ? END"
    " WHERE card_given >= ?"
)
_CARD_GIVEN = "SELECT card_given FROM member WHERE number = ?"
_CARDS_GIVEN = "SELECT count(*) FROM member WHERE entitled = 1 AND card_given = 1"


async def is_taken(read: aiosqlite.Connection, number: str) -> bool:
    """Whether the member has taken a card; somebody who returns keeps it."""
    row = await one_row(read, _CARD_GIVEN, (number,))
    return bool(row and row[0] == TAKEN)


async def begin(tx: aiosqlite.Connection, *numbers: str, cards: int) -> None:
    """Cards are made valid or void next, all in one commit; the box holds so many without them."""
    await tx.executemany(_SET, [(BEFORE + cards, number) for number in numbers])


async def take(tx: aiosqlite.Connection, *numbers: str) -> None:
    """These members have a card: drawn from the bowl, or made valid."""
    await tx.executemany(_SET, [(TAKEN, number) for number in numbers])


async def give_back(tx: aiosqlite.Connection, *numbers: str) -> None:
    """The cards of these members are void; others may be given."""
    await tx.executemany(_SET, [(NOT_TAKEN, number) for number in numbers])


async def mend(tx: aiosqlite.Connection, *, cards: int) -> None:
    """With so many cards in the box: whose change a cut or a fault left is made, and whose not."""
    await tx.execute(_MENDED, (BEFORE + cards, TAKEN, NOT_TAKEN, BEFORE))


async def number(read: aiosqlite.Connection) -> int:
    """How many members took a voting card, or drew one."""
    row = await one_row(read, _CARDS_GIVEN)
    return int(row[0]) if row else 0
