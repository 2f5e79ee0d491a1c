"""Whoever comes while a vote is open gets a place that tells nothing of when they came."""

import asyncio
import math
import random
from pathlib import Path

from order_measures import SIGMAS, measures, places_of

from kiosk.store.box import Box
from kiosk.store.box_contents import card_digest

POLL = "garden"
LONGEST = 60  # bytes of a ballot
BOXES, PEOPLE, TOGETHER = 4, 600, 10


async def given_arrivals(file: Path, codes: list[str], texts: list[bytes]) -> list[bytes]:
    """Everybody comes after the opening, ten at a time, and votes at once: digests of the cards."""
    box = await Box.open_and_read(file)
    await box.prepare(POLL, LONGEST)
    await box.start(POLL)
    for at in range(0, len(codes), TOGETHER):
        await box.add_cards(codes[at : at + TOGETHER])
        group = zip(codes[at : at + TOGETHER], texts[at : at + TOGETHER], strict=True)
        opening = random.Random(at).randbytes(32)
        await asyncio.gather(
            *(box.cast(POLL, code, text=text, opening=opening) for code, text in group)
        )
    assert len(await box.ballots(POLL)) == len(codes)
    digests = [card_digest(box.key_of(code)) for code in codes]
    await box.close()
    return digests


def deviations(content: bytes, happened: list[bytes]) -> dict[str, float]:
    """By measure, how many of its spreads it is away from no leak."""
    found = measures(places_of(content, happened), happened)
    return {one.name: (one.value - one.none) / one.spread for one in found}


async def test_room_made_later_does_not_tell_who_came_later(tmp_path: Path) -> None:
    """A trace too weak for one box shows when the measures of several are taken together."""
    together: dict[str, list[float]] = {}
    for number in range(BOXES):
        chance, file = random.Random(number), tmp_path / f"{number}.sqlite"
        codes = [f"CODE{one}" for one in chance.sample(range(10**6, 10**7), PEOPLE)]
        texts = [b"ballot %d" % one for one in chance.sample(range(10**6, 10**7), PEOPLE)]
        cards = await given_arrivals(file, codes, texts)
        content = file.read_bytes()
        for happened in (texts, cards):
            for name, far in deviations(content, happened).items():
                together.setdefault(name, []).append(far)

    assert {len(far) for far in together.values()} == {2 * BOXES}
    told = {name: sum(far) / math.sqrt(len(far)) for name, far in together.items()}
    assert {name: far for name, far in told.items() if abs(far) > SIGMAS} == {}
