"""Whoever comes to the desk at one moment is served at once: together they share one commit."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kiosk.domain.errors import Refused
from kiosk.store.cast_queue import let_come_what_is_at_the_door

MOST_TOGETHER = 256  # who is served in one go

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[Asked, Answer]):
    name: str
    asked: Asked
    answer: asyncio.Future[Answer]


class Together(Generic[Asked, Answer]):
    """Nobody is served twice at the same moment: who asks twice waits for the next go."""

    def __init__(self) -> None:
        """Nobody waits."""
        self._waiting: list[_Waiting[Asked, Answer]] = []
        self._serving: asyncio.Task[None] | None = None

    async def ask(
        self,
        name: str,
        asked: Asked,
        serve: Callable[[Sequence[Asked]], Awaitable[Sequence[Answer | Refused]]],
    ) -> Answer:
        """The answer to what is asked under that name; raises what is answered with.

        ``serve`` answers many, in their order, and is the same for all who ask here. Whoever hangs
        up is served all the same.
        """
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(name, asked, answer))
        if self._serving is None:
            self._serving = asyncio.create_task(self._serve_all(serve))
        return await answer

    async def _serve_all(
        self, serve: Callable[[Sequence[Asked]], Awaitable[Sequence[Answer | Refused]]]
    ) -> None:
        together: list[_Waiting[Asked, Answer]] = []
        try:
            while self._waiting:
                await let_come_what_is_at_the_door()
                together = self._next()
                try:
                    answers = await serve([one.asked for one in together])
                except Exception as fault:  # whatever it is, nobody waits for ever
                    _tell_all(together, fault)
                else:
                    for one, answer in zip(together, answers, strict=True):
                        _tell(one, answer)
        finally:
            self._serving = None
            _tell_all([*together, *self._waiting], asyncio.CancelledError())
            self._waiting = []

    def _next(self) -> list[_Waiting[Asked, Answer]]:
        together: dict[str, _Waiting[Asked, Answer]] = {}
        later = []
        for one in self._waiting:
            if one.name in together or len(together) == MOST_TOGETHER:
                later.append(one)
            else:
                together[one.name] = one
        self._waiting = later
        return list(together.values())


def _tell_all(waiting: Sequence[_Waiting[Asked, Answer]], fault: BaseException) -> None:
    for one in waiting:
        if not one.answer.done():
            one.answer.set_exception(fault)


def _tell(one: _Waiting[Asked, Answer], answer: Answer | Refused) -> None:
    if one.answer.done():
        return
    if isinstance(answer, Refused):
        one.answer.set_exception(answer)
    else:
        one.answer.set_result(answer)
