"""What goes out at once is, byte by byte, what aiohttp would send; and anything unusual is its."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from kiosk.pages.web.answers import HTML_HEADERS, PAGE, lead_to
from kiosk.pages.web.at_once import AtOnce

BODY = b"<p>A page.</p>"
USUAL = "GET / HTTP/1.1\r\nHost: one\r\n\r\n"
LAST = "GET / HTTP/1.1\r\nHost: one\r\nConnection: close\r\n\r\n"
Make = Callable[[], web.Response]


@asynccontextmanager
async def line_to(make: Make) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A line to a server that answers everything with it."""

    async def handler(_: web.BaseRequest) -> web.StreamResponse:
        return make()

    runner = web.ServerRunner(web.Server(handler))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    reader, writer = await asyncio.open_connection(*runner.addresses[0][:2])
    try:
        yield reader, writer
    finally:
        writer.close()
        await runner.cleanup()


async def answered(make: Make, request: str) -> bytes:
    """All that is sent to the request, and to another one that closes the line; without dates."""
    async with line_to(make) as (reader, writer):
        writer.write((request + LAST).encode())
        whole = await asyncio.wait_for(reader.read(), 10)
    assert whole.startswith(b"HTTP/1.")
    return re.sub(rb"\r\nDate: [^\r]+", b"\r\nDate: then", whole)


def page() -> web.Response:
    return AtOnce(PAGE, BODY)


def as_always() -> web.Response:
    return web.Response(body=BODY, headers=HTML_HEADERS)


@pytest.mark.parametrize(
    "request_text",
    [
        USUAL,
        "POST / HTTP/1.1\r\nHost: one\r\nContent-Length: 2\r\n\r\nhi",
        "HEAD / HTTP/1.1\r\nHost: one\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: one\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: one\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: one\r\nConnection: keep-alive\r\n\r\n",
        USUAL * 3,
    ],
)
async def test_a_page_at_once_is_what_is_sent_else(request_text: str) -> None:
    assert await answered(page, request_text) == await answered(as_always, request_text)


async def test_where_a_form_leads_is_what_is_sent_else() -> None:
    def plainly() -> web.Response:
        headers = {"Cache-Control": "no-store", "Location": "/card/%C3%A9?cast=a%0D%0Ab"}
        return web.Response(status=303, headers=headers)

    def leads() -> web.Response:
        return lead_to("/card/é?cast=a\r\nb")

    assert await answered(leads, USUAL) == await answered(plainly, USUAL)
    assert lead_to("/booth").headers["Location"] == "/booth"


def with_header(answer: web.Response) -> web.Response:
    answer.headers["Refresh"] = "0; url=/booth"
    return answer


def with_less(answer: web.Response) -> web.Response:
    del answer.headers["X-Robots-Tag"]
    return answer


def with_cookie(answer: web.Response) -> web.Response:
    answer.set_cookie("kiosk_language", "es", httponly=True)
    return answer


def without_cookie(answer: web.Response) -> web.Response:
    answer.del_cookie("kiosk_language")
    return answer


def that_closes(answer: web.Response) -> web.Response:
    answer.force_close()
    return answer


@pytest.mark.parametrize(
    "change", [with_header, with_less, with_cookie, without_cookie, that_closes]
)
async def test_what_is_changed_on_an_answer_is_sent(
    change: Callable[[web.Response], web.Response],
) -> None:
    changed = await answered(lambda: change(page()), USUAL)
    assert changed == await answered(lambda: change(as_always()), USUAL)
    assert changed != await answered(page, USUAL)


async def test_an_answer_at_once_is_sent_once() -> None:
    sent: list[bool] = []

    class Twice(AtOnce):
        async def write_eof(self, data: bytes = b"") -> None:
            await super().write_eof(data)
            await super().write_eof(data)
            sent.append(self.prepared)

    assert await answered(lambda: Twice(PAGE, BODY), USUAL) == await answered(page, USUAL)
    assert sent == [True, True]


async def test_the_date_of_an_answer_moves_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for now, said in (
        (784111777, b"Sun, 06 Nov 1994 08:49:37 GMT"),
        (784111778, b"Sun, 06 Nov 1994 08:49:38 GMT"),
    ):
        monkeypatch.setattr("kiosk.pages.web.at_once.time.time", lambda now=now: now + 0.5)
        assert b"\r\nDate: " + said + b"\r\n" in PAGE.before(BODY, "")
