"""The buttons of the demo and the tests: gpiozero's own button on pins that fingers move here."""

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from gpiozero.pins.mock import MockFactory

from kiosk.devices.buttons.gpio import PINS, GpioButtons
from kiosk.devices.contract import ButtonsDriver, ButtonsState
from kiosk.domain.colour import Colour

HOLD = 0.04  # seconds down, and as long up: more than a contact's chatter


class VirtualButtons:
    """The real buttons' code on pins that exist in memory only; see the contract."""

    def __init__(self, pins: Mapping[Colour, int] = PINS) -> None:
        self._pins = dict(pins)
        self._factory = MockFactory()  # its own: gpiozero's global default stays untouched
        self._buttons = GpioButtons(lambda: self._factory, pins)
        self._finger: ThreadPoolExecutor | None = None

    def start(self, on_press: Callable[[Colour], None]) -> None:
        """Listen."""
        self.stop()
        self._buttons.start(on_press)
        self._finger = ThreadPoolExecutor(max_workers=1, thread_name_prefix="finger")

    def stop(self) -> None:
        """Hear no more presses."""
        if self._finger is not None:
            self._finger.shutdown(cancel_futures=True)
            self._finger = None
        self._buttons.stop()

    def state(self) -> ButtonsState:
        """The state now."""
        return self._buttons.state()

    async def press(self, colour: Colour) -> None:
        """A finger presses and lets go, on another thread as on the machine.

        Returns when the press has arrived; does nothing while nobody listens.
        """
        if self._finger is not None:
            loop = asyncio.get_running_loop()
            await loop.run_in_executor(self._finger, self._push, self._pins[colour])

    def _push(self, number: int) -> None:
        pin = self._factory.pin(number)
        pin.drive_low()
        time.sleep(HOLD)
        pin.drive_high()
        time.sleep(HOLD)


DRIVER = ButtonsDriver(
    examples=("virtual",),
    shape=re.compile("virtual"),
    open=lambda _place: VirtualButtons(),
)
