"""A line to a printer, device file or TCP, on which nothing waits longer than its deadline."""

import array
import errno
import fcntl
import os
import select
import socket
import stat
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

CHUNK = 4096  # bytes at a time, with a pause: small printers choke and print garbage
PAUSE = 0.01
RETRY = 0.005
GONE = select.POLLERR | select.POLLHUP | select.POLLNVAL


def _left(deadline: float) -> float:
    """Seconds until the moment of the monotonic clock; raises TimeoutError when it is past."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


@dataclass(frozen=True, slots=True)
class Wire:
    """An open, non-blocking file descriptor. Deadlines are moments of ``time.monotonic``.

    All methods raise TimeoutError at the deadline, and OSError when the other end is gone.
    """

    descriptor: int
    two_way: bool
    acknowledged: bool  # the system knows how much the other end has not taken yet

    def _wait(self, events: int, deadline: float) -> None:
        poll = select.poll()
        poll.register(self.descriptor, events)
        happened = poll.poll(_left(deadline) * 1000)
        if not happened:
            raise TimeoutError
        if happened[0][1] & GONE and not happened[0][1] & select.POLLIN:
            raise BrokenPipeError(errno.EPIPE, "the printer is gone")

    def send(self, payload: bytes, deadline: float) -> None:
        """Hand over all bytes, and wait until they are taken where that can be known."""
        place = 0
        while place < len(payload):
            self._wait(select.POLLOUT, deadline)
            try:
                place += os.write(self.descriptor, payload[place : place + CHUNK])
            except BlockingIOError:
                time.sleep(min(RETRY, _left(deadline)))
            else:
                time.sleep(min(PAUSE, _left(deadline)) if place < len(payload) else 0)
        # the system takes a whole slip for a printer that is long dead: ask what has left it
        while self.acknowledged and self._untaken():
            time.sleep(min(RETRY, _left(deadline)))

    def _untaken(self) -> int:
        waiting = array.array("i", [0])
        fcntl.ioctl(self.descriptor, termios.TIOCOUTQ, waiting)
        return waiting[0]

    def ask(self, payload: bytes, deadline: float) -> int | None:
        """The last byte of the answer, or None when none comes."""
        if not self.two_way:
            return None
        try:
            self._drain()
            self.send(payload, deadline)
            self._wait(select.POLLIN, deadline)
            answer = os.read(self.descriptor, CHUNK)
        except (TimeoutError, BlockingIOError):
            return None
        return answer[-1] if answer else None

    def _drain(self) -> None:
        """Forget what the printer said unasked."""
        with suppress(BlockingIOError):
            while os.read(self.descriptor, CHUNK):
                pass

    def close(self) -> None:
        """Let go; never waits."""
        os.close(self.descriptor)


OpenWire = Callable[[float], Wire]
"""Opens a line by a deadline."""


def device_file(path: Path) -> OpenWire:
    """The kernel's printer device, such as ``/dev/usb/lp0``; a pipe does for a one-way line."""

    def opened(_deadline: float) -> Wire:
        mode = path.stat().st_mode
        if not (stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)):
            raise PermissionError(errno.EPERM, "not a device")
        two_way = stat.S_ISCHR(mode)
        way = os.O_RDWR if two_way else os.O_WRONLY
        flags = way | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
        return Wire(os.open(path, flags), two_way=two_way, acknowledged=False)

    return opened


def network(host: str, port: int) -> OpenWire:
    """A printer on the network, by convention at port 9100."""

    def opened(deadline: float) -> Wire:
        try:
            connection = socket.create_connection((host, port), timeout=_left(deadline))
        except TimeoutError as fault:
            raise FileNotFoundError(errno.ENOENT, "no answer from the network") from fault
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.setblocking(False)
        return Wire(connection.detach(), two_way=True, acknowledged=True)

    return opened
