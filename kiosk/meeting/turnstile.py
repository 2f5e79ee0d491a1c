"""Codes that no card has shown yet are looked at in turn, which makes guessing few and slow."""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import Awaitable, Callable
from enum import IntEnum

from kiosk.domain.errors import TooBusy
from kiosk.store.card_keys import THREADS

WRONG_PER_SECOND = 50  # wrong codes that are looked at, from all places together
WRONG_AT_ONCE = 500  # so many more after a rest


class Rank(IntEnum):
    """Whose turn is first."""

    TRUSTED = 0  # a right card came from there
    NEW = 1
    GUESSING = 2  # so many wrong codes came from there that it has to wait


MOST_WAITING = {Rank.TRUSTED: 2000, Rank.NEW: 2000, Rank.GUESSING: 100}

Turn = asyncio.Future[None]


class Turnstile:
    """Turns by rank, and within a rank one for each place, again and again.

    A right code costs nothing; a wrong one takes one of those that are allowed. So nobody tries
    codes faster than that, from however many places, and right ones pass in between.
    """

    def __init__(self, rank_of: Callable[[str], Rank]) -> None:
        self._rank_of = rank_of
        self._lines: dict[Rank, OrderedDict[str, deque[Turn]]] = {
            rank: OrderedDict() for rank in Rank
        }
        self._waiting: Counter[Rank] = Counter()
        self._looking = 0
        self._allowed = float(WRONG_AT_ONCE)
        self._counted = 0.0  # when so many were allowed
        self._timer: asyncio.TimerHandle | None = None

    async def look(self, place: str, is_right: Callable[[], Awaitable[bool]]) -> bool:
        """Ask once it is this place's turn. Raises TooBusy where too many wait."""
        turn: Turn = asyncio.get_running_loop().create_future()
        self._stand(self._rank_of(place), place, turn)
        self._let_pass()
        right = True  # whoever leaves before the turn has tried nothing
        try:
            await turn
            right = False
            right = await is_right()
        finally:
            if turn.done() and not turn.cancelled() and not turn.exception():
                self._looking -= 1
                self._allowed += 1 if right else 0
                self._let_pass()
        return right

    def _stand(self, rank: Rank, place: str, *turns: Turn) -> None:
        line = self._lines[rank]
        line.setdefault(place, deque()).extend(turns)
        self._waiting[rank] += len(turns)
        while self._waiting[rank] > MOST_WAITING[rank]:
            # Whoever sends the most gives way, so that nobody is pushed out by one place.
            crowd = max(line, key=lambda one: len(line[one]))
            last = line[crowd].pop()
            self._waiting[rank] -= 1
            if not line[crowd]:
                del line[crowd]
            if not last.done():
                last.set_exception(TooBusy())

    def _next(self) -> Turn | None:
        for rank, line in self._lines.items():
            while line:
                place, turns = line.popitem(last=False)
                now = self._rank_of(place)
                if now > rank:  # it guessed wrong meanwhile
                    self._waiting[rank] -= len(turns)
                    self._stand(now, place, *turns)
                    continue
                turn = turns.popleft()
                self._waiting[rank] -= 1
                if turns:
                    line[place] = turns  # behind the others
                if not turn.done():
                    return turn
        return None

    def _let_pass(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        more = (now - self._counted) * WRONG_PER_SECOND
        self._allowed, self._counted = min(WRONG_AT_ONCE, self._allowed + more), now
        while self._looking < THREADS and self._allowed >= 1:
            turn = self._next()
            if turn is None:
                return
            self._looking += 1
            self._allowed -= 1
            turn.set_result(None)
        if self._timer is None and self._allowed < 1 and any(self._lines.values()):
            self._timer = loop.call_later(1 / WRONG_PER_SECOND, self._wake)

    def _wake(self) -> None:
        self._timer = None
        self._let_pass()
