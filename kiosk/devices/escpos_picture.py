"""Reading a receipt printer's bytes back into pictures, as the printer itself would."""

from dataclasses import dataclass, field

from PIL import Image, ImageOps

RESET = b"\x1b@"
FEED = b"\x1bd"  # and the number of lines
NOTHING = (b"\0", b"\x1b\0", b"\x1d\0", b"\x1dv\0")  # a broken command filled up means nothing
CUT = b"\x1dV"  # and the kind of cut
ROWS = b"\x1dv0"  # and scale, bytes across (2), rows (2), the dots


class GarbledBytes(ValueError):
    """The bytes are not what this project sends to printers. Carries the place."""

    def __init__(self, place: int) -> None:
        super().__init__(f"unreadable printer bytes at {place}")
        self.place = place


@dataclass(slots=True)
class _Reader:
    """A place in the bytes."""

    stream: bytes
    place: int = 0

    def at(self, command: bytes) -> bool:
        """Whether the command stands here; if so, step over it."""
        found = self.stream.startswith(command, self.place)
        if found:
            self.place += len(command)
        return found

    def take(self, length: int) -> bytes:
        """The next bytes; raises GarbledBytes when there are too few."""
        taken = self.stream[self.place : self.place + length]
        if len(taken) < length:
            raise GarbledBytes(self.place)
        self.place += length
        return taken


@dataclass(slots=True)
class _Roll:
    """The paper: bands on the piece that is being printed, and the pieces cut off."""

    bands: list[Image.Image] = field(default_factory=list)
    pieces: list[Image.Image] = field(default_factory=list)

    def cut(self) -> None:
        """Cut off what is printed, if anything is."""
        if not self.bands:
            return
        width = max(band.width for band in self.bands)
        piece = Image.new("1", (width, sum(band.height for band in self.bands)), 1)
        top = 0
        for band in self.bands:
            piece.paste(band, (0, top))
            top += band.height
        self.pieces.append(piece)
        self.bands.clear()


def _band(reader: _Reader) -> Image.Image | None:
    """The dots of one ``GS v 0``, None where it has no size; a set bit is black.

    Raises GarbledBytes.
    """
    start = reader.place
    header = reader.take(5)
    across, rows = int.from_bytes(header[1:3], "little"), int.from_bytes(header[3:5], "little")
    if header[0] != 0:
        raise GarbledBytes(start)
    if not across or not rows:
        return None
    dots = reader.take(across * rows)
    return ImageOps.invert(Image.frombytes("1", (across * 8, rows), dots))


def decoded(stream: bytes) -> tuple[Image.Image, ...]:
    """The printed pieces, black on white, top to bottom; raises GarbledBytes.

    Understands what this project sends: reset, ``GS v 0`` at single size, feed and cut.
    """
    reader, roll = _Reader(stream), _Roll()
    while reader.place < len(stream):
        if reader.at(RESET) or any(reader.at(nothing) for nothing in NOTHING):
            continue
        if reader.at(ROWS):
            if band := _band(reader):
                roll.bands.append(band)
        elif reader.at(FEED):
            reader.take(1)
        elif reader.at(CUT):
            reader.take(1)
            roll.cut()
        else:
            raise GarbledBytes(reader.place)
    roll.cut()
    return tuple(roll.pieces)
