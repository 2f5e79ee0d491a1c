"""A central server that is older than the kiosk, or has trouble, is told apart from none at all."""

from pathlib import Path

import pytest
from aiohttp import web
from given_a_central import answering_with, central_at, older_central_at
from journey import Running
from program import run

from kiosk.actions.log.send_records import Sent, send_records
from kiosk.store import records

OLDER = "this central server is older than the kiosk; update it first, or check its address"
TROUBLE = "the central server has trouble now; try again later"
NOBODY = "no central server answers at this address"
HELD = b'{"have":0,"head":""}'


async def send(running: Running, central: str) -> Sent:
    return await send_records(running.kiosk.hall.sitting.roll, central)


async def test_an_older_central_is_named_and_gets_everything_once_it_is_updated(
    demo: Running, tmp_path: Path
) -> None:
    last = await records.last_number(demo.kiosk.hall.sitting.roll.read)
    async with older_central_at(tmp_path / "central.sqlite") as older:
        before = await send(demo, older)
    async with central_at(tmp_path / "central.sqlite") as updated:
        after = await send(demo, updated)

    assert before == Sent(0, last, OLDER)
    assert after == Sent(last, 0)


async def test_the_command_says_that_central_is_older(demo: Running, tmp_path: Path) -> None:
    await demo.stop()
    async with older_central_at(tmp_path / "central.sqlite") as older:
        code, said, errors = await run("sync", "--data", str(demo.data), "--central", older)

    assert (code, said) == (1, "")
    assert errors.endswith(f"wait: {OLDER}.\n")


LONG = b"<p>" * 10**6


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (404, b"404: Not Found", OLDER),
        (404, HELD, OLDER),
        (404, LONG, OLDER),
        (500, b"500 Internal Server Error", TROUBLE),
        (502, b"<html>Bad Gateway</html>", TROUBLE),
        (503, b'{"have":0,"refused":"no"}', TROUBLE),
        (504, b"", TROUBLE),
        (500, HELD, TROUBLE),
        (599, LONG, TROUBLE),
        (429, b"slow down", TROUBLE),
        (401, b"who are you", NOBODY),
        (403, HELD, NOBODY),
        (200, LONG, NOBODY),
    ],
)
async def test_what_central_is_asked_first_tells_how_it_is(
    demo: Running, status: int, body: bytes, sentence: str
) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, body=body)

    async with answering_with(answer) as central:
        sent = await send(demo, central)

    assert sent == Sent(0, await records.last_number(demo.kiosk.hall.sitting.roll.read), sentence)


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (404, b"404: Not Found", OLDER),
        (500, b'{"have":0,"refused":"no"}', TROUBLE),
        (502, b"<html>Bad Gateway</html>", TROUBLE),
        (503, b"<html>Down for repair</html>", TROUBLE),
        (503, b'{"have":0,"refused":"Too much at once."}', "Too much at once."),
        (503, b'{"error":"overloaded"}', TROUBLE),
        (503, LONG, TROUBLE),
        (422, b'{"have":0,"refused":"It is tied."}', "It is tied."),
        (413, b"Request Entity Too Large", NOBODY),
    ],
)
async def test_central_that_falls_ill_while_records_travel_is_named(
    demo: Running, status: int, body: bytes, sentence: str
) -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.method == "GET":
            return web.Response(body=HELD)
        await request.read()
        return web.Response(status=status, body=body)

    async with answering_with(answer) as central:
        sent = await send(demo, central)

    assert (sent.number, sent.trouble) == (0, sentence)
