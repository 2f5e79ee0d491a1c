"""QR codes as inline SVG: dark modules on white, for scanning from a projector or a page."""

from functools import lru_cache

import qrcode
from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import MODE_8BIT_BYTE, QRData

QUIET = 4  # modules of white around the code, as ISO/IEC 18004 wants
SPECIAL = '\\;,:"'  # of the Wi-Fi form, escaped by a backslash
PATTERN = 3  # the mask of codes that differ in a few letters; every reader knows all eight
BLANK = "2"  # stands for each of those letters
BITS = 8  # modules that are drawn at once


def code(text: str, *, name: str) -> Markup:
    """The QR code of a text; ``name`` says in words what it opens."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    made.add_data(text)
    made.make(fit=True)
    matrix = made.get_matrix()
    return _drawn(_number(matrix), len(matrix), name=name)


def code_alike(text: str, *, letters: int, name: str) -> Markup:
    """The same for one of many texts that differ in their last so many letters: far quicker.

    A letter changes the same modules whatever stands beside it, as error correction is linear. So
    the library draws each letter in each place once; what it draws is kept, and is nobody's text.
    """
    start, own = text[:-letters], text[-letters:]
    blank, size = _modules(start + BLANK * letters)
    found = blank
    for place, letter in enumerate(own):
        if letter != BLANK:
            alone = BLANK * place + letter + BLANK * (letters - place - 1)
            found ^= blank ^ _modules(start + alone)[0]
    return _drawn(found, size, name=name)


@lru_cache(maxsize=1024)  # 14 places of 19 letters, and an address of this kiosk or two
def _modules(text: str) -> tuple[int, int]:
    """All modules as one number, and how many are in a row."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=PATTERN)
    # A byte for each letter: packed closer, letters change the modules of their neighbours.
    made.add_data(QRData(text.encode(), mode=MODE_8BIT_BYTE))
    made.make(fit=True)
    matrix = made.get_matrix()
    return _number(matrix), len(matrix)


def _number(matrix: list[list[bool]]) -> int:
    """Row after row, each filled up to whole bytes."""
    spare = "0" * (-len(matrix) % BITS)
    return int("".join("".join("01"[dark] for dark in row) + spare for row in matrix), 2)


def wifi_code(network: str, password: str, *, name: str) -> Markup:
    """The QR code by which a phone joins a network; without a password an open one."""
    if not password:
        return code(f"WIFI:T:nopass;S:{_escaped(network)};;", name=name)
    return code(f"WIFI:T:WPA;S:{_escaped(network)};P:{_escaped(password)};;", name=name)


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in SPECIAL else letter for letter in text)


def _drawn(modules: int, size: int, *, name: str) -> Markup:
    """Each row is a line of dashes, one module thick."""
    width = -(-size // BITS)  # bytes of a row
    steps = [_DASHES[part] for part in modules.to_bytes(size * width, "big")]
    for y in range(size):
        steps[y * width] = f"M{QUIET} {y + QUIET}.5{steps[y * width]}"
    head = _head(size + 2 * QUIET, name)
    return Markup(f"{head}{''.join(steps)}{_TAIL}")  # noqa: S704 - the steps are ours


def _dashes(part: int) -> str:
    """Path steps along so many modules, dark ones drawn and light ones leapt over."""
    steps, rest = "", f"{part:0{BITS}b}"
    while rest:
        after = rest.lstrip(rest[0])
        number = len(rest) - len(after)
        steps += f"h{number}" if rest[0] == "1" else f"m{number} 0"
        rest = after
    return steps


@lru_cache(maxsize=64)  # a few sizes in a few languages
def _head(size: int, name: str) -> str:
    return Markup(
        '<svg class="qr-code" viewBox="0 0 {size} {size}" shape-rendering="crispEdges" role="img"'
        ' aria-label="{name}"><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        '<path stroke="#000" d="'
    ).format(size=size, name=name)


_TAIL = '"/></svg>'
_DASHES = tuple(_dashes(part) for part in range(2**BITS))
