"""Tell every open page that something changed; a page then asks for itself what."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from enum import StrEnum


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
    # By the clock of the turnout and never at a cast: a stream would tell when each one was.
    News.TURNOUT: frozenset({Audience.CHAIR}),
    News.ARRIVALS: frozenset({Audience.SCREEN, Audience.CHAIR, Audience.DESK}),
    News.DEVICES: frozenset({Audience.CHAIR, Audience.DESK, Audience.BOOTH}),
    News.BOOTH: frozenset({Audience.BOOTH}),
    News.SCENE: frozenset({Audience.SCREEN}),
    News.COUNT: frozenset({Audience.CHAIR}),
}


class Listener:
    """One open page. What it was told and has not read yet is kept once, however often it came."""

    def __init__(self) -> None:
        """Nothing was told yet."""
        self._unread: dict[News, None] = {}  # in the order of coming
        self._ended = False
        self._wake = asyncio.Event()

    def tell(self, news: News) -> None:
        """Something changed."""
        self._unread[news] = None
        self._wake.set()

    def end(self) -> None:
        """There will be no more news."""
        self._ended = True
        self._wake.set()

    async def news(self) -> AsyncIterator[News]:
        """The news, until the end."""
        while not self._ended:
            await self._wake.wait()
            self._wake.clear()
            while self._unread and not self._ended:
                first = next(iter(self._unread))
                del self._unread[first]
                yield first


class Hub:
    """All listening pages. Announcing never waits for a page."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self._listeners: dict[Audience, set[Listener]] = {one: set() for one in Audience}
        self._closed = False

    def announce(self, news: News) -> None:
        """Tell whom it concerns, and ask nobody else: a vote must not cost a look at each phone."""
        for audience in TELL[news]:
            for listener in self._listeners[audience]:
                listener.tell(news)

    @contextmanager
    def listening(self, audience: Audience) -> Iterator[AsyncIterator[News]]:
        """News for one page, as long as the block lasts."""
        listener = Listener()
        if self._closed:
            listener.end()
        self._listeners[audience].add(listener)
        try:
            yield listener.news()
        finally:
            self._listeners[audience].discard(listener)

    def close(self) -> None:
        """End every stream, so that the kiosk can stop at once."""
        self._closed = True
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.end()
