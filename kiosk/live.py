"""Tell every open page that something changed; a page then asks for itself what."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from enum import StrEnum

WAITING = 16  # news a slow page may leave unread before it is let go


class Audience(StrEnum):
    """Who listens."""

    HALL = "hall"  # phones and the public
    SCREEN = "screen"  # the projector
    BOOTH = "booth"
    DESK = "desk"
    CHAIR = "chair"


class News(StrEnum):
    """What changed. Never who, what or how many."""

    POLLS = "polls"
    TURNOUT = "turnout"
    ARRIVALS = "arrivals"
    DEVICES = "devices"
    BOOTH = "booth"
    SCENE = "scene"
    COUNT = "count"  # a count goes on


TELL: dict[News, frozenset[Audience]] = {
    News.POLLS: frozenset(Audience),
    # To the chair only: whoever counts these on an open stream knows when each vote was cast.
    News.TURNOUT: frozenset({Audience.CHAIR}),
    News.ARRIVALS: frozenset({Audience.SCREEN, Audience.CHAIR, Audience.DESK}),
    News.DEVICES: frozenset({Audience.CHAIR, Audience.DESK}),
    News.BOOTH: frozenset({Audience.BOOTH}),
    News.SCENE: frozenset({Audience.SCREEN}),
    News.COUNT: frozenset({Audience.CHAIR}),
}


class Hub:
    """All listening pages. Announcing never waits for a page."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self._listeners: dict[asyncio.Queue[News | None], Audience] = {}
        self._closed = False

    def announce(self, news: News) -> None:
        """Tell whom it concerns; a page that is too slow is let go and will reconnect."""
        for queue, audience in list(self._listeners.items()):
            if audience not in TELL[news]:
                continue
            try:
                queue.put_nowait(news)
            except asyncio.QueueFull:
                del self._listeners[queue]
                queue.get_nowait()
                queue.put_nowait(None)

    @contextmanager
    def listening(self, audience: Audience) -> Iterator[AsyncIterator[News]]:
        """News for one page, as long as the block lasts."""
        queue: asyncio.Queue[News | None] = asyncio.Queue(WAITING)
        if self._closed:
            queue.put_nowait(None)
        self._listeners[queue] = audience
        try:
            yield _until_closed(queue)
        finally:
            self._listeners.pop(queue, None)

    def listeners(self) -> int:
        """How many pages listen."""
        return len(self._listeners)

    def close(self) -> None:
        """End every stream, so that the kiosk can stop at once."""
        self._closed = True
        for queue in list(self._listeners):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(None)
        self._listeners.clear()


async def _until_closed(queue: asyncio.Queue[News | None]) -> AsyncIterator[News]:
    while (news := await queue.get()) is not None:
        yield news
