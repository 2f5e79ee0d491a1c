"""Work that may hang in the system, on a thread of its own that nobody waits for in vain."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

Answer = TypeVar("Answer")


class OwnThread:
    """One piece of work at a time. A daemon thread: not even the program's end waits for it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._working = False

    async def run(self, work: Callable[[], Answer], seconds: float) -> Answer:
        """The work's answer or exception; raises TimeoutError after so many seconds.

        Also raises TimeoutError at once while earlier work still hangs.
        """
        if self._working:
            raise TimeoutError
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()

        def tell(say: Callable[[], None]) -> None:
            def unless_late() -> None:
                if not answer.done():
                    say()

            with suppress(RuntimeError):  # the loop has closed: nobody listens any more
                loop.call_soon_threadsafe(unless_late)

        def run() -> None:
            try:
                result = work()
            except Exception as fault:
                self._working = False
                failure = fault  # the name of an except clause is gone when the loop looks
                tell(lambda: answer.set_exception(failure))
            else:
                self._working = False
                tell(lambda: answer.set_result(result))

        self._working = True
        threading.Thread(target=run, name=self._name, daemon=True).start()
        async with asyncio.timeout(seconds):
            return await answer
