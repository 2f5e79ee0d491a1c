"""Cards are put into the box file, with room for their ballots in every poll, and taken out."""

from dataclasses import dataclass

import aiosqlite

from kiosk.domain.errors import CannotSave
from kiosk.store import slots
from kiosk.store.box_contents import Contents
from kiosk.store.one_row import one_row
from kiosk.store.poll_box import PollBox

_ROW = "SELECT key FROM card WHERE body = ?"

ROOM = 64  # rows are made ahead in steps of so many cards, later of half of all there are


@dataclass(frozen=True, slots=True)
class AddedCards:
    """What a transaction put into the file, to be taken into memory once it is safe on disk."""

    digests: list[bytes]
    free_cards: list[bytes]
    grown: list[tuple[PollBox, tuple[list[bytes], list[bytes]]]]

    def take_into(self, held: Contents) -> None:
        """Hold what the file holds."""
        held.free_cards = self.free_cards
        held.cards.update(self.digests)
        for poll, (spent, ballots) in self.grown:
            poll.add_room(spent, ballots)


async def put_cards(tx: aiosqlite.Connection, held: Contents, digests: list[bytes]) -> AddedCards:
    """Fill free rows with the cards, and make more of them where there are too few."""
    short = len(digests) - len(held.free_cards)
    free = list(held.free_cards)
    before = len(held.cards) + len(free)
    if short > 0:
        number = max(-(-short // ROOM) * ROOM, before // 2)
        free += await slots.make(tx, "card", number, slots.DIGEST_SIZE)
    capacity = len(held.cards) + len(free)
    grown = [(poll, await poll.grow(tx, name, capacity)) for name, poll in held.polls.items()]
    for table in ("card", "spent", "ballot") if 0 < before < capacity else ():
        await slots.lay_anew(tx, table)
    rows = zip(digests, slots.draws(len(digests)), strict=True)
    await slots.fill(tx, "card", [(digest, slots.take_any(free, one)) for digest, one in rows])
    return AddedCards(digests, free, grown)


async def take_out(tx: aiosqlite.Connection, digest: bytes) -> bytes:
    """Empty the card's row, which is free for another from then on; its key."""
    row = await one_row(tx, _ROW, (digest,))
    if row is None:
        raise CannotSave("a card is missing in the box")
    key: bytes = row[0]
    await slots.fill(tx, "card", [(bytes(slots.DIGEST_SIZE), key)])
    return key
