"""What a central server has is asked from it: another, an emptied or a lying one is told apart."""

import asyncio
import gzip
import json
import resource
import shutil
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from given_a_central import answering_with, central_at
from journey import Running, given_a_quorum, load, start_kiosk
from program import run

from kiosk.actions.log import ask_central
from kiosk.actions.log.keep_event import keep_event_if_possible
from kiosk.actions.log.send_records import Sent, send_records
from kiosk.domain.happening import Happening
from kiosk.shipped import demo_file
from kiosk.store import records

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def send(running: Running, central: str) -> Sent:
    return await send_records(running.kiosk.hall.sitting.roll, central)


async def happens(running: Running, times: int = 1) -> None:
    for _ in range(times):
        await keep_event_if_possible(running.kiosk.hall, Happening.SCREEN_PAIRED)


async def number_of(running: Running) -> int:
    return await records.last_number(running.kiosk.hall.sitting.roll.read)


async def test_another_central_gets_everything(demo: Running, tmp_path: Path) -> None:
    await happens(demo, 3)
    async with (
        central_at(tmp_path / "one.sqlite") as one,
        central_at(tmp_path / "two.sqlite") as two,
    ):
        first = await send(demo, one)
        waiting = await records.unsent_number(demo.kiosk.hall.sitting.roll.read, two)
        second = await send(demo, two)
        again = await send(demo, one)

    last = await number_of(demo)
    assert first == second == Sent(last, 0)
    assert waiting == last  # what one has says nothing of the other
    assert again == Sent(0, 0)


@pytest.mark.parametrize("batch", [1, 2, 20])
async def test_an_emptied_central_gets_everything_again(
    demo: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr("kiosk.actions.log.send_records.BATCH", batch)
    await happens(demo, 4)
    async with central_at(tmp_path / "full.sqlite") as central:
        await send(demo, central)
    async with central_at(tmp_path / "empty.sqlite") as central:
        sent = await send(demo, central)

    assert sent == Sent(await number_of(demo), 0)


async def test_a_central_restored_from_a_copy_gets_what_is_missing(
    demo: Running, tmp_path: Path
) -> None:
    async with central_at(tmp_path / "central.sqlite") as central:
        await send(demo, central)
    shutil.copy(tmp_path / "central.sqlite", tmp_path / "kept.sqlite")  # stopped: one file
    await happens(demo, 3)
    async with central_at(tmp_path / "central.sqlite") as central:
        assert (await send(demo, central)).number == 3
    async with central_at(tmp_path / "kept.sqlite") as central:
        restored = await send(demo, central)

    assert restored == Sent(3, 0)


async def test_a_fork_is_named_and_never_overwritten(demo: Running, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(demo.data, other)
    fork = await start_kiosk(other)
    await happens(demo, 2)
    await happens(fork, 3)
    async with central_at(tmp_path / "central.sqlite") as central:
        await send(demo, central)
        refused = await send(fork, central)
        later = await send(demo, central)
    await fork.stop()

    assert refused.number == 0
    assert "another record" in refused.trouble
    assert "nothing was sent or overwritten" in refused.trouble
    assert later == Sent(0, 0)


async def test_a_central_with_more_than_this_kiosk_is_named(demo: Running, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(demo.data, older)
    await happens(demo, 30)
    async with central_at(tmp_path / "central.sqlite") as central:
        await send(demo, central)
        behind = await start_kiosk(older)
        sent = await send(behind, central)
        await behind.stop()

    assert sent.number == 0
    assert "these data are older" in sent.trouble


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_the_kiosk_follows_no_server_that_sends_it_elsewhere(
    demo: Running, status: int
) -> None:
    async def elsewhere(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(status=status, headers={"Location": f"{demo.url}/desk/sign-in"})

    async with answering_with(elsewhere) as central:
        sent = await send(demo, central)

    assert sent.number == 0
    assert "sends elsewhere" in sent.trouble
    assert demo.kiosk.hall.sitting.box.cards_number == 0


def said(body: bytes, **headers: str) -> Answering:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=body, headers=headers)

    return answer


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Log in to the guest network</html>",
        b"{}",
        b'{"have": -1, "head": ""}',
        b'{"have": 1e99, "head": ""}',
        b"[" * 60_000,
    ],
)
async def test_an_answer_that_is_none_is_named(demo: Running, body: bytes) -> None:
    async with answering_with(said(body)) as central:
        sent = await send(demo, central)

    assert (sent.number, sent.left) == (0, await number_of(demo))
    assert "no central server answers" in sent.trouble


async def endless(request: web.Request) -> web.StreamResponse:
    await request.read()
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b"x" * 2**20)


async def packed(request: web.Request) -> web.StreamResponse:
    await request.read()
    bomb = gzip.compress(bytes(2**26))
    return web.Response(body=bomb, headers={"Content-Encoding": "gzip"})


async def dripping(request: web.Request) -> web.StreamResponse:
    await request.read()
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b" ")
        await asyncio.sleep(0.05)


@pytest.mark.parametrize("answer", [endless, packed, dripping])
async def test_an_answer_without_an_end_costs_little_memory_and_time(
    demo: Running, answer: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask_central, "TIMEOUT", aiohttp.ClientTimeout(total=2))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    async with answering_with(answer) as central:
        async with asyncio.timeout(20):
            sent = await send(demo, central)

    assert sent.trouble
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kB


async def test_a_central_that_claims_more_than_was_sent_moves_nothing(demo: Running) -> None:
    async def boasts(request: web.Request) -> web.Response:
        if request.method == "GET":
            return web.json_response({"have": 0, "head": ""})
        return web.json_response({"have": 10**6, "refused": "no\x1b[2J" + "x" * 5000})

    async with answering_with(boasts) as central:
        sent = await send(demo, central)

    assert sent.number <= await number_of(demo)
    assert "\x1b" not in sent.trouble
    assert len(sent.trouble) <= ask_central.MOST_SAID


async def test_the_command_says_what_is_true_of_this_central(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    data = tmp_path / "data"
    await load(data, demo_file())
    running = await start_kiosk(data)
    await given_a_quorum(running)
    last = await number_of(running)
    await running.stop()
    one = await stopping.enter_async_context(central_at(tmp_path / "one.sqlite"))
    two = await stopping.enter_async_context(central_at(tmp_path / "two.sqlite"))

    told = [
        await run("sync", "--data", str(data), "--central", central) for central in (one, two, one)
    ]
    _, off, _ = await run("sync", "--data", str(data), "--central", "http://127.0.0.1:9", "--json")

    assert [said for _, said, _ in told] == [
        f"Sent {last}. Everything has arrived.\n",
        f"Sent {last}. Everything has arrived.\n",
        "Sent 0. Everything has arrived.\n",
    ]
    assert json.loads(off)["left"] == last
