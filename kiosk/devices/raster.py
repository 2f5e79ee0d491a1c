"""Drawing a slip as black dots on a strip of paper."""

from dataclasses import replace
from itertools import groupby
from typing import assert_never

from PIL import Image, ImageDraw, ImageOps

from kiosk.devices.fonts import Font, Weight, font_for, legible
from kiosk.devices.lettering import (
    BLACK,
    WHITE,
    balanced,
    breadth,
    draw_row,
    fitting,
    forget,
    row_height,
    spelt,
    wrapped,
)
from kiosk.devices.qr_dots import qr_picture
from kiosk.domain.slip import (
    Banner,
    Big,
    Cut,
    Divider,
    Heading,
    Line,
    Pair,
    QrCode,
    Slip,
    Small,
    Space,
    Strong,
    Words,
)

DOTS_PER_INCH = 203
POINTS_PER_INCH = 72


def dots(points: int) -> int:
    """A length in printer's points (1/72 inch) as dots of a receipt printer, rounded up."""
    return -(-points * DOTS_PER_INCH // POINTS_PER_INCH)


SMALL, BODY, HEADING = dots(12), dots(14), dots(20)
LETTERS: dict[type[Line], tuple[int, Weight]] = {
    Strong: (BODY, Weight.BOLD),
    Words: (BODY, Weight.REGULAR),
    Small: (SMALL, Weight.REGULAR),
}
SPELT = (dots(24), dots(16))
QR_INK = 240  # 30 mm
MARGIN = 16
EDGE = 6  # words keep off the edges: cheap printers lose a millimetre there
GAP = 10
RULE = 3


def _rows(rows: tuple[str, ...], *, font: Font, width: int) -> Image.Image:
    """Rows of words, centred."""
    step = row_height(font)
    strip = Image.new("L", (width, step * len(rows) + GAP), WHITE)
    for number, row in enumerate(rows):
        left = max(0, (width - breadth(row, font)) // 2)
        draw_row(strip, row, font=font, at=(left, number * step), ink=BLACK)
    return strip


def _words(text: str, *, font: Font, width: int) -> Image.Image:
    return _rows(balanced(text, font=font, width=width - 2 * EDGE), font=font, width=width)


def _heading(text: str, width: int) -> Image.Image:
    font = fitting(text, weight=Weight.BOLD, width=width - 2 * EDGE, sizes=(HEADING, BODY))
    return _words(text, font=font, width=width)


def _banner(text: str, width: int) -> Image.Image:
    font = font_for(text, size=BODY, weight=Weight.BOLD)
    words = ImageOps.invert(_words(text, font=font, width=width - 2 * MARGIN))
    strip = Image.new("L", (width, words.height + 2 * GAP), WHITE)
    strip.paste(BLACK, (0, 0, width, words.height + GAP))
    strip.paste(words, (MARGIN, GAP // 2 + GAP // 4))
    return strip


def _pair(pair: Pair, width: int) -> Image.Image:
    """Name left and value right, in one row where they fit, else the value in rows below."""
    name = font_for(pair.name, size=SMALL, weight=Weight.REGULAR)
    value = font_for(pair.value, size=SMALL, weight=Weight.BOLD)
    step, room = row_height(name), width - 2 * EDGE
    together = breadth(pair.name, name) + 2 * GAP + breadth(pair.value, value) <= room
    names = wrapped(pair.name, font=name, width=room)
    values = balanced(pair.value, font=value, width=room)
    first = 0 if together else len(names)
    height = step * max(len(names), first + len(values)) + GAP // 2
    strip = Image.new("L", (width, height), WHITE)
    for number, row in enumerate(names):
        draw_row(strip, row, font=name, at=(EDGE, number * step), ink=BLACK)
    for number, row in enumerate(values, start=first):
        left = width - EDGE - breadth(row, value)
        draw_row(strip, row, font=value, at=(left, number * step), ink=BLACK)
    return strip


def _rule(width: int) -> Image.Image:
    strip = Image.new("L", (width, RULE + 2 * GAP), WHITE)
    ImageDraw.Draw(strip).rectangle((0, GAP, width - 1, GAP + RULE - 1), fill=BLACK)
    return strip


def _qr(payload: str, width: int) -> Image.Image:
    code = qr_picture(payload, width=width, ink=QR_INK)
    strip = Image.new("L", (width, code.height), WHITE)
    strip.paste(code, ((width - code.width) // 2, 0))
    return strip


def _strip(line: Line, width: int) -> Image.Image:
    """One line of the slip, in greys."""
    match line:
        case Heading(text):
            strip = _heading(text, width)
        case Strong(text) | Words(text) | Small(text):
            size, weight = LETTERS[type(line)]
            strip = _words(text, font=font_for(text, size=size, weight=weight), width=width)
        case Big(text):
            rows, font = spelt(text, width=width - 2 * EDGE, sizes=SPELT)
            strip = _rows(rows, font=font, width=width)
        case Banner(text):
            strip = _banner(text, width)
        case Pair():
            strip = _pair(line, width)
        case QrCode(payload):
            strip = _qr(payload, width)
        case Divider():
            strip = _rule(width)
        case Space() | Cut():
            strip = Image.new("L", (width, BODY // 2), WHITE)
        case never:
            assert_never(never)
    return strip


def _legible(line: Line) -> Line:
    """The line with words that the fonts here can draw."""
    match line:
        case QrCode() | Divider() | Space() | Cut():
            return line
        case Pair(name, value):
            return Pair(legible(name), legible(value))
        case _:
            return replace(line, text=legible(line.text))


def _picture(lines: tuple[Line, ...], width: int) -> Image.Image:
    strips = [_strip(_legible(line), width) for line in lines]
    height = sum(strip.height for strip in strips) + 2 * MARGIN
    paper = Image.new("L", (width, height), WHITE)
    top = MARGIN
    for strip in strips:
        paper.paste(strip, (0, top))
        top += strip.height
    return paper.point(lambda grey: WHITE if grey > WHITE // 2 else BLACK, mode="1")


def pictures(slip: Slip, width: int) -> tuple[Image.Image, ...]:
    """The slip as 1-bit pictures of ``width`` dots, one for each piece between cuts.

    384 dots are 58 mm paper, 576 are 80 mm. Raises QrTooDense.
    """
    pieces = groupby(slip.lines, key=lambda line: isinstance(line, Cut))
    try:
        return tuple(_picture(tuple(lines), width) for is_cut, lines in pieces if not is_cut)
    finally:
        forget()
