"""One address or key has only so much counted again at a time; who sends later is taken."""

import asyncio

import pytest
from given_a_kiosk import a_day, a_stranger

from kiosk.central import api
from kiosk.central.fair_turns import LONGEST, MOST, Turns
from kiosk.central.inbox import accept
from kiosk.domain.errors import TooBusy


async def test_an_address_has_two_at_work_and_others_do_not_wait_for_it():
    turns, go_on, at_work = Turns(), asyncio.Event(), []

    async def work(address):
        async with turns.taken(address):
            at_work.append(address)
            await go_on.wait()

    sent = [asyncio.create_task(work(one)) for one in ["here"] * LONGEST + ["there"]]
    await asyncio.sleep(0)
    with pytest.raises(TooBusy):
        await work("here")
    before = list(at_work)
    go_on.set()
    await asyncio.gather(*sent)

    assert before == ["here"] * MOST + ["there"]
    assert len(at_work) == LONGEST + 1


async def test_too_many_batches_at_a_time_are_sent_again_later(central_on_sqlite, monkeypatch):
    # given as many batches of this address at work as it may have
    go_on = asyncio.Event()

    async def slow(*words, **named):
        await go_on.wait()
        return await accept(*words, **named)

    monkeypatch.setattr(api, "accept", slow)
    body = a_day().batch()

    async def send(batch):
        async with central_on_sqlite.post("/api/v1/records", data=batch) as answer:
            return answer.status

    sent = [asyncio.create_task(send(body)) for _ in range(LONGEST)]
    await asyncio.sleep(0.2)

    # when another one comes, and all are done
    stranger = a_stranger()
    stranger.prepares()
    early = await send(stranger.batch())
    go_on.set()
    await asyncio.gather(*sent)

    # then it is told to come again, and is taken
    assert early == 503
    assert await send(stranger.batch()) == 200
