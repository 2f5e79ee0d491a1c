"""What the kiosk asks of a printer and of its buttons, and the states of the buttons."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterPlace:
    """Where a printer is to work. ``written``: the setting. ``folder``: the kiosk's own data."""

    written: str
    dots: int
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterDriver:
    """How one sort of printer is opened, and how the setting ``printer`` names it."""

    examples: tuple[str, ...]
    shape: re.Pattern[str]
    open: Callable[[PrinterPlace], Printer]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonsPlace:
    """Where buttons are. ``written``: the setting. ``pins``: GPIO numbers, for what uses them."""

    written: str
    pins: Mapping[Colour, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonsDriver:
    """How one way to press is opened, and how the setting ``buttons`` names it."""

    examples: tuple[str, ...]
    shape: re.Pattern[str]
    open: Callable[[ButtonsPlace], Buttons]
