"""Talking to a central server over HTTP: answers are bounded, and no redirect is followed.

Whoever answers there may be anybody: a guest network's log-in page, a server that sends the kiosk
on to the kiosk's own pages, one that never stops talking.
"""

from collections.abc import Callable, Container
from typing import TypeVar

import aiohttp

from kiosk.sync.batch import Answer, Held, read_answer, read_held, write_batch

TIMEOUT = aiohttp.ClientTimeout(total=60, connect=10)
LARGEST_ANSWER = 64 * 2**10  # bytes
MOST_SAID = 200  # letters of a server's own words that are shown

TELLS = {200}  # statuses of what central says of a log that it has
ANSWERS = {200, 400, 422, 503}  # of its own words about a batch
LATER = {408, 425, 429}  # what a program before central says of a crowd

NOBODY = "no central server answers at this address"
ELSEWHERE = "the server sends elsewhere; give the address of central itself"
OLDER = "this central server is older than the kiosk; update it first, or check its address"
TROUBLE = "the central server has trouble now; try again later"

Said = TypeVar("Said")


class NoAnswer(Exception):
    """Central gave no answer that can be used. Carries why, in words."""


class Central:
    """A central server at an address."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self._session = session
        self._api = address.rstrip("/") + "/api/v1"

    async def held(self, device: str, log: str) -> Held:
        """How far it has that log; raises NoAnswer."""
        return await self._ask("GET", f"/devices/{device}/logs/{log}", read_held, TELLS)

    async def take(self, texts: tuple[str, ...]) -> Answer:
        """Send it these records; raises NoAnswer."""
        body = write_batch(texts)
        answer = await self._ask("POST", "/records", read_answer, ANSWERS, body)
        return Answer(have=answer.have, refused=_harmless(answer.refused))

    async def _ask(
        self,
        method: str,
        path: str,
        read: Callable[[bytes], Said],
        statuses: Container[int],
        body: bytes | None = None,
    ) -> Said:
        """What is read from an answer with one of these statuses; of any other, the status says."""
        try:
            async with self._session.request(
                method, self._api + path, data=body, allow_redirects=False
            ) as response:
                if response.status not in statuses:
                    raise NoAnswer(_of_status(response.status))
                try:
                    return read(await _bounded(response.content))
                except ValueError:
                    raise NoAnswer(_of_status(response.status)) from None
        except (TimeoutError, aiohttp.ClientError, OSError) as trouble:
            raise NoAnswer(f"no answer ({type(trouble).__name__})") from trouble


def _of_status(status: int) -> str:
    """What an answer means that central's own program does not give."""
    if status in range(300, 400):
        return ELSEWHERE
    if status == 404:  # an older central has no such address, and neither has any other program
        return OLDER
    return TROUBLE if status >= 500 or status in LATER else NOBODY


async def _bounded(content: aiohttp.StreamReader) -> bytes:
    found = bytearray()
    while part := await content.read(LARGEST_ANSWER):
        found += part
        if len(found) > LARGEST_ANSWER:
            raise ValueError(len(found))
    return bytes(found)


def _harmless(said: str) -> str:
    """Another server's words, without what would move a terminal's cursor."""
    return "".join(letter if letter.isprintable() else " " for letter in said[:MOST_SAID])


def central_session() -> aiohttp.ClientSession:
    """A client without cookies, which unpacks nothing: a short answer is not packed."""
    return aiohttp.ClientSession(
        timeout=TIMEOUT,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        headers={"Accept-Encoding": "identity"},
    )
