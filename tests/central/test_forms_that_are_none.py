"""Rubbish in place of a form is refused by the central server as by the kiosk."""

import asyncio
import contextlib

import pytest
from given_a_kiosk import a_day

from kiosk.formats.form_fields import MOST_BYTES

DAY = a_day()
PLACE = f"/assemblies/{DAY.key.public}/spring/polls/motion/tracker"
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("kind", "body", "packed", "status"),
    [
        (FORM, b"tracker=no+such+words", "", 200),
        (f"{FORM}; charset=UTF-8", b"tracker=", "", 200),
        (FORM, b"tracker=\xff", "", 400),
        (FORM, b"&".join([b"a=1"] * 2_000), "", 400),
        (f"{FORM}; charset=utf-16", b"\xff\xfe\x00", "", 400),
        (f"{FORM}; charset=punycode", b"tracker=a", "", 400),
        (f"{FORM}; charset=idna", b"tracker=a", "", 400),
        (FORM, b"tracker=a", "gzip", 400),
        ("multipart/form-data; boundary=x", b"--x--", "", 415),
        ("application/json", b"{}", "", 415),
        ("text/plain", b"tracker=a", "", 415),
        (FORM, b"a" * (MOST_BYTES + 1), "", 413),
    ],
)
async def test_what_is_no_form_is_refused(central_on_sqlite, kind, body, packed, status):
    await central_on_sqlite.post("/api/v1/records", data=DAY.batch())
    headers = {"Content-Type": kind, **({"Content-Encoding": packed} if packed else {})}

    async with central_on_sqlite.post(PLACE, data=body, headers=headers) as answer:
        text = await answer.text()

    assert answer.status == status
    assert status == 200 or text == "This is no form of this page. Open it again."


@pytest.mark.parametrize(
    "sent",
    [b"", b"t", b"tracker=a", b"tracker=%", b"tracker=\xff"],
)
async def test_a_form_that_breaks_off_is_no_failure_of_the_server(central_on_sqlite, caplog, sent):
    await central_on_sqlite.post("/api/v1/records", data=DAY.batch())
    head = f"POST {PLACE} HTTP/1.1\r\nHost: a\r\nContent-Type: {FORM}\r\n".encode()
    reader, line = await asyncio.open_connection("127.0.0.1", central_on_sqlite.port)
    line.write(head + b"Content-Length: 50\r\n\r\n")
    await line.drain()
    await asyncio.sleep(0.1)
    line.write(sent)
    line.write_eof()

    answer = await asyncio.wait_for(reader.read(), 10)
    line.close()

    assert b" 500 " not in answer
    assert "Traceback" not in caplog.text
    assert "Error handling request" not in caplog.text


@pytest.mark.parametrize(
    "asked",
    [f"POST {PLACE}", "POST /api/v1/records", "POST /nowhere", "GET /", "PUT /healthz"],
)
async def test_a_body_without_a_length_is_refused_and_its_line_closed(central_on_sqlite, asked):
    head = f"{asked} HTTP/1.1\r\nHost: a\r\nContent-Type: {FORM}\r\n".encode()
    reader, line = await asyncio.open_connection("127.0.0.1", central_on_sqlite.port)
    line.write(head + b"Transfer-Encoding: chunked\r\n\r\n")

    said = asyncio.create_task(reader.read(12))
    with contextlib.suppress(ConnectionError):
        for _ in range(300):  # it would go on for ever
            line.write(b"1\r\na\r\n" * 1_000)
            await line.drain()
            await asyncio.sleep(0.01)
        raise AssertionError("the line stayed open")
    line.close()
    with contextlib.suppress(ConnectionError):
        await line.wait_closed()

    assert await said == b"HTTP/1.1 411"
