"""The coloured buttons on the pins of the machine."""

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from gpiozero import Button

from kiosk.devices.contact import Contact
from kiosk.devices.contract import (
    ButtonsDriver,
    ButtonsState,
    Listening,
    NoButtons,
    Noisy,
    NotListening,
)
from kiosk.devices.gpio_there import open_gpio
from kiosk.domain.colour import Colour

PINS: Mapping[Colour, int] = MappingProxyType(
    {Colour.GREEN: 5, Colour.RED: 6, Colour.WHITE: 13, Colour.BLUE: 19}
)
"""GPIO numbers; each button connects its pin to ground."""


class GpioButtons:
    """Buttons through gpiozero; see the contract.

    ``open_factory`` opens the pins (a gpiozero pin factory) when listening starts, ``clock``
    tells monotonic seconds.
    """

    def __init__(
        self,
        open_factory: Callable[[], Any],
        pins: Mapping[Colour, int] = PINS,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._open_factory = open_factory
        self._pins = dict(pins)
        self._clock = clock
        self._factory: Any = None
        self._buttons: dict[Colour, Any] = {}
        self._contacts: dict[Colour, Contact] = {}
        self._on_press: Callable[[Colour], None] | None = None
        self._state: ButtonsState = NotListening()

    def start(self, on_press: Callable[[Colour], None]) -> None:
        """Listen. Where there are no pins the state says so, and nothing is raised."""
        self.stop()
        loop = asyncio.get_running_loop()
        self._on_press = on_press
        try:
            self._factory = self._open_factory()
            for colour, pin in self._pins.items():
                self._listen(colour, pin=pin, loop=loop)
        except Exception as fault:  # gpiozero's back ends raise anything, from ImportError on
            self.stop()
            self._state = NoButtons(f"{type(fault).__name__}: {fault}")
        else:
            self._state = Listening()

    def stop(self) -> None:
        """Hear no more presses, and let go of the pins."""
        for colour in tuple(self._buttons):
            self._switch_off(colour)
        if self._factory is not None:
            self._factory.close()
            self._factory = None
        self._on_press = None
        self._state = NotListening()

    def state(self) -> ButtonsState:
        """The state now."""
        return self._state

    def _listen(self, colour: Colour, *, pin: int, loop: asyncio.AbstractEventLoop) -> None:
        button = Button(pin, pull_up=True, bounce_time=None, pin_factory=self._factory)
        self._buttons[colour], self._contacts[colour] = button, Contact()
        # gpiozero calls from threads of its own: they only note the moment and wake the loop
        button.when_pressed = partial(self._wake, loop, self._pressed, colour)
        button.when_released = partial(self._wake, loop, self._released, colour)

    def _wake(
        self,
        loop: asyncio.AbstractEventLoop,
        tell: Callable[[Colour, float], None],
        colour: Colour,
    ) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(tell, colour, self._clock())

    def _pressed(self, colour: Colour, moment: float) -> None:
        contact = self._contacts.get(colour)
        if contact is None or self._on_press is None:
            return
        by_finger = contact.pressed(moment)
        if contact.noisy:
            self._switch_off(colour)
            already = self._state.colours if isinstance(self._state, Noisy) else ()
            self._state = Noisy((*already, colour))
        elif by_finger:
            self._on_press(colour)

    def _released(self, colour: Colour, moment: float) -> None:
        contact = self._contacts.get(colour)
        if contact is not None:
            contact.released(moment)

    def _switch_off(self, colour: Colour) -> None:
        self._contacts.pop(colour)
        self._buttons.pop(colour).close()


DRIVER = ButtonsDriver(
    examples=("gpio",),
    shape=re.compile("gpio"),
    open=lambda place: GpioButtons(open_gpio, place.pins),
)
