"""Large answers for everybody: made once off the loop, kept while there is room, sent in parts."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from aiohttp import web

MOST_BYTES = 64 * 2**20  # of all answers that are kept
PART = 2**16  # bytes of an answer that one reader holds at a time

Make = Callable[[], Awaitable[bytes]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Answer:
    basis: object
    body: asyncio.Task[bytes]


class Prepared:
    """The answers by what was asked; whoever asks while one is made waits for the same one."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        """``most``: bytes that are kept; what nobody asked for longest goes first."""
        self._most = most
        self._answers: dict[Hashable, _Answer] = {}
        self._one = asyncio.Lock()  # making takes memory and a processor: one after the other

    async def body(self, asked: Hashable, basis: object, make: Make) -> bytes:
        """What ``make`` gives, or gave before while the basis was this very object."""
        found = self._answers.pop(asked, None)
        if found is None or found.basis is not basis or _failed(found.body):
            found = _Answer(basis, asyncio.create_task(self._made(make)))
        self._answers[asked] = found  # the last asked for stands last
        body = await asyncio.shield(found.body)
        self._forget()
        return body

    async def in_turn(self, work: Callable[[], T]) -> T:
        """What the work gives, done off the loop and never beside other work."""
        async with self._one:
            return await asyncio.to_thread(work)

    async def _made(self, make: Make) -> bytes:
        async with self._one:
            return await make()

    def _forget(self) -> None:
        sizes = {
            asked: len(one.body.result())
            for asked, one in self._answers.items()
            if one.body.done() and not _failed(one.body)
        }
        over = sum(sizes.values()) - self._most
        for asked, size in sizes.items():
            if over <= 0:
                return
            over -= size
            del self._answers[asked]


def _failed(body: asyncio.Task[bytes]) -> bool:
    return body.done() and (body.cancelled() or body.exception() is not None)


def as_json(content: object) -> bytes:
    """JSON, made piece by piece: in one go nothing else in the program could run meanwhile."""
    return "".join(json.JSONEncoder().iterencode(content)).encode()


def listed_json(head: dict[str, object], name: str, items: Iterable[str]) -> bytes:
    """``head`` with a list of that name behind it, whose items are JSON already."""
    return f'{json.dumps(head)[:-1]}, "{name}": [{", ".join(items)}]}}'.encode()


async def give(request: web.Request, body: bytes, *, file: str = "") -> web.StreamResponse:
    """Send JSON in parts, so that a slow reader holds one of them and not a copy of all.

    ``file``: the name to save it under.
    """
    answer = web.StreamResponse()
    answer.content_type, answer.charset = "application/json", "utf-8"
    answer.content_length = len(body)
    if file:
        answer.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    await answer.prepare(request)
    if request.method != "HEAD":
        whole = memoryview(body)
        for at in range(0, len(body), PART):
            await answer.write(whole[at : at + PART])
            await asyncio.sleep(0)  # a reader that is quick waits for the others in turn
    await answer.write_eof()
    return answer
