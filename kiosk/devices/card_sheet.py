"""Voting cards to print ahead on an office printer: A4 pages of ten, as PDF."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from kiosk.devices.fonts import Font, Weight, font_for, legible
from kiosk.devices.lettering import BLACK, WHITE, balanced, draw_row, fitting, row_height, spelt
from kiosk.devices.qr_dots import qr_picture

DOTS_PER_INCH = 300
ACROSS, DOWN = 2, 5
PER_PAGE = ACROSS * DOWN
QR_MASK = 2  # any one is correct; finding the best is most of the work of a thousand codes


def dots(millimetres: float) -> int:
    """A length on paper in dots."""
    return round(millimetres * DOTS_PER_INCH / 25.4)


PAGE = (dots(210), dots(297))
EDGE = dots(10)
CARD = ((PAGE[0] - 2 * EDGE) // ACROSS, (PAGE[1] - 2 * EDGE) // DOWN)
PAD = dots(4)
QR_WIDTH, QR_INK = dots(42), dots(34)
ROOM = CARD[0] - PAD // 2 - QR_WIDTH - PAD
GAP, MARK = dots(2.5), dots(4)
TITLE, LINE, SPELT = (dots(5.2), dots(3.6)), dots(3.9), (dots(7), dots(4.6))


@dataclass(frozen=True, slots=True)
class _Words:
    """What is the same on every card, already set in rows."""

    title: tuple[str, ...]
    title_font: Font
    line: tuple[str, ...]
    line_font: Font


def _set(title: str, line: str) -> _Words:
    title_font = fitting(title, weight=Weight.BOLD, width=ROOM, sizes=TITLE)
    line_font = font_for(line, size=LINE, weight=Weight.REGULAR)
    return _Words(
        balanced(title, font=title_font, width=ROOM),
        title_font,
        balanced(line, font=line_font, width=ROOM),
        line_font,
    )


def _card(words: _Words, *, address: str, spoken: str) -> Image.Image:
    """One card: the QR code at the left, title, spoken code and line at the right of it."""
    card = Image.new("L", CARD, WHITE)
    code = qr_picture(address, width=QR_WIDTH, ink=QR_INK, mask=QR_MASK)
    card.paste(code, (PAD // 2, (CARD[1] - code.height) // 2))
    blocks = (
        (words.title, words.title_font),
        spelt(spoken, width=ROOM, sizes=SPELT),
        (words.line, words.line_font),
    )
    height = sum(len(rows) * row_height(font) for rows, font in blocks) + GAP * (len(blocks) - 1)
    top = max(0, (CARD[1] - height) // 2)
    for rows, font in blocks:
        for row in rows:
            draw_row(card, row, font=font, at=(PAD // 2 + QR_WIDTH, top), ink=BLACK)
            top += row_height(font)
        top += GAP
    return card


def _cut_marks(page: Image.Image) -> None:
    """Short strokes where cards meet, outside and between them, for a ruler and a knife."""
    draw = ImageDraw.Draw(page)
    for column in range(ACROSS + 1):
        for row in range(DOWN + 1):
            across, down = EDGE + column * CARD[0], EDGE + row * CARD[1]
            draw.line((across - MARK // 2, down, across + MARK // 2, down), fill=BLACK, width=2)
            draw.line((across, down - MARK // 2, across, down + MARK // 2), fill=BLACK, width=2)


def _page(words: _Words, cards: Sequence[tuple[str, str]]) -> Image.Image:
    page = Image.new("L", PAGE, WHITE)
    for number, (address, spoken) in enumerate(cards):
        column, row = number % ACROSS, number // ACROSS
        corner = (EDGE + column * CARD[0], EDGE + row * CARD[1])
        page.paste(_card(words, address=address, spoken=spoken), corner)
    _cut_marks(page)
    return page.point(lambda grey: WHITE if grey > WHITE // 2 else BLACK, mode="1")


def card_sheets(title: str, line: str, *, cards: Sequence[tuple[str, str]]) -> bytes:
    """A PDF of voting cards, each with its address as a QR code and its spoken code.

    ``cards`` are pairs of address and spoken code, in the order of the pages; ``title`` and
    ``line`` stand on every card. Raises ValueError without cards, QrTooDense.
    """
    if not cards:
        raise ValueError("no cards to print")
    words = _set(legible(title), legible(line))
    pdf = io.BytesIO()
    for start in range(0, len(cards), PER_PAGE):
        page = _page(words, cards[start : start + PER_PAGE])
        # page by page: a thousand cards at once would take a gigabyte
        page.save(pdf, "PDF", resolution=DOTS_PER_INCH, append=start > 0)
    return pdf.getvalue()
