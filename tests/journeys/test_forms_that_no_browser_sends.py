"""Rubbish in place of a form is refused with a sentence, never with a failure of the kiosk."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from busy import busy
from journey import Running

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="step"\r\n'


@pytest.mark.parametrize(
    ("kind", "body", "packed"),
    [
        (f"{FORM}; charset=nope", b"code=1", ""),
        (f"{FORM}; charset=utf-16", b"\xff\xfe\x00", ""),
        (f"{FORM}; charset=utf-8", b"code=\xff", ""),
        (FORM, b"code=1", "gzip"),
        (FORM, b"code=1", "deflate"),
        ("multipart/form-data", b"x", ""),
        (PARTS, b"--x\r\nfoo", ""),
        (PARTS, b"foo", ""),
        (PARTS, PART + b"Content-Type: text/plain; charset=nope\r\n\r\ncast\r\n--x--", ""),
        (PARTS, PART + b"Content-Transfer-Encoding: base64\r\n\r\na\r\n--x--", ""),
        (PARTS, PART + b"Content-Transfer-Encoding: nope\r\n\r\na\r\n--x--", ""),
        (PARTS, PART + b"Content-Type: multipart/mixed; boundary=y\r\n\r\n--y--\r\n--x--", ""),
        (PARTS, b"--x\r\nContent-Disposition: form-data\r\n\r\ncast\r\n--x--", ""),
    ],
)
@pytest.mark.parametrize("path", ["/", "/organiser/load"])
async def test_a_form_that_cannot_be_read_gets_a_sentence(
    demo: Running, path: str, kind: str, body: bytes, packed: str
) -> None:
    await demo.post("/organiser/enter", ("pin", "246810"))
    headers = {"Content-Type": kind, **({"Content-Encoding": packed} if packed else {})}

    async with demo.browser.post(demo.url + path, data=body, headers=headers) as answer:
        page = await answer.text()

    assert answer.status in {400, 415, 422}
    assert "Something went wrong" not in page


async def test_a_program_is_told_so_too(demo: Running) -> None:
    kind = {"Content-Type": f"{FORM}; charset=nope"}
    url = f"{demo.url}/api/v1/desk/arrivals"
    async with demo.browser.post(url, data=b"number=101", headers=kind) as answer:
        told = await answer.json()

    assert answer.status == 400
    assert told["title"] == "The kiosk cannot read this form. Open the page again."


async def test_an_origin_that_is_no_address_is_another_site(demo: Running) -> None:
    async with demo.browser.post(
        f"{demo.url}/desk/sign-in", data={"number": "101"}, headers={"Origin": "http://["}
    ) as answer:
        assert answer.status == 403


SLOW = ("punycode", "idna", "utf-7", "utf-16", "unicode_escape", "raw_unicode_escape", "hz")
MUCH = b"code=" + b"a-" * 30_000
LATE = 1.0  # seconds, on a machine that does nothing else


@pytest.mark.parametrize("letters", SLOW)
async def test_letters_that_are_slow_to_read_are_refused_at_once(
    demo: Running, letters: str
) -> None:
    kind = {"Content-Type": f"{FORM}; charset={letters}"}
    parts = PART + f"Content-Type: text/plain; charset={letters}\r\n\r\n".encode() + MUCH
    began = time.monotonic()
    async with demo.browser.post(demo.url + "/", data=MUCH, headers=kind) as answer:
        assert answer.status == 400
    headers = {"Content-Type": PARTS}
    async with demo.browser.post(demo.url + "/", data=parts, headers=headers) as answer:
        assert answer.status == 415

    assert time.monotonic() - began < LATE * busy()


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        (FORM, b"a" * 70_000, 413),
        (FORM, b"a=1&" * 2_000, 400),
        (FORM, b"code=%FF", 400),
        ("application/json", b"[" * 60_000, 415),
        ("text/plain", b"code=1", 415),
        ("application/octet-stream", b"\0" * 400_000, 415),
        (PARTS, b"--x--", 415),
    ],
)
@pytest.mark.parametrize("path", ["/", "/pair", "/chair/enter", "/desk", "/booth"])
async def test_what_is_no_small_form_is_refused_with_a_sentence(
    demo: Running, path: str, kind: str, body: bytes, status: int
) -> None:
    headers = {"Content-Type": kind}
    async with demo.browser.post(demo.url + path, data=body, headers=headers) as answer:
        page = await answer.text()

    assert answer.status == status
    assert "Open the page again." in page


async def test_who_gave_no_pin_is_refused_before_the_files_are_read(demo: Running) -> None:
    async def files() -> AsyncIterator[bytes]:
        yield b"--x\r\n"
        await asyncio.sleep(30)

    async with asyncio.timeout(5):
        kind = {"Content-Type": PARTS, "Content-Length": "999"}
        url = f"{demo.url}/organiser/load"
        async with demo.browser.post(url, data=files(), headers=kind) as answer:
            assert answer.status == 403
