"""No printer at all: everything is shown on the screen instead."""

import re

from kiosk.devices.contract import PrinterDriver
from kiosk.domain.printer_state import PrinterState, Ready, Reason, Unreachable
from kiosk.domain.slip import Slip


class NoPrinter:
    """Prints nothing and is never in trouble; see the contract for the rest."""

    async def print(self, slip: Slip) -> PrinterState:
        """Nothing comes out."""
        return Unreachable(Reason.NOT_THERE)

    async def state(self) -> PrinterState:
        """Nobody needs to do anything."""
        return Ready()

    async def close(self) -> None:
        """Nothing to let go of."""


DRIVER = PrinterDriver(
    examples=("none",), shape=re.compile("none"), open=lambda _place: NoPrinter()
)
