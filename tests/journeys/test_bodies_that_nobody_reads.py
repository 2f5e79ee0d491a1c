"""A body without a length is refused at once, and none that was refused is read for long."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, closing
from pathlib import Path

import pytest
from busy import busy
from journey import PIN, Running
from stalling import begun, served

from kiosk import unread
from kiosk.pages.web import uploads
from kiosk.read_form import UPLOAD

PIECES = b"1\r\na\r\n" * 20_000
CHUNKED = (
    "{method} {path} HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
)
LONG = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500000000\r\n"
    "Content-Type: {kind}\r\n\r\n"
)
FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"
AT_ONCE = 2.0  # seconds, on a machine that does nothing else


@pytest.fixture
async def hall(tmp_path: Path, stopping: AsyncExitStack) -> Running:
    return await stopping.enter_async_context(served(tmp_path))


async def fed(hall: Running, head: str, part: bytes) -> tuple[bytes, float]:
    """What somebody hears who sends without end, and after how many seconds the line is closed."""
    loop = asyncio.get_running_loop()
    began = time.monotonic()
    with closing(begun(hall, head.encode())) as line:
        hears = asyncio.create_task(heard(line))
        with contextlib.suppress(ConnectionError):
            while time.monotonic() - began < 12:
                await loop.sock_sendall(line, part)
                await asyncio.sleep(0.01)
        return await hears, time.monotonic() - began


async def heard(line: object) -> bytes:
    loop, said = asyncio.get_running_loop(), b""
    with contextlib.suppress(ConnectionError):
        while part := await loop.sock_recv(line, 2**16):  # type: ignore[arg-type]
            said += part
    return said


WITHOUT_LENGTH = (
    ("POST", "/", "127.0.0.1"),
    ("POST", "/nowhere", "127.0.0.1"),
    ("POST", UPLOAD, "127.0.0.1"),
    ("POST", "/chair/enter", "127.0.0.1"),
    ("POST", "/card/AAAA/poll/young-voters", "127.0.0.1"),
    ("POST", "/api/v1/polls/young-voters/inclusion", "127.0.0.1"),
    ("POST", "/live", "127.0.0.1"),
    ("GET", "/healthz", "127.0.0.1"),
    ("GET", "/live", "127.0.0.1"),
    ("PUT", "/screen", "127.0.0.1"),
    ("POST", "/", "elsewhere.example"),
)


async def test_a_body_without_a_length_is_refused_and_its_line_closed(hall: Running) -> None:
    for method, path, host in WITHOUT_LENGTH:
        head = CHUNKED.format(method=method, path=path, host=host)

        said, seconds = await fed(hall, head, PIECES)

        status = b"411" if host == "127.0.0.1" else b"403"
        assert said.startswith(b"HTTP/1.1 " + status), path
        assert seconds < AT_ONCE * busy(), path


async def test_it_is_told_in_one_sentence_to_people_and_to_programs(hall: Running) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"code=a"

    sentence = "This form does not say how long it is. Open the page again."
    for path in ("/", "/api/v1/desk/arrivals"):
        async with hall.browser.post(hall.url + path, data=pieces()) as answer:
            assert answer.status == 411
            assert sentence in await answer.text()


async def test_endless_pieces_make_nobody_wait(hall: Running) -> None:
    worst = 0.0

    async def sends() -> None:
        while True:
            await fed(hall, CHUNKED.format(method="POST", path="/", host="127.0.0.1"), PIECES)

    sending = asyncio.create_task(sends())
    for _ in range(40):
        began = time.monotonic()
        assert (await hall.get("/healthz"))[0] == 200
        worst = max(worst, time.monotonic() - began)
        await asyncio.sleep(0.05)
    sending.cancel()
    print(f"longest wait: {worst * 1000:.0f} ms")
    assert worst < 0.5 * busy()


REFUSED = (
    ("/", "text/plain", b"415"),
    ("/", FORM, b"413"),
    ("/chair/enter", PARTS, b"415"),
    ("/nowhere", FORM, b"404"),
    (UPLOAD, PARTS, b"403"),
    ("/card/AAAA/poll/young-voters", "application/json", b"415"),
)


async def test_a_refused_form_is_not_read_for_long(hall: Running) -> None:
    heads = [LONG.format(path=path, kind=kind) for path, kind, _ in REFUSED]

    answers = await asyncio.gather(*(fed(hall, head, b"a" * 5_000) for head in heads))

    slower = busy()
    for (path, _, status), (said, seconds) in zip(REFUSED, answers, strict=True):
        assert said.startswith(b"HTTP/1.1 " + status), path
        assert seconds < unread.LINGER + AT_ONCE * slower, path


async def test_an_organiser_whose_files_are_too_large_reads_why(
    hall: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST_UPLOAD", 2**20)
    monkeypatch.setattr(unread, "LINGER", 0.1)
    await hall.post("/organiser/enter", ("pin", PIN))
    part = b'--x\r\nContent-Disposition: form-data; name="a"; filename="a.csv"\r\n\r\n'
    size = 2**20 + len(part)

    async def slowly() -> AsyncIterator[bytes]:
        yield part
        for _ in range(16):
            await asyncio.sleep(0.15)
            yield b"a" * 2**16

    headers = {"Content-Type": PARTS, "Content-Length": str(size)}
    async with hall.browser.post(hall.url + UPLOAD, data=slowly(), headers=headers) as answer:
        text = await answer.text()

    assert answer.status == 413, text
    assert "The files are too large together." in text


async def test_files_that_never_end_are_given_up(
    hall: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unread, "READ_ON", 0.5)
    await hall.post("/organiser/enter", ("pin", PIN))

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b"a" * 5_000
            await asyncio.sleep(0.01)

    headers = {"Content-Type": PARTS, "Content-Length": "500000000"}
    began = time.monotonic()
    async with hall.browser.post(hall.url + UPLOAD, data=endless(), headers=headers) as answer:
        assert answer.status == 413

    assert time.monotonic() - began < 0.5 + AT_ONCE * busy()
