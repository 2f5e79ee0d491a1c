"""An assembly whose box is full already: one open vote on a budget, so many ballots by chance."""

import asyncio
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journey import load

from kiosk.actions.load_assembly import sitting_of
from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Ballot, Choice, in_order
from kiosk.domain.casting import longest_ballot
from kiosk.domain.lifecycle import State
from kiosk.proof import card_key
from kiosk.proof.ballots import ballot_text
from kiosk.store import polls

TOGETHER = 500  # casts
POLL = "budget"
SECOND = "minutes"
HEAD = f"""title = "A full box"
cards = "printed"
quorum = 0

[[poll]]
id = "{POLL}"
title = "Our budget"

[[poll.question]]
id = "{POLL}"
title = "Which projects do we pay for?"
kind = "budget"
rule = "equal-shares"
settings = {{ completion = "add1" }}
"""
TAIL = f"""
[[poll]]
id = "{SECOND}"
title = "The minutes"

[[poll.question]]
id = "{SECOND}"
title = "Are the minutes right?"
kind = "yes_no"
rule = "majority"
"""


def assembly(projects: int) -> str:
    """Costs by chance, so that raising every share by 1 takes long."""
    chance = random.Random(projects)
    costs = [chance.randrange(10_000, 900_000) for _ in range(projects)]
    options = "".join(
        f'\n[[poll.question.options]]\nid = "p{place}"\ntitle = "Project {place}"\ncost = {cost}\n'
        for place, cost in enumerate(costs)
    )
    return f"{HEAD}budget = {sum(costs) // 3}\n{options}{TAIL}"


def some_ballots(question: Question, number: int) -> list[Ballot]:
    """One to eight projects each; the same ones every time."""
    chance = random.Random(number)
    ids = [option.id for option in question.options]
    return [
        Ballot((Choice(question.id, in_order((one, 1) for one in chance.sample(ids, size))),))
        for size in chance.choices(range(1, 9), k=number)
    ]


@contextmanager
def quick_keys() -> Iterator[None]:
    """Cards by the ten thousand, for tests that count their ballots and show no card."""
    memory, card_key.MEMORY = card_key.MEMORY, 8
    try:
        yield
    finally:
        card_key.MEMORY = memory


async def fill(data: Path, *, ballots: int, projects: int, key: bytes = b"") -> list[Ballot]:
    """Load the assembly into the folder, open its first vote and cast all ballots.

    ``key``: its box is sealed under it.
    """
    file = data.parent / "assembly.toml"
    file.write_text(assembly(projects), encoding="utf-8")
    await load(data, file)
    sitting = await sitting_of(data)
    poll, box = sitting.poll(POLL), sitting.box
    cast = some_ballots(poll.questions[0], ballots)
    with quick_keys():
        await box.add_cards(f"card {number}" for number in range(ballots))
    await box.prepare(POLL, len(ballot_text(longest_ballot(poll)).encode()), key=key)
    await box.start(POLL)
    async with sitting.roll.write() as tx:
        await polls.move(tx, POLL, State.OPEN)
    for at in range(0, ballots, TOGETHER):
        part = enumerate(cast[at : at + TOGETHER], start=at)
        await asyncio.gather(
            *(
                box.cast(
                    POLL,
                    f"card {number}",
                    text=ballot_text(ballot).encode(),
                    opening=number.to_bytes(32, "big"),
                )
                for number, ballot in part
            )
        )
    await sitting.close()
    return cast
