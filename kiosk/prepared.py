"""What is the same for everybody: made once off the loop, kept while there is room.

Large answers are sent in parts.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from aiohttp import web

MOST_BYTES = 64 * 2**20  # of all answers that are kept
PART = 2**16  # bytes of an answer that one reader holds at a time

Make = Callable[[], Awaitable[bytes]]
T = TypeVar("T")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class _Made(Generic[T]):
    basis: object
    task: asyncio.Task[T]


class Prepared(Generic[T]):
    """What was made, by what was asked; whoever asks meanwhile waits for the same one."""

    def __init__(self, most: int = MOST_BYTES, size: Callable[[Any], int] = len) -> None:
        """``most``: the sizes of all that is kept; what nobody asked for longest goes first."""
        self._most, self._size = most, size
        self._kept: dict[Hashable, _Made[T]] = {}
        self._one = asyncio.Lock()  # making takes memory and a processor: one after the other

    async def made(self, asked: Hashable, basis: object, make: Callable[[], Awaitable[T]]) -> T:
        """What ``make`` gives, or gave before while the basis was this very object."""
        found = self._kept.pop(asked, None)
        if found is None or found.basis is not basis or _failed(found.task):
            found = _Made(basis, asyncio.create_task(self._make(make)))
        self._kept[asked] = found  # the last asked for stands last
        if found.task.done():
            return found.task.result()
        made = await asyncio.shield(found.task)
        self._forget()
        return made

    async def in_turn(self, work: Callable[[], Other]) -> Other:
        """What the work gives, done off the loop and never beside other work."""
        async with self._one:
            return await asyncio.to_thread(work)

    async def _make(self, make: Callable[[], Awaitable[T]]) -> T:
        async with self._one:
            return await make()

    def _forget(self) -> None:
        sizes = {
            asked: self._size(one.task.result())
            for asked, one in self._kept.items()
            if one.task.done() and not _failed(one.task)
        }
        over = sum(sizes.values()) - self._most
        for asked, size in sizes.items():
            if over <= 0:
                return
            over -= size
            del self._kept[asked]


def _failed(task: asyncio.Task[T]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)


def as_json(content: object) -> bytes:
    """JSON, made piece by piece: in one go nothing else in the program could run meanwhile."""
    return "".join(json.JSONEncoder().iterencode(content)).encode()


def listed_json(head: dict[str, object], name: str, items: Iterable[str]) -> bytes:
    """``head`` with a list of that name behind it, whose items are JSON already."""
    return f'{json.dumps(head)[:-1]}, "{name}": [{", ".join(items)}]}}'.encode()


async def give(
    request: web.Request, body: bytes, *, file: str = "", media_type: str = "application/json"
) -> web.StreamResponse:
    """Send text in parts, so that a slow reader holds one of them and not a copy of all.

    ``file``: the name to save it under.
    """
    answer = web.StreamResponse()
    answer.content_type, answer.charset = media_type, "utf-8"
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
