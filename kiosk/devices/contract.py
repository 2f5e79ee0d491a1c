"""What the kiosk asks of a printer and of its buttons, and the states of the buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.colour import Colour
from kiosk.domain.printer_state import PrinterState
from kiosk.domain.slip import Slip


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
