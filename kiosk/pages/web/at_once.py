"""An answer that is whole when it is made: its head is written ahead, and sent together with it.

aiohttp prepares each header of each answer anew; a page of a hall's phones costs it as much as all
that the kiosk does for it.
"""

import time
from collections.abc import Mapping
from email.utils import formatdate

from aiohttp import HttpVersion11, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http import SERVER_SOFTWARE
from multidict import CIMultiDict, CIMultiDictProxy

SENT_WHOLE = frozenset({"GET", "POST"})  # HEAD has no body


class Head:
    """What stands ahead of answers of one sort: their status and headers."""

    def __init__(self, status: int, reason: str, headers: Mapping[str, str]) -> None:
        self.status = status
        # Copied into every answer, which from a dictionary would take four times as long.
        self.headers = CIMultiDictProxy(CIMultiDict(headers))
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._begin = f"HTTP/1.1 {status} {reason}\r\n{lines}".encode("ascii")
        self._end, self._second = b"", 0

    def before(self, body: bytes, location: str) -> bytes:
        """The head of an answer with that body. ``location``: where it leads; empty: nowhere."""
        now = int(time.time())
        if now != self._second:
            date = formatdate(now, usegmt=True)
            self._end = f"\r\nDate: {date}\r\nServer: {SERVER_SOFTWARE}\r\n\r\n".encode("ascii")
            self._second = now
        leads = f"Location: {location}\r\n".encode("ascii") if location else b""
        return b"%b%bContent-Length: %d%b" % (self._begin, leads, len(body), self._end)


class AtOnce(web.Response):
    """An answer with a head that is written ahead.

    Where anything is out of the ordinary aiohttp answers as always: an old browser, a line that
    closes, a cookie, a header that somebody looked at and may have changed. Nothing in
    ``on_response_prepare`` is told of an answer that is not.
    """

    def __init__(self, head: Head, body: bytes = b"", *, location: str = "") -> None:
        """``location``: where it leads, ASCII without line ends; empty: nowhere."""
        super().__init__(body=body, status=head.status, headers=head.headers)
        self._head_ahead, self._leads_to = head, location
        self._is_usual = True
        self._to: web.BaseRequest | None = None  # whom it is sent to at once
        if location:
            super().headers["Location"] = location

    @property
    def headers(self) -> "CIMultiDict[str]":
        """All headers: whoever asks for them may change them."""
        self._is_usual = False
        return super().headers

    def set_cookie(self, *args: object, **kwargs: object) -> None:
        """As every answer does."""
        self._is_usual = False
        super().set_cookie(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def keep_alive(self) -> bool | None:
        """Whether the line stays open behind it; None: not decided yet."""
        return True if self._to is not None else super().keep_alive

    @property
    def prepared(self) -> bool:
        """Whether its head can be changed no more."""
        return self._to is not None or super().prepared

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter | None:
        """Decide how it is sent."""
        if self._to is not None:
            return request.writer
        if not (
            self._is_usual
            and super().keep_alive is None
            and request.keep_alive
            and request.version == HttpVersion11
            and request.method in SENT_WHOLE
        ):
            return await super().prepare(request)
        self._to = request
        return request.writer

    async def write_eof(self, data: bytes = b"") -> None:
        """Send it."""
        if self._to is None:
            await super().write_eof(data)
            return
        body = self.body
        if not isinstance(body, bytes):
            raise TypeError("a page is bytes")
        # A writer ends once: a second call sends nothing.
        head = self._head_ahead.before(body, self._leads_to)
        await self._to.writer.write_eof(head + body)
