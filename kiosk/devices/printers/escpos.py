"""The real printer: bytes to a device file or a network port, never waiting without end."""

import asyncio
import errno
import re
import socket
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kiosk.devices.contract import PrinterDriver, PrinterPlace
from kiosk.devices.escpos_bytes import Head, clean_start, encoded
from kiosk.devices.printer_status import ONLINE, is_answer, question, state_told
from kiosk.devices.raster import pictures
from kiosk.devices.wire import OpenWire, Wire, device_file, network
from kiosk.domain.printer_state import Printed, PrinterState, Ready, Reason, Unreachable
from kiosk.domain.slip import Slip
from kiosk.own_thread import OwnThread

REFUSALS = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ECONNREFUSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """Seconds to wait for the line to open, for an answer, for all bytes to be taken."""

    opening: float = 2.0
    answer: float = 0.5
    taking: float = 10.0

    @property
    def state(self) -> float:
        """The most that asking for the state can take: the line, and four answers."""
        return self.opening + 4 * self.answer

    @property
    def slip(self) -> float:
        """The most that a slip can take."""
        return 2 * self.state + self.taking


def _reason(fault: OSError) -> Reason:
    """What an error of the system means to people."""
    if isinstance(fault, TimeoutError):
        return Reason.STALLED
    if isinstance(fault, socket.gaierror) or fault.errno not in REFUSALS:
        return Reason.NOT_THERE
    return Reason.REFUSED


class EscposPrinter:
    """A receipt printer at the end of a wire that is opened anew for each slip."""

    def __init__(
        self, open_wire: OpenWire, *, head: Head | None = None, deadlines: Deadlines | None = None
    ) -> None:
        self._open_wire = open_wire
        self._head = head or Head()
        self._deadlines = deadlines or Deadlines()
        self._turn = asyncio.Lock()
        self._thread = OwnThread("printer")
        # The program may have been stopped in the middle of a slip: the printer still waits.
        self._ahead = clean_start(self._head, cut=False)

    async def print(self, slip: Slip) -> PrinterState:
        """Send the slip: Printed when all was taken and the printer reports no trouble since."""
        payload = await asyncio.to_thread(self._bytes, slip)
        return await self._in_turn(lambda: self._sent(payload), self._deadlines.slip)

    async def state(self) -> PrinterState:
        """What the printer tells; Ready when it is there and tells nothing."""
        return await self._in_turn(self._told, self._deadlines.state)

    async def close(self) -> None:
        """Nothing is held between slips."""

    def _bytes(self, slip: Slip) -> bytes:
        return encoded(pictures(slip, self._head.dots), self._head)

    async def _in_turn(self, work: Callable[[], PrinterState], seconds: float) -> PrinterState:
        """One at a time on the wire; the system's errors become states."""
        async with self._turn:
            try:
                return await self._thread.run(work, seconds)
            except OSError as fault:
                return Unreachable(_reason(fault))

    def _told(self) -> PrinterState:
        with closing(self._open_wire(self._by(self._deadlines.opening))) as wire:
            return state_told(self._asking(wire)) if self._answers(wire) else Ready()

    def _sent(self, payload: bytes) -> PrinterState:
        with closing(self._open_wire(self._by(self._deadlines.opening))) as wire:
            answers = self._answers(wire)
            before = state_told(self._asking(wire)) if answers else Ready()
            if not isinstance(before, Ready):
                return before
            deadline = self._by(self._deadlines.taking)
            ahead, self._ahead = self._ahead, clean_start(self._head, cut=True)
            wire.send(ahead + payload, deadline)
            if not answers:
                self._ahead = b""
                return Printed()
            # cheap printers answer only when all before the question is on paper
            answer = wire.ask(question(ONLINE), deadline)
            self._ahead = b""
            if not is_answer(answer):
                return Unreachable(Reason.STALLED)
            after = state_told(self._asking(wire))
            return Printed() if isinstance(after, Ready) else after

    def _answers(self, wire: Wire) -> bool:
        """Whether this printer answers questions at all."""
        return is_answer(self._asking(wire)(ONLINE))

    def _asking(self, wire: Wire) -> Callable[[int], int | None]:
        return lambda number: wire.ask(question(number), self._by(self._deadlines.answer))

    @staticmethod
    def _by(seconds: float) -> float:
        """The moment so many seconds from now."""
        return time.monotonic() + seconds


def _opened(place: PrinterPlace) -> EscposPrinter:
    match place.written.split(":"):
        case ["tcp", host, port]:
            wire = network(host, int(port))
        case _:
            wire = device_file(Path(place.written))
    return EscposPrinter(wire, head=Head(dots=place.dots))


DRIVER = PrinterDriver(
    examples=("/dev/usb/lp0", "tcp:HOST:PORT"),
    shape=re.compile(r"/dev/[\w/.-]+|tcp:[\w.-]+:\d{1,5}", re.ASCII),
    open=_opened,
)
