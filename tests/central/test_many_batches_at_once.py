"""Whole batches that wait for their turn are bounded too, and honest kiosks get through."""

import asyncio
import json
import socket
import tracemalloc
from dataclasses import replace
from itertools import islice

import pytest
from given_a_kiosk import ASSEMBLY, Kiosk, a_day, batch_of
from test_slow_senders import HEAD, KB

from kiosk.central import api, fair_turns, reading
from kiosk.central.fair_turns import Turns
from kiosk.central.inbox import accept
from kiosk.domain.text import translated
from kiosk.proof.signature import new_key
from kiosk.sync import batch as sync_batch

BOUND = 256 * KB


def padded(number: int, size: int) -> bytes:
    """A whole batch of another kiosk, of about that size."""
    kiosk = Kiosk(key=new_key(bytes([number]) * 32))
    title = {"en": "Padded", **{f"x{n}": "x" * (size // 20) for n in range(20)}}
    kiosk.prepares(replace(ASSEMBLY, title=translated(title)))
    return kiosk.batch()


async def sent(port: int, source: str, body: bytes) -> socket.socket:
    """A connection from that address on which all of it was sent."""
    line = socket.socket()
    line.bind((source, 0))
    line.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(line, ("127.0.0.1", port))
    await loop.sock_sendall(line, HEAD.format(len(body)).encode() + body)
    return line


async def answered(line: socket.socket) -> int:
    """What was answered. Never given up and asked again: what had come would be lost."""
    async with asyncio.timeout(60):
        return int((await asyncio.get_running_loop().sock_recv(line, 4096)).split(b" ")[1])


@pytest.fixture
def slow(monkeypatch):
    """Counting takes as long as this event is not set, but for the honest kiosk of the tests."""
    go_on, decoded = asyncio.Event(), []

    async def slowly(store, records, **named):
        if records[0].device != a_day().key.public:
            decoded.append(records)
            await go_on.wait()
        return await accept(store, records, **named)

    monkeypatch.setattr(api, "accept", slowly)
    monkeypatch.setattr(reading, "MOST_READING", BOUND)
    monkeypatch.setattr(fair_turns, "MOST_BESIDE", BOUND // 2)  # as in the product
    yield go_on, decoded
    go_on.set()


@pytest.mark.parametrize(
    ("addresses", "each", "size"),
    [(1, 16, 60 * KB), (8, 8, 30 * KB), (40, 2, 30 * KB), (64, 1, 15 * KB), (3, 16, 200 * KB)],
)
async def test_whole_batches_that_wait_hold_no_more_than_the_bound(
    central_on_sqlite, slow, addresses, each, size
):
    go_on, decoded = slow
    held = central_on_sqlite.app[api.READING]
    bodies = [padded(number % 200 + 1, size) for number in range(addresses)]
    lines, answers, most = [], [], 0
    for place in range(addresses):
        for _ in range(each):
            lines.append(await sent(central_on_sqlite.port, f"127.0.0.{place + 2}", bodies[place]))
            answers.append(asyncio.create_task(answered(lines[-1])))
            await asyncio.sleep(0.01)
            most = max(most, held.held)
    await asyncio.sleep(0.3)

    # whatever waits is bounded, and only what has its turn is decoded
    assert max(most, held.held) <= BOUND + 2**16
    assert sum(len(str(records)) for records in decoded) <= 2 * BOUND

    # an honest kiosk is taken at once among them
    async with asyncio.timeout(10):
        async with central_on_sqlite.post("/api/v1/records", data=a_day().batch()) as taken:
            assert taken.status == 200, await taken.text()

    # whoever had no room is told to come again, and nobody is left without an answer
    assert {answer.result() for answer in answers if answer.done()} <= {503}
    go_on.set()
    assert set(await asyncio.gather(*answers)) <= {200, 503}
    assert held.held == 0
    for line in lines:
        line.close()


async def test_what_waits_weighs_until_its_turn_is_over(central_on_sqlite, slow):
    go_on, _ = slow
    held = central_on_sqlite.app[api.READING]
    body = padded(1, 20 * KB)
    lines = [await sent(central_on_sqlite.port, "127.0.0.2", body) for _ in range(5)]
    for _ in range(1000):
        if held.held < 5 * len(body):
            await asyncio.sleep(0.01)
    assert held.held == 5 * len(body)
    go_on.set()
    told = [await answered(line) for line in lines]
    for line in lines:
        line.close()

    assert told == [200] * 5
    assert held.held == 0


async def test_a_batch_that_gets_no_turn_in_time_is_sent_again(
    central_on_sqlite, slow, monkeypatch
):
    monkeypatch.setattr(reading, "BATCH_WITHIN", 2.0)
    go_on, _ = slow
    body = padded(1, KB)
    lines = [
        await sent(central_on_sqlite.port, "127.0.0.2", body) for _ in range(fair_turns.MOST + 2)
    ]
    answers = [asyncio.create_task(answered(line)) for line in lines]
    for sooner in islice(asyncio.as_completed(answers), 2):
        assert await sooner == 503
    assert sum(answer.done() for answer in answers) == 2
    go_on.set()
    assert sorted(await asyncio.gather(*answers)) == [200] * fair_turns.MOST + [503, 503]
    for line in lines:
        line.close()


def dense(payload: str) -> bytes:
    """A batch whose values take much more memory than its text."""
    (record,) = json.loads(batch_of(a_day().records[0]))["records"]
    record["payload"] = {"a": "HERE"}
    return json.dumps({"records": [record]}).replace('"HERE"', payload).encode()


@pytest.mark.parametrize(
    "piece", ["[]", "{}", '{"a":1}', '""', '["a",1]', "[[]]", '{"a":{}}', "[{}]"]
)
async def test_a_batch_that_would_fill_the_memory_as_values_is_none(
    central_on_sqlite, monkeypatch, piece
):
    monkeypatch.setattr(reading, "MOST_DECODED", 2 * 2**20)
    decoded: list[bytes] = []
    monkeypatch.setattr(reading, "read_batch", decoded.append)
    body = dense("[" + ",".join([piece] * (2**19 // (len(piece) + 1))) + "]")

    async with central_on_sqlite.post("/api/v1/records", data=body) as answer:
        assert answer.status == 400
    assert decoded == []


@pytest.mark.parametrize(
    "piece", ["[]", "{}", '{"a":1}', '{"abc":[1]}', '"ab"', '["ab",1]', "1234567", "1e9", '"é"']
)
async def test_no_batch_takes_more_than_it_is_said_to_weigh(piece):
    body = dense("[" + ",".join([piece] * (2**19 // (len(piece) + 1))) + "]")
    batch = reading.Batch("here", asyncio.timeout(1))
    batch.take(body)
    tracemalloc.start()
    records = sync_batch.read_batch(body)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert records
    assert most <= batch.weight * 1.3


@pytest.mark.parametrize(
    ("arriving", "begun"),
    [
        ([("a", 90), ("b", 1)], ["a", "b"]),  # a light one beside the heaviest
        ([("a", 90), ("b", 80)], ["a"]),
        ([("a", 10), ("b", 10), ("c", 10)], ["a", "b"]),
        ([("a", 90), ("b", 80), ("c", 1)], ["a", "c"]),  # who sent least is next
        ([("a", 90), ("a", 90), ("b", 5), ("c", 5)], ["a", "b", "c"]),
        ([("a", 5), ("a", 5), ("a", 0), ("b", 5)], ["a", "a", "b"]),
    ],
)
async def test_beside_the_heaviest_only_little_is_decoded(monkeypatch, arriving, begun):
    monkeypatch.setattr(fair_turns, "MOST_BESIDE", 12)
    line, go_on, at_work = Turns(), asyncio.Event(), []

    async def work(address, weight):
        async with line.taken(address, weight):
            at_work.append(address)
            await go_on.wait()

    tasks = [asyncio.create_task(work(*one)) for one in arriving]
    await asyncio.sleep(0.01)
    early = list(at_work)
    go_on.set()
    await asyncio.gather(*tasks)

    assert early == begun
    assert sorted(at_work) == sorted(address for address, _ in arriving)


async def test_who_gives_up_while_waiting_leaves_nothing_behind():
    line, go_on = Turns(), asyncio.Event()

    async def work():
        async with line.taken("here"):
            await go_on.wait()

    tasks = [asyncio.create_task(work()) for _ in range(fair_turns.LONGEST)]
    await asyncio.sleep(0)
    for task in tasks[1:]:
        task.cancel()
    await asyncio.sleep(0)
    more = [asyncio.create_task(work()) for _ in range(fair_turns.LONGEST - 1)]
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(tasks[0], *more)
