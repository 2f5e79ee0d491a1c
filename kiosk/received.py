"""How many bytes came in on a line, and how many of them are in requests that were whole.

The difference is what a line holds that no page knows of: the beginning of a head.
"""

import socket
import struct
from collections.abc import Iterable
from itertools import chain

from aiohttp import web

RECEIVED_AT = 128  # tcpi_bytes_received in Linux's struct tcp_info (linux/tcp.h), eight bytes
SIGNS_OF_A_HEADER = 4  # colon, space, and the end of its line
FIRST_LINE = 17  # " HTTP/1.1", three spaces, the ends of two lines, at most


def received(line: web.RequestHandler) -> int:
    """Bytes that came in on the line since it was opened; 0 where nobody counts them."""
    held = line.transport.get_extra_info("socket") if line.transport is not None else None
    if held is None:
        return 0
    try:
        info = held.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, RECEIVED_AT + 8)
        return int(struct.unpack_from("=Q", info, RECEIVED_AT)[0])
    except (OSError, struct.error):
        return 0


class Received:
    """What is known of each line."""

    def __init__(self) -> None:
        """Nothing came in yet."""
        self._whole: dict[web.RequestHandler, int] = {}

    def note(self, request: web.Request) -> None:
        """A request was whole, or is over."""
        size = (
            len(request.method)
            + len(request.raw_path)
            + FIRST_LINE
            + sum(map(len, chain.from_iterable(request.raw_headers)))
            + SIGNS_OF_A_HEADER * len(request.raw_headers)
            + request.content.total_bytes
        )
        self._whole[request.protocol] = self._whole.get(request.protocol, 0) + size

    def held(self, line: web.RequestHandler) -> int:
        """Bytes that no request has yet."""
        return max(0, received(line) - self._whole.get(line, 0))

    def keep_only(self, lines: Iterable[web.RequestHandler]) -> None:
        """Forget lines that were closed."""
        self._whole = {line: self._whole[line] for line in lines if line in self._whole}
