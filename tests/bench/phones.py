"""Many phones at once from one cheap thread: request bytes made beforehand, one epoll loop.

A phone is a list of requests on one connection of its own. The client does next to nothing for
an answer, so that the server's core is the limit; ``Played.busy`` says if it was not.
"""

import contextlib
import errno
import select
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

Next = Callable[[bytes], bytes]
"""A request that needs the answer before it, such as the page that a redirect leads to."""

PATIENCE = 60.0  # seconds without any answer: then the rest have failed


@dataclass(slots=True)
class Phone:
    """One connection with what it asks for, in turn. ``start``: seconds after the beginning."""

    steps: Iterator[bytes | Next]
    start: float = 0.0
    line: socket.socket | None = None
    sent: float = 0.0
    step: int = -1
    got: bytearray = field(default_factory=bytearray)
    rest: bytes = b""


@dataclass(slots=True)
class Played:
    """What came of it. ``seconds``: latencies of every step by its place in the phone's list."""

    lasted: float = 0.0
    busy: float = 0.0  # how much of the time this client's core worked, 0 to 1
    answers: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    seconds: dict[int, list[float]] = field(default_factory=dict)
    broken: int = 0  # phones whose connection failed or that waited too long

    def share(self, percent: float, step: int = 0) -> float:
        """So many percent of the answers to that step came within this, in ms."""
        return milliseconds(self.seconds.get(step, []), percent)


def milliseconds(seconds: list[float], percent: float) -> float:
    """The percentile of latencies, in ms."""
    ordered = sorted(seconds)
    place = min(len(ordered) - 1, int(len(ordered) * percent / 100))
    return ordered[place] * 1000 if ordered else 0.0


def get(path: str, cookie: str = "") -> bytes:
    """A page asked for as a phone's browser does, with the headers that matter."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n"
        "User-Agent: phone\r\nAccept-Language: en\r\nConnection: keep-alive\r\n"
        f"{_cookie(cookie)}\r\n"
    ).encode()


def _cookie(value: str) -> str:
    return f"Cookie: {value}\r\n" if value else ""


def post(path: str, body: bytes, cookie: str = "") -> bytes:
    """A plain form sent as a phone's browser does."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\n"
        f"User-Agent: phone\r\nAccept-Language: en\r\nConnection: keep-alive\r\n{_cookie(cookie)}"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def redirected(answer: bytes) -> bytes:
    """The page that an answer leads to; asks for the start where it leads nowhere."""
    place = header(answer, b"Location")
    return get(place.decode() or "/")


def header(answer: bytes, name: bytes) -> bytes:
    """The value of a header, empty where there is none."""
    _, found, rest = answer.partition(b"\r\n" + name + b": ")
    return rest.partition(b"\r\n")[0] if found else b""


def play(port: int, phones: Iterable[Phone], *, until: float | None = None) -> Played:
    """Let every phone do all its steps; ``until``: no new step after so many seconds."""
    return _Hall(port, until).play(sorted(phones, key=lambda phone: phone.start))


class _Hall:
    def __init__(self, port: int, until: float | None) -> None:
        self.port = port
        self.until = until
        self.poll = select.epoll()
        self.open: dict[int, Phone] = {}
        self.played = Played()
        self.began = 0.0

    def play(self, coming: list[Phone]) -> Played:
        coming.reverse()
        worked = time.process_time()
        self.began = heard = time.perf_counter()
        while coming or self.open:
            now = time.perf_counter() - self.began
            while coming and coming[-1].start <= now:
                self._arrive(coming.pop())
            wait = max(0.0, coming[-1].start - now) if coming else 1.0
            events = self.poll.poll(wait)
            for number, _ in events:
                self._heard(self.open[number])
            if events:
                heard = time.perf_counter()
            elif not coming and time.perf_counter() - heard > PATIENCE:
                self._give_up()
        self.played.lasted = time.perf_counter() - self.began
        self.played.busy = (time.process_time() - worked) / self.played.lasted
        self.poll.close()
        return self.played

    def _arrive(self, phone: Phone) -> None:
        line = socket.socket()
        line.setblocking(False)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if line.connect_ex(("127.0.0.1", self.port)) not in {0, errno.EINPROGRESS}:
            self.played.broken += 1
            line.close()
            return
        phone.line = line
        self.open[line.fileno()] = phone
        self.poll.register(line, select.EPOLLIN | select.EPOLLOUT)
        phone.sent = time.perf_counter()

    def _heard(self, phone: Phone) -> None:
        assert phone.line is not None
        try:
            if phone.step < 0:  # connected
                phone.line.getpeername()
                self.poll.modify(phone.line, select.EPOLLIN)
                self._ask(phone, b"")
                return
            if phone.rest:
                self._send(phone, phone.rest)
            else:
                self._read(phone, phone.line)
        except OSError:
            self.played.broken += 1
            self._leave(phone)

    def _read(self, phone: Phone, line: socket.socket) -> None:
        part = line.recv(262144)
        if not part:
            raise ConnectionResetError
        phone.got += part
        head = phone.got.find(b"\r\n\r\n")
        if head < 0:
            return
        whole = bytes(phone.got)
        if len(whole) < head + 4 + int(header(whole[: head + 2], b"Content-Length") or b"0"):
            return
        now = time.perf_counter()
        played = self.played
        status = int(whole[9:12])
        played.answers += 1
        played.statuses[status] = played.statuses.get(status, 0) + 1
        played.seconds.setdefault(phone.step, []).append(now - phone.sent)
        phone.got.clear()
        if self.until is not None and now - self.began > self.until:
            self._leave(phone)
        else:
            self._ask(phone, whole)

    def _ask(self, phone: Phone, answer: bytes) -> None:
        step = next(phone.steps, None)
        if step is None:
            self._leave(phone)
            return
        phone.step += 1
        phone.sent = time.perf_counter()
        self._send(phone, step if isinstance(step, bytes) else step(answer))

    def _send(self, phone: Phone, request: bytes) -> None:
        assert phone.line is not None
        try:
            gone = phone.line.send(request)
        except BlockingIOError:
            gone = 0
        left = request[gone:]
        if bool(left) != bool(phone.rest):
            events = select.EPOLLOUT if left else select.EPOLLIN
            self.poll.modify(phone.line, events)
        phone.rest = left

    def _leave(self, phone: Phone) -> None:
        assert phone.line is not None
        del self.open[phone.line.fileno()]
        with contextlib.suppress(OSError):
            self.poll.unregister(phone.line)
        phone.line.close()

    def _give_up(self) -> None:
        for phone in list(self.open.values()):
            self.played.broken += 1
            self._leave(phone)
