"""What is said to a central server over HTTP: a short answer from its own address counts.

Whoever answers there may be anybody: a guest network's log-in page, a server that sends the kiosk
on to the kiosk's own pages, one that never stops talking.
"""

import aiohttp

from kiosk.sync.batch import Answer, Held, read_answer, read_held, write_batch

PATIENCE = aiohttp.ClientTimeout(total=60, connect=10)
LARGEST_ANSWER = 64 * 2**10  # bytes
MOST_SAID = 200  # letters of a server's own words that are shown


class NoAnswer(Exception):
    """Central gave no answer that can be used. Carries why, in words."""


class Central:
    """A central server at an address."""

    def __init__(self, session: aiohttp.ClientSession, address: str) -> None:
        self._session = session
        self._api = address.rstrip("/") + "/api/v1"

    async def held(self, device: str, log: str) -> Held:
        """How far it has that log; raises NoAnswer."""
        try:
            return read_held(await self._ask("GET", f"/devices/{device}/logs/{log}"))
        except ValueError:
            raise NoAnswer("no central server answers at this address") from None

    async def take(self, texts: tuple[str, ...]) -> Answer:
        """Send it these records; raises NoAnswer."""
        try:
            answer = read_answer(await self._ask("POST", "/records", write_batch(texts)))
        except ValueError:
            raise NoAnswer("no central server answers at this address") from None
        return Answer(have=answer.have, refused=_harmless(answer.refused))

    async def _ask(self, method: str, path: str, body: bytes | None = None) -> bytes:
        try:
            async with self._session.request(
                method, self._api + path, data=body, allow_redirects=False
            ) as response:
                if response.status in range(300, 400):
                    raise NoAnswer("the server sends elsewhere; give the address of central itself")
                return await _bounded(response.content)
        except (TimeoutError, aiohttp.ClientError, OSError) as trouble:
            raise NoAnswer(f"no answer ({type(trouble).__name__})") from trouble


async def _bounded(content: aiohttp.StreamReader) -> bytes:
    found = bytearray()
    while part := await content.read(LARGEST_ANSWER):
        found += part
        if len(found) > LARGEST_ANSWER:
            raise NoAnswer("the answer is too long for a central server")
    return bytes(found)


def _harmless(said: str) -> str:
    """Another server's words, without what would move a terminal's cursor."""
    return "".join(letter if letter.isprintable() else " " for letter in said[:MOST_SAID])


def central_session() -> aiohttp.ClientSession:
    """A client without cookies, which unpacks nothing: a short answer is not packed."""
    return aiohttp.ClientSession(
        timeout=PATIENCE,
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        headers={"Accept-Encoding": "identity"},
    )
