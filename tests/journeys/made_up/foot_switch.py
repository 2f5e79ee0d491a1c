"""A way to press that nobody planned for: pedals, whose box writes a letter to a serial line."""

import asyncio
import os
import re
from collections.abc import Callable

from kiosk.devices.contract import (
    ButtonsDriver,
    ButtonsState,
    Listening,
    NoButtons,
    NotListening,
)
from kiosk.domain.colour import Colour

PEDALS = {
    b"g": Colour.GREEN,
    b"r": Colour.RED,
    b"w": Colour.WHITE,
    b"b": Colour.BLUE,
}


class FootSwitch:
    """Hears the letters on the line; see the contract."""

    def __init__(self, line: str) -> None:
        self._line = line
        self._open: int | None = None
        self._state: ButtonsState = NotListening()

    def start(self, on_press: Callable[[Colour], None]) -> None:
        """Listen; without the line the state says so."""
        self.stop()
        try:
            self._open = os.open(self._line, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError as fault:
            self._state = NoButtons(str(fault.strerror))
            return
        asyncio.get_running_loop().add_reader(self._open, self._heard, self._open, on_press)
        self._state = Listening()

    def stop(self) -> None:
        """Let go of the line."""
        if self._open is not None:
            asyncio.get_running_loop().remove_reader(self._open)
            os.close(self._open)
            self._open = None
        self._state = NotListening()

    def state(self) -> ButtonsState:
        """The state now."""
        return self._state

    @staticmethod
    def _heard(line: int, on_press: Callable[[Colour], None]) -> None:
        letter = os.read(line, 1)
        if letter in PEDALS:
            on_press(PEDALS[letter])


DRIVER = ButtonsDriver(
    examples=("pedals:/dev/ttyUSB0",),
    shape=re.compile(r"pedals:/[\w/.-]+", re.ASCII),
    open=lambda place: FootSwitch(place.written.partition(":")[2]),
)
