"""QR codes as inline SVG: dark modules on white, for scanning from a projector or a page."""

import qrcode
from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # modules of white around the code, as ISO/IEC 18004 wants
SPECIAL = '\\;,:"'  # of the Wi-Fi form, escaped by a backslash


def code(text: str, *, name: str) -> Markup:
    """The QR code of a text; ``name`` says in words what it opens."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    made.add_data(text)
    made.make(fit=True)
    matrix = made.get_matrix()
    runs = "".join(_runs(row, y) for y, row in enumerate(matrix, start=QUIET))
    size = len(matrix) + 2 * QUIET
    return Markup(
        '<svg class="qr-code" viewBox="0 0 {size} {size}" shape-rendering="crispEdges" role="img"'
        ' aria-label="{name}"><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        '<path fill="#000" d="{runs}"/></svg>'
    ).format(size=size, name=name, runs=runs)


def wifi_code(network: str, password: str, *, name: str) -> Markup:
    """The QR code by which a phone joins a network; without a password an open one."""
    if not password:
        return code(f"WIFI:T:nopass;S:{_escaped(network)};;", name=name)
    return code(f"WIFI:T:WPA;S:{_escaped(network)};P:{_escaped(password)};;", name=name)


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in SPECIAL else letter for letter in text)


def _runs(row: list[bool], y: int) -> str:
    """The dark runs of one row as path steps, few bytes for many modules."""
    steps: list[str] = []
    start = -1
    for x, dark in enumerate([*row, False]):
        if dark and start < 0:
            start = x
        if not dark and start >= 0:
            steps.append(f"M{start + QUIET} {y}h{x - start}v1H{start + QUIET}z")
            start = -1
    return "".join(steps)
