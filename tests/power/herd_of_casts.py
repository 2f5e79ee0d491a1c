"""Casts that come together, in a process of its own whose disk is recorded: prints what it told.

    python herd_of_casts.py BOX TRACE GROUP GROUP ...

The cards of a group cast at once, and the next group after the last one's answer. As JSON, for
each ballot: its card, its mark, and the trace's length when it was asked for and when it was told.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from functools import partialmethod
from pathlib import Path

from kiosk.store.box import Box
from kiosk.store.box_writer import BoxWriter

POLL = "motion"
FIRST = 100_000  # mark
OPENING = bytes(32)
LONGEST = 200  # bytes of a ballot: with slots of this size a group is spread over many pages


def ballot(mark: int) -> bytes:
    """A ballot that is told from all others."""
    return b'[["motion",[["left",%d]]]]' % mark


async def settle_later(writer: BoxWriter, settle: Callable[[BoxWriter], Awaitable[None]]) -> None:
    """What follows an answer comes well behind it here, so that cuts come in between."""
    await asyncio.sleep(0.05)
    await settle(writer)


async def main(file: Path, trace: Path, groups: list[int]) -> None:
    box = await Box.open_and_read(file)
    await box.prepare(POLL, longest=LONGEST)
    cards = [f"card {number}" for number in range(sum(groups))]
    await box.add_cards(cards)
    await box.start(POLL)
    await box.close()  # as at a start: the log is made anew by the first of them
    box = await Box.open_and_read(file)
    for card in cards:
        assert await box.recognise(card)  # slow: it would keep them from coming together
    BoxWriter.settle = partialmethod(settle_later, BoxWriter.settle)  # type: ignore[assignment]
    told = []

    def length() -> int:
        return trace.stat().st_size

    marks = iter(range(FIRST, FIRST + sum(groups)))

    async def cast(mark: int) -> None:
        card = cards[mark - FIRST]
        asked = length()
        await box.cast(POLL, card, text=ballot(mark), opening=OPENING)
        told.append((card, mark, asked, length()))

    for group in groups:
        await asyncio.gather(*(cast(next(marks)) for _ in range(group)))
    await box.close()
    print(json.dumps(told))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]), [int(one) for one in sys.argv[3:]]))
