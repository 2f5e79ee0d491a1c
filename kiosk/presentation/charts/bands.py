"""Bars that are each a whole, split into bands, with a legend: who holds how much, step by step."""

from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from kiosk.presentation.charts.bars import (
    BAR,
    GAP,
    LETTERS,
    LINE,
    SCREEN_LETTERS,
    SCREEN_ROW,
    SCREEN_TITLES,
    SCREEN_WIDTH,
    WIDTH,
    title_lines,
)
from kiosk.presentation.charts.svg import along, box, sheet, shortened, text

LOOKS = ("all", "most", "some", "none")  # from solid to empty, so that less looks like less
SCREEN_LEGEND = 16  # letters
SCREEN_FIGURE = 78  # units for the figure behind a bar


@dataclass(frozen=True, slots=True)
class Split:
    """One bar: its title, its figure in words, and its bands as shares that sum to 1."""

    title: str
    figure: str
    shares: tuple[Fraction, ...]


def split_bars(rows: tuple[Split, ...], *, name: str, legend: tuple[str, ...]) -> Markup:
    """Bars under their titles and a legend on top, for phones and paper."""
    parts: list[Markup] = []
    height = 4
    for look, words in zip(LOOKS, legend, strict=True):
        parts.append(box(look, x=1, y=height + 2, width=28, height=BAR - 2))
        parts.append(text(38, height + 16, words))
        height += LINE + 3
    height += 6
    for row in rows:
        for words in title_lines(row.title, LETTERS - len(row.figure)):
            height += LINE
            parts.append(text(0, height - 5, words))
        parts.append(text(WIDTH, height - 5, row.figure, anchor="end"))
        parts += _bands(row, x=0, y=height, width=WIDTH, height=BAR)
        height += BAR + GAP
    return sheet(parts, width=WIDTH, height=height, name=name)


def split_bars_for_screen(rows: tuple[Split, ...], *, name: str, legend: tuple[str, ...]) -> Markup:
    """Bars beside their titles, one row each, under one line of legend."""
    parts: list[Markup] = []
    each = SCREEN_WIDTH // len(LOOKS)
    for place, (look, words) in enumerate(zip(LOOKS, legend, strict=True)):
        parts.append(box(look, x=place * each + 1, y=5, width=22, height=20))
        parts.append(text(place * each + 29, 22, shortened(words, SCREEN_LEGEND)))
    height = SCREEN_ROW + 4
    for row in rows:
        title = shortened(row.title, SCREEN_LETTERS)
        parts.append(text(SCREEN_TITLES - 10, height + 23, title, anchor="end"))
        width = SCREEN_WIDTH - SCREEN_TITLES - SCREEN_FIGURE
        parts += _bands(row, x=SCREEN_TITLES, y=height + 3, width=width, height=SCREEN_ROW - 6)
        parts.append(text(SCREEN_WIDTH, height + 23, row.figure, anchor="end"))
        height += SCREEN_ROW
    return sheet(parts, width=SCREEN_WIDTH, height=height + 2, name=name)


def _bands(row: Split, *, x: int, y: int, width: int, height: int) -> list[Markup]:
    parts: list[Markup] = []
    start = Fraction(0)
    for look, share in zip(LOOKS, row.shares, strict=True):
        left, end = along(start, width), along(start + share, width)
        if share:  # the least of something is still seen
            parts.append(
                box(look, x=x + left + 1, y=y, width=max(1, end - left - 2), height=height)
            )
        start += share
    return parts
