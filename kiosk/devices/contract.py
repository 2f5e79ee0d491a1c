"""What the kiosk asks of its devices, and the states that they can be in."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.domain.colour import Colour
from kiosk.domain.slip import Slip


class Reason(StrEnum):
    """Why a device cannot be reached."""

    NOT_THERE = "not-there"  # unplugged, switched off, no such device
    REFUSED = "refused"  # it is there and takes no connection: no permission, or in use
    STALLED = "stalled"  # it stopped taking data, or stopped answering
    FAULT = "fault"  # it reports a fault of its own: the cutter, the head


@dataclass(frozen=True, slots=True)
class Ready:
    """It can print, as far as it tells; a printer that tells nothing counts as ready."""


@dataclass(frozen=True, slots=True)
class Printed:
    """All bytes were taken. Paper has no receipt of its own: only the voter knows for certain."""


@dataclass(frozen=True, slots=True)
class NoPaper:
    """The roll is at its end."""


@dataclass(frozen=True, slots=True)
class CoverOpen:
    """The cover stands open."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nothing can be printed now."""

    reason: Reason


PrinterState = Ready | Printed | NoPaper | CoverOpen | Unreachable


class Printer(Protocol):
    """A slip printer. Trouble is a value: printing never raises for the printer's condition."""

    async def print(self, slip: Slip) -> PrinterState:
        """Print a slip: Printed, or the state that prevented it."""

    async def state(self) -> PrinterState:
        """The state now, never Printed."""

    async def close(self) -> None:
        """Let go of the device."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Every button is heard."""


@dataclass(frozen=True, slots=True)
class NotListening:
    """Not started, or stopped."""


@dataclass(frozen=True, slots=True)
class Noisy:
    """These buttons were switched off because they press themselves; the others are heard."""

    colours: tuple[Colour, ...]


@dataclass(frozen=True, slots=True)
class NoButtons:
    """This machine gives no access to buttons. Carries the system's words for the log."""

    reason: str


ButtonsState = Listening | NotListening | Noisy | NoButtons


class Buttons(Protocol):
    """The coloured buttons."""

    def start(self, on_press: Callable[[Colour], None]) -> None:
        """Call ``on_press`` in the running loop at each press."""

    def stop(self) -> None:
        """Hear no more presses, and let go of the pins."""

    def state(self) -> ButtonsState:
        """The state now."""
