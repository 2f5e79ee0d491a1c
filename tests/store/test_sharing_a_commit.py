"""Casts share a commit as far as they can, and nobody is made to wait for nothing."""

import asyncio

from kiosk.store.cast_queue import Answers, CastQueue
from kiosk.store.poll_box import Cast

COMMIT = 0.04  # seconds, as on a memory card
VOTES = 5  # of each phone, one after the other


async def cast(queue: CastQueue) -> None:
    one = Cast("motion", b"A", b"", b"", asyncio.get_running_loop().create_future())
    queue.put(one)
    await one.done


async def test_on_a_slow_card_two_halves_of_a_hall_become_one() -> None:
    batches: list[int] = []

    async def save(casts: list[Cast]) -> Answers:
        batches.append(len(casts))
        await asyncio.sleep(COMMIT)
        return [None] * len(casts)

    async def phone(queue: CastQueue) -> None:
        for _ in range(VOTES):
            await cast(queue)
            await asyncio.sleep(COMMIT / 40)  # the way to the phone and back

    queue = CastQueue(save)
    first = [asyncio.create_task(phone(queue)) for _ in range(4)]
    await asyncio.sleep(COMMIT / 2)
    second = [asyncio.create_task(phone(queue)) for _ in range(4)]
    await asyncio.gather(*first, *second)
    await queue.close()

    assert batches[0] == 4
    assert batches[1:5] == [8, 8, 8, 8]


async def test_a_vote_into_a_box_at_rest_is_saved_at_once() -> None:
    begun: list[float] = []
    clock = asyncio.get_running_loop().time

    async def save(casts: list[Cast]) -> Answers:
        begun.append(clock())
        await asyncio.sleep(COMMIT)
        return [None] * len(casts)

    waits = []
    for _ in range(5):  # the quickest counts: the machine may be busy with something else
        queue = CastQueue(save)
        await asyncio.gather(*(cast(queue) for _ in range(8)))
        await asyncio.sleep(2 * COMMIT)
        came = clock()
        await cast(queue)
        await queue.close()
        waits.append(begun[-1] - came)

    assert min(waits) < COMMIT / 8
