"""Casts on a disk that fails, in a process of its own: prints what was answered, as JSON."""

import asyncio
import json
import sys
from pathlib import Path

from kiosk.domain.errors import AlreadyVoted, CannotSave, NoSuchCard, PollNotOpen
from kiosk.store.box import Box

CARDS = ("A", "B", "C")
TRIES = 3


async def cast(box: Box, code: str, text: bytes) -> str:
    """What the voter is told."""
    try:
        await box.cast("motion", code, text=text, opening=bytes(32))
    except (AlreadyVoted, CannotSave, NoSuchCard, PollNotOpen) as refusal:
        return type(refusal).__name__
    return "cast"


async def main(folder: Path) -> None:
    try:
        box = await Box.open_and_read(folder / "box.sqlite")
    except CannotSave:
        print(json.dumps({"answers": {code: ["CannotSave"] for code in CARDS}, "in_memory": 0}))
        return
    answers: dict[str, list[str]] = {code: [] for code in CARDS}
    for number in range(TRIES):
        told = await asyncio.gather(*(cast(box, code, b"%d" % number) for code in CARDS))
        for code, one in zip(CARDS, told, strict=True):
            answers[code].append(one)
    print(json.dumps({"answers": answers, "in_memory": box.cast_number("motion")}))
    await box.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
