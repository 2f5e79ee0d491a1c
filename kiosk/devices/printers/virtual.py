"""The printer of the demo and the tests: real bytes, read back, kept as pictures."""

import asyncio
import io
import os
import re
import secrets
from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image

from kiosk.devices.contract import PrinterDriver
from kiosk.devices.escpos_bytes import Head, encoded
from kiosk.devices.escpos_picture import decoded
from kiosk.devices.raster import pictures
from kiosk.domain.printer_state import (
    CoverOpen,
    NoPaper,
    Printed,
    PrinterState,
    Ready,
    Reason,
    Unreachable,
)
from kiosk.domain.slip import Slip, words_on

KEPT = 500  # slips: a hall's cards and receipts, some kilobytes each


@dataclass(frozen=True, slots=True)
class Picture:
    """One printed piece as PNG, under a random id. ``number``: which one it was, from 1."""

    id: str
    png: bytes
    text: tuple[str, ...] = ()
    number: int = 0


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


class VirtualPrinter:
    """Prints into a folder, and does what its levers say; see the contract for the rest."""

    def __init__(self, folder: Path, head: Head | None = None) -> None:
        self._folder = folder
        self._head = head or Head()
        self._state: PrinterState = Ready()
        self._pictures: deque[Picture] = deque(maxlen=KEPT)
        self._printed = sum(1 for _ in folder.glob("*.png"))  # those of before a restart, too

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The last pieces printed, newest first."""
        return tuple(self._pictures)

    def no_paper(self) -> None:
        """Lever: the roll ends."""
        self._state = NoPaper()

    def cover_open(self) -> None:
        """Lever: somebody opens the cover."""
        self._state = CoverOpen()

    def unplug(self) -> None:
        """Lever: somebody pulls the cable."""
        self._state = Unreachable(Reason.NOT_THERE)

    def mend(self) -> None:
        """Lever: paper in, cover shut, cable in."""
        self._state = Ready()

    async def print(self, slip: Slip) -> PrinterState:
        """Print into the folder, unless a lever forbids it."""
        if not isinstance(self._state, Ready):
            return self._state
        try:
            printed = await asyncio.to_thread(self._put_on_paper, slip)
        except OSError:  # a full disk is this printer's jam
            return Unreachable(Reason.FAULT)
        for piece in printed:
            self._printed += 1
            self._pictures.appendleft(replace(piece, number=self._printed))
        return Printed()

    async def state(self) -> PrinterState:
        """What the levers say."""
        return self._state

    async def close(self) -> None:
        """Nothing to let go of."""

    def _put_on_paper(self, slip: Slip) -> tuple[Picture, ...]:
        stream = encoded(pictures(slip, self._head.dots), self._head)
        words = words_on(slip)
        printed = tuple(
            Picture(secrets.token_hex(8), _png(piece), words) for piece in decoded(stream)
        )
        self._folder.mkdir(parents=True, exist_ok=True)
        for picture in printed:
            path = self._folder / f"{picture.id}.png"
            path.write_bytes(picture.png)
            os.utime(path, (0, 0))  # file times would tell in which order people voted
        return printed


DRIVER = PrinterDriver(
    examples=("virtual",),
    shape=re.compile("virtual"),
    open=lambda place: VirtualPrinter(place.folder / "slips", Head(dots=place.dots)),
)
