"""Connections that stall or are too many: none of them may harm a phone that votes."""

import asyncio
import logging
import resource
from collections import Counter
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from kiosk.addresses import place_at
from kiosk.read_form import UPLOAD
from kiosk.received import Received
from kiosk.unread import LINGER, close_behind, has_no_length

MOST = 8192  # connections that stay open: four for each of 2,000 phones
SILENCE = 30.0  # seconds in which a request's head must be there; the next one's on a used line
FORM_WITHIN = 30.0  # seconds in which all of a form must be there
UPLOAD_WITHIN = 300.0  # seconds for the organiser's files; who has no PIN is refused before
ANSWERED_WITHIN = 120.0  # seconds after which a phone is not believed to read its answer any more
LOOK_EVERY = 0.25  # seconds
SAY_EVERY = 60.0  # seconds; what goes on is not said again sooner
MOST_UNFINISHED = 48 * 2**20  # bytes of all forms that are not whole yet
MOST_HEADS = 16 * 2**20  # bytes of all heads that are not whole yet
FEW = 64  # lines whose heads hold too little to be looked at
YOUNG = 5.0  # seconds in which a slow phone may still send its head or its form
LIVE = "/live"  # in the address of every stream of news
BOUNDS: dict[str, Any] = {
    "max_line_size": 4096,
    "max_field_size": 4096,
    "max_headers": 50,  # browsers send about twenty
    "read_bufsize": 2**16,
    "lingering_time": LINGER,
    "auto_decompress": False,  # no form of ours is packed, and packed bytes grow a thousandfold
}
"""Of one connection, before any page knows of it."""

_IDLE, _NEWS, _COMING, _ANSWERED = range(4)

log = logging.getLogger(__name__)


def most_connections() -> int:
    """How many may stay open: never more than half of the files that the system allows."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return min(MOST, files // 2)


class Connections:
    """Knows what each connection waits for, and closes those that nobody will miss.

    There is no limit for one address: a whole hall may share one. Where there are too many
    connections in all, those go first that were idle for long, then one by one those of the address
    that has the most left: its streams, and then what it began just now, the oldest first.
    """

    def __init__(self, most: int) -> None:
        """``most``: connections that stay open."""
        self._most = most
        self._asked: dict[web.RequestHandler, tuple[web.Request, float]] = {}
        self._received = Received()
        self._idle: dict[web.RequestHandler, float] = {}  # since when
        self._said: dict[str, float] = {}  # what the log says, and when it last did

    @web.middleware
    async def watch(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Know what is asked, and give up a form that does not come."""
        loop = asyncio.get_running_loop()
        line = request.protocol
        self._asked[line] = request, loop.time()
        late = None
        if not request.content.is_eof():  # nearly always the form is there with its head
            within = UPLOAD_WITHIN if request.path == UPLOAD else FORM_WITHIN
            late = loop.call_later(within, _give_up, request)
        try:
            answer = await handler(request)
            return await close_behind(request, answer) if has_no_length(request) else answer
        except ConnectionError:
            if line.transport is not None:
                raise
            return web.Response()  # nobody is there to read it, and nothing failed here
        finally:
            del self._asked[line]
            self._idle[line] = loop.time()
            self._received.note(request)
            if late is not None:
                late.cancel()

    async def keep_few(self, runner: web.AppRunner) -> None:
        """Close now and then what is too much."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            if runner.server is not None:
                self.trim(runner.server)

    def trim(self, server: web.Server) -> None:
        """Close what is too much: what was idle for long first, then what the largest crowd has."""
        # In the order of their coming; a closed one is listed until its page has noticed.
        lines = [line for line in server.connections if line.transport is not None]
        now = asyncio.get_running_loop().time()
        self._idle = {line: self._idle.get(line, now) for line in lines}
        self._hold_little(lines)
        self._hold_few_heads(lines)
        excess = len(lines) - self._most
        if excess <= 0:
            return
        spare = [(worth, line) for line in lines if (worth := self._worth(line, now)) < _ANSWERED]
        for line in _in_turn(spare, Counter(map(_address, lines)))[:excess]:
            _close(line)
        self._say("there were too many connections")

    def _hold_little(self, lines: list[web.RequestHandler]) -> None:
        """Close unfinished forms while they hold too much together: of the largest crowd first.

        An honest form is whole within moments, or holds no more than its line's share.
        """
        held = [
            (line, self._asked[line][0].content.total_bytes)
            for line in lines
            if line in self._asked and self._is_unfinished(line)
        ]
        if self._let_go(held, most=MOST_UNFINISHED):
            self._say("unfinished forms held too much")

    def _hold_few_heads(self, lines: list[web.RequestHandler]) -> None:
        """The same for heads that do not end: an honest one is small, and may just have come."""
        waiting = [line for line in lines if line not in self._asked]
        self._received.keep_only(lines)
        if len(waiting) <= FEW:
            return
        held = [(line, self._received.held(line)) for line in waiting]
        if self._let_go(held, most=MOST_HEADS):
            self._say("unfinished heads held too much")

    def _let_go(self, held: list[tuple[web.RequestHandler, int]], *, most: int) -> bool:
        """Close the oldest lines of the largest crowd that is left, until all hold little enough.

        Whoever holds no more than its share stays: all lines together may hold as much as that.
        """
        over = sum(size for _, size in held) - most
        if over <= 0:
            return False
        large = {line: size for line, size in held if size > most // self._most}
        for line in _in_turn([(_IDLE, line) for line in large], Counter(map(_address, large))):
            if over <= 0:
                break
            over -= large[line]
            _close(line)
        return bool(large)

    def _say(self, what: str) -> None:
        """Once in a while: a flood must not fill the log, too."""
        now = asyncio.get_running_loop().time()
        if now - self._said.get(what, -SAY_EVERY) >= SAY_EVERY:
            self._said[what] = now
            log.warning("%s; some were closed", what)

    def _is_unfinished(self, line: web.RequestHandler) -> bool:
        request, _ = self._asked[line]
        return not request.content.is_eof() and request.path != UPLOAD

    def _worth(self, line: web.RequestHandler, now: float) -> int:
        """Why it is kept: less is closed earlier."""
        if line not in self._asked:
            return _COMING if now - self._idle[line] < YOUNG else _IDLE
        request, since = self._asked[line]
        if not request.content.is_eof():
            return _COMING if now - since < YOUNG else _IDLE
        if LIVE in request.path:
            return _NEWS  # its page opens it anew after a few seconds
        return _NEWS if now - since > ANSWERED_WITHIN else _ANSWERED


def _in_turn(
    spare: list[tuple[int, web.RequestHandler]], crowds: Counter[str]
) -> list[web.RequestHandler]:
    """What goes first is first: each time one of the address that then has the most left."""
    turns = []
    for worth, line in sorted(spare, key=lambda one: one[0]):  # the oldest first where equal
        address = _address(line)
        turns.append((worth > _IDLE, -crowds[address], line))
        crowds[address] -= 1
    return [line for *_, line in sorted(turns, key=lambda turn: turn[:2])]


def _address(line: web.RequestHandler) -> str:
    return place_at(str(line.peername[0])) if line.peername else ""


def _give_up(request: web.Request) -> None:
    if not request.content.is_eof():
        _close(request.protocol)


def _close(line: web.RequestHandler) -> None:
    """At once: whoever does not read would keep it open until all is sent."""
    transport = line.transport
    line.force_close()
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()
