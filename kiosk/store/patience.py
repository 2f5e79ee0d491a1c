"""Whoever waits too long for the disk is told so: one look at all, not a timer for each."""

import asyncio
import math

from kiosk.domain.errors import StillSaving


class Patience:
    """Answers that are waited for, and until when. What waits for ever is not kept here."""

    def __init__(self) -> None:
        self._waiting: list[tuple[float, asyncio.Future[None]]] = []
        self._look_at: asyncio.TimerHandle | None = None

    def wait(self, done: "asyncio.Future[None]", *, within: float) -> None:
        """Answer with StillSaving after so many seconds, unless something else did."""
        if within == math.inf:
            return
        until = done.get_loop().time() + within
        self._waiting.append((until, done))
        if self._look_at is None or until < self._look_at.when():
            self._look_again(done.get_loop(), until)

    def forget_answered(self) -> None:
        """Know no longer what has its answer."""
        self._waiting = [one for one in self._waiting if not one[1].done()]

    def end(self) -> None:
        """Look no more: everything has its answer."""
        if self._look_at is not None:
            self._look_at.cancel()

    def _look_again(self, loop: asyncio.AbstractEventLoop, when: float) -> None:
        self.end()
        self._look_at = loop.call_at(when, self._look, loop)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        self._look_at = None
        now = loop.time()
        self.forget_answered()
        for until, done in self._waiting:
            if until <= now:
                done.set_exception(StillSaving())
        self.forget_answered()
        if self._waiting:
            self._look_again(loop, min(until for until, _ in self._waiting))
