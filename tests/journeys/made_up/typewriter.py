"""A printer that nobody planned for: it types the words of each slip, one sheet after another."""

import re
from pathlib import Path

from kiosk.devices.contract import PrinterDriver
from kiosk.domain.printer_state import NoPaper, Printed, PrinterState, Ready, Reason, Unreachable
from kiosk.domain.slip import Slip, words_on


class Typewriter:
    """Types into a folder; without a sheet in its tray it has no paper."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def print(self, slip: Slip) -> PrinterState:
        """Take the sheet of the tray and type on it."""
        state = await self.state()
        if not isinstance(state, Ready):
            return state
        text = "\n".join(words_on(slip))
        with (self._folder / "typed").open("a", encoding="utf-8") as typed:
            typed.write(f"{text}\n---\n")
        return Printed()

    async def state(self) -> PrinterState:
        """Whether it is there, and has sheets."""
        if not self._folder.is_dir():
            return Unreachable(Reason.NOT_THERE)
        return Ready() if (self._folder / "tray").exists() else NoPaper()

    async def close(self) -> None:
        """Nothing to let go of."""


DRIVER = PrinterDriver(
    examples=("typewriter:/FOLDER",),
    shape=re.compile(r"typewriter:/[\w/.-]+", re.ASCII),
    open=lambda place: Typewriter(Path(place.written.partition(":")[2])),
)
