"""Pictures of a slip as the bytes that a receipt printer understands."""

from dataclasses import dataclass
from enum import StrEnum

from PIL import Image

from kiosk.devices.escpos_library import Dummy, Profile

LONGEST_COMMAND = 8  # bytes ahead of a picture's dots


class Raster(StrEnum):
    """How dots travel: some printers print rubbish for the one, some for the other."""

    ROWS = "bitImageRaster"  # GS v 0: nearly all
    COLUMNS = "bitImageColumn"  # ESC *: old ones


@dataclass(frozen=True, slots=True)
class Head:
    """What the printer's head can do: dots across, how they travel, rows sent at a time."""

    dots: int = 384  # 58 mm paper; 80 mm paper: 576, in some printers 512
    raster: Raster = Raster.ROWS
    rows_at_a_time: int = 240  # small printers lose what does not fit their memory

    def __post_init__(self) -> None:
        """Refuse what no printer has; raises ValueError."""
        if self.dots % 8 or not 200 <= self.dots <= 2000:
            raise ValueError("a print head has 200 to 2000 dots, a multiple of 8")
        if not 24 <= self.rows_at_a_time <= 4000 or self.rows_at_a_time % 24:
            raise ValueError("rows at a time are 24 to 4000, a multiple of 24")


def _encoder(head: Head) -> Dummy:
    """python-escpos, told the real width: its profiles know other widths, and refuse ours."""
    profile = Profile(features={"paperFullCut": True})
    profile.profile_data = {**profile.profile_data, "media": {"width": {"pixels": head.dots}}}
    return Dummy(profile=profile)


def clean_start(head: Head, *, cut: bool) -> bytes:
    """What goes ahead of a slip where the one before may have broken off in its middle.

    White dots to fill the picture that the printer still waits for; outside of a picture these
    bytes mean nothing to it. ``cut``: cut off what came of the broken slip.
    """
    encoder = _encoder(head)
    encoder.hw("INIT")
    if cut:
        encoder.cut()
    started: bytes = encoder.output
    return bytes(LONGEST_COMMAND + head.dots // 8 * head.rows_at_a_time) + started


def encoded(pictures: tuple[Image.Image, ...], head: Head) -> bytes:
    """The bytes that print 1-bit pictures one below the other, each cut off after it.

    Raises ValueError for a picture that is not as wide as the head.
    """
    if any(picture.width != head.dots for picture in pictures):
        raise ValueError("a picture is as wide as the print head")
    encoder = _encoder(head)
    encoder.hw("INIT")
    for picture in pictures:
        encoder.image(picture, impl=head.raster, fragment_height=head.rows_at_a_time)
        encoder.cut()
    output: bytes = encoder.output
    return output
