"""A slip on its way to the printer, and how it ended."""

import asyncio
from dataclasses import dataclass, field

from kiosk.domain.printer_state import Printed, PrinterState
from kiosk.domain.slip import Slip


@dataclass(slots=True)
class PrintJob:
    """``state``: how it ended, None until then.

    In memory only: what was not printed is asked for again by the person whom it belongs to.
    """

    slip: Slip = field(repr=False)
    state: PrinterState | None = None
    settled: asyncio.Event = field(default_factory=asyncio.Event)

    def settle(self, state: PrinterState) -> None:
        """It came out, or did not; the slip's words are not kept any longer."""
        self.state, self.slip = state, Slip(())
        self.settled.set()

    @property
    def came(self) -> bool:
        """Whether the paper is out."""
        return isinstance(self.state, Printed)
