"""The keys of one box's cards: each computed once, and then known as long as the program runs."""

import asyncio
import contextlib
import hashlib
import os
import secrets
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from kiosk.proof.card_key import card_key

CardKey = bytes
"""What only a card's code gives; no file holds it."""

THREADS = max(1, min(3, (os.cpu_count() or 1) - 1))  # one processor is left for pages
TOGETHER = 32  # codes that a thread takes at once

POLITENESS = 10  # of nice

_AT_WORK = ThreadPoolExecutor(THREADS, thread_name_prefix="card keys")


def _stand_back() -> None:
    with contextlib.suppress(OSError):  # where the system forbids it, or knows no such thing
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), POLITENESS)


_AHEAD = ThreadPoolExecutor(1, thread_name_prefix="keys ahead", initializer=_stand_back)


class CardKeys:
    """From codes to keys. What is remembered lies in memory only, never in a file.

    ``salt``: of the box; empty: cards of an older kiosk lie there, whose key is the code itself.
    """

    def __init__(self, salt: bytes) -> None:
        self._salt = salt
        self._name_key = secrets.token_bytes(32)
        self._known: dict[bytes, CardKey] = {}  # and of codes made ready: no wrong one fills it
        self._last: tuple[str, CardKey | None] = ("", None)  # a request asks for one several times

    def known(self, code: str) -> CardKey | None:
        """The key of a card that was remembered."""
        if code is not self._last[0]:
            self._last = code, self._known.get(self._name(code))
        return self._last[1]

    def key(self, code: str) -> CardKey:
        """The key of any code, computed on the spot where it is not known."""
        return self.known(code) or _key(code, self._salt)

    async def find(self, code: str) -> CardKey:
        """The same, while others are served."""
        if key := self.known(code):
            return key
        return await asyncio.get_running_loop().run_in_executor(_AT_WORK, _key, code, self._salt)

    async def find_all(self, codes: Iterable[str]) -> dict[str, CardKey]:
        """The keys of many codes, by code: only those are computed that are not known."""
        wanted = list(codes)
        known = {code: key for code in wanted if (key := self.known(code))}
        wanted = [code for code in wanted if code not in known]
        loop = asyncio.get_running_loop()
        parts = [wanted[at : at + TOGETHER] for at in range(0, len(wanted), TOGETHER)]
        found = await asyncio.gather(
            *(loop.run_in_executor(_AT_WORK, _keys, part, self._salt) for part in parts)
        )
        return known | {code: key for part in found for code, key in part.items()}

    async def make_ready(self, codes: Iterable[str]) -> None:
        """Do the work for codes that may become cards: no file knows them, and they are none yet.

        Whoever waits for another key goes first.
        """
        loop = asyncio.get_running_loop()
        self.remember(await loop.run_in_executor(_AHEAD, _keys, list(codes), self._salt))

    def remember(self, cards: Mapping[str, CardKey]) -> None:
        """Know cards from now on."""
        self._last = ("", None)
        self._known.update((self._name(code), key) for code, key in cards.items())

    def _name(self, code: str) -> bytes:
        name = code.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(name, key=self._name_key, digest_size=16).digest()


def _key(code: str, salt: bytes) -> CardKey:
    return card_key(code, salt) if salt else code.encode()


def _keys(codes: list[str], salt: bytes) -> dict[str, CardKey]:
    return {code: _key(code, salt) for code in codes}
