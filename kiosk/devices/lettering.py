"""Setting words in a given width: wrapping, fitting, drawing."""

import re
from functools import lru_cache

from PIL import Image, ImageDraw

from kiosk.devices.fonts import Font, Weight, font_for
from kiosk.devices.runs import Run, runs

BLACK, WHITE = 0, 255
LEADING = 1.24  # line to line, in letter sizes: room for an accent above and a tail below


@lru_cache(maxsize=1024)
def breadth(text: str, font: Font) -> int:
    """How many dots the text takes in a row, ink and all. Rows are tried again and again."""
    return sum(_run_breadth(run) for run in runs(text, font))


def forget() -> None:
    """Keep nothing of what was set: a slip has a card's code or a receipt's words."""
    breadth.cache_clear()
    runs.cache_clear()


def _run_breadth(run: Run) -> int:
    left, _, right, _ = run.font.getbbox(run.text)
    return round(max(right - min(left, 0), run.font.getlength(run.text)))


def _broken(word: str, *, font: Font, width: int) -> list[str]:
    """The word; in pieces if it is too long for a row: Thai or Chinese text, or an address."""
    if breadth(word, font) <= width:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and breadth(pieces[-1] + letter, font) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def wrapped(text: str, *, font: Font, width: int) -> tuple[str, ...]:
    """The text in rows of at most so many dots, broken at spaces, and within words if it must."""
    rows: list[str] = []
    for word in text.split():
        joined = f"{rows[-1]} {word}" if rows else word
        if rows and breadth(joined, font) <= width:
            rows[-1] = joined
        else:
            rows += _broken(word, font=font, width=width)
    return tuple(rows)


def fitting(text: str, *, weight: Weight, width: int, sizes: tuple[int, int]) -> Font:
    """The text's font at the largest size in which its longest word still fits the width."""
    largest, smallest = sizes
    words = text.split() or [""]
    for size in range(largest, smallest, -1):
        font = font_for(text, size=size, weight=weight)
        if all(breadth(word, font) <= width for word in words):
            return font
    return font_for(text, size=smallest, weight=weight)


def balanced(text: str, *, font: Font, width: int) -> tuple[str, ...]:
    """The text in as few rows as the width allows, and these about equally long."""
    rows = wrapped(text, font=font, width=width)
    narrow = min(width, max(breadth(word, font) for word in (text.split() or [""])))
    wide = width
    while len(rows) > 1 and wide - narrow > 4:
        middle = (narrow + wide) // 2
        if len(wrapped(text, font=font, width=middle)) > len(rows):
            narrow = middle
        else:
            wide = middle
    return wrapped(text, font=font, width=wide)


def spelt(text: str, *, width: int, sizes: tuple[int, int]) -> tuple[tuple[str, ...], Font]:
    """A code in as few rows as it can, as large as it then can; broken after hyphens and spaces."""
    largest, smallest = sizes
    parts = re.findall(r"[^\s-]+-*", text)
    for rows in range(1, len(parts) + 1):
        share = -(-len(parts) // rows)
        split = tuple(
            re.sub(r"- ", "-", " ".join(parts[start : start + share]))
            for start in range(0, len(parts), share)
        )
        for size in range(largest, smallest - 1, -1):
            font = font_for(text, size=size, weight=Weight.BOLD)
            if all(breadth(row, font) <= width for row in split):
                return split, font
    font = font_for(text, size=smallest, weight=Weight.BOLD)
    return wrapped(text, font=font, width=width), font


def row_height(font: Font) -> int:
    """Dots from one row to the next."""
    return round(LEADING * letter_size(font))


def letter_size(font: Font) -> int:
    """The font's size in dots."""
    return round(getattr(font, "size", 16))


def draw_row(canvas: Image.Image, text: str, *, font: Font, at: tuple[int, int], ink: int) -> None:
    """Draw one row with its upper left corner there; grey edges are for the caller to decide."""
    left, top = at
    baseline = top + round(0.97 * letter_size(font))
    draw = ImageDraw.Draw(canvas)
    for run in runs(text, font):
        start = left - min(0, round(run.font.getbbox(run.text)[0]))
        draw.text(
            (start, baseline),
            run.text,
            fill=ink,
            font=run.font,
            anchor="ls",
            direction=run.direction,
        )
        left += _run_breadth(run)
