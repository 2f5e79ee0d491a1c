"""Honest charts as SVG: bars from zero on one scale, told apart by pattern as well as colour."""

import textwrap
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup, escape

WIDTH = 360  # units; about the width of a phone, so that 16 units of text are read as 16 pixels
LINE = 21  # height of a line of text
BAR = 18  # height of a bar
GAP = 14
LETTERS = 40  # of a title in one line beside nothing
SCREEN_WIDTH = 760  # units; on a projector more than two pixels each, text is 20 units high
SCREEN_TITLES = 320
SCREEN_ROW = 32
SCREEN_LETTERS = 28
SCREEN_LETTER = 12  # width of a digit

PATTERNS = Markup(
    '<defs><pattern id="stripes" width="7" height="7" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><path class="pattern-ground" d="M0 0h7v7H0z"/>'
    '<path class="stripe" d="M0 0v7"/></pattern>'
    '<pattern id="dots" width="7" height="7" patternUnits="userSpaceOnUse">'
    '<path class="pattern-ground" d="M0 0h7v7H0z"/><circle class="dot" cx="3.5" cy="3.5" r="1.4"/>'
    "</pattern></defs>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its title, its figure in words, and its length as a share of the whole axis."""

    title: str
    figure: str
    share: Fraction
    look: str = "box"  # box (chosen), lost, yes, no, abstain
    won: bool = False  # a tick before the title


@dataclass(frozen=True, slots=True)
class Line:
    """A line across the bars, such as a threshold: where it stands on the axis, and its words."""

    share: Fraction
    title: str


def bars(rows: tuple[Bar, ...], *, name: str, line: Line | None = None) -> Markup:
    """Bars under their titles, for phones and paper. ``name`` is what the whole chart shows."""
    parts: list[Markup] = []
    height = 4
    for row in rows:
        title = f"✓ {row.title}" if row.won else row.title
        lines = textwrap.wrap(title, LETTERS - len(row.figure)) or [""]
        for text in lines[:3]:
            height += LINE
            parts.append(_text(0, height - 5, text))
        parts.append(_text(WIDTH, height - 5, row.figure, anchor="end"))
        parts.append(_box(row, x=0, y=height, width=WIDTH, height=BAR))
        parts.append(_upright("axis", x=1, y=height - 3, height=BAR + 6))
        if line:
            at = _along(line.share, WIDTH)
            parts.append(_upright("threshold", x=at, y=height - 3, height=BAR + 6))
        height += BAR + GAP
    if line:
        height += LINE - GAP
        anchor = "end" if line.share > Fraction(1, 2) else "start"
        parts.append(
            _text(_along(line.share, WIDTH), height - 2, line.title, anchor=anchor, quiet=True)
        )
    return _chart(parts, width=WIDTH, height=height + 4, name=name)


def bars_for_screen(rows: tuple[Bar, ...], *, name: str, line: Line | None = None) -> Markup:
    """Bars beside their titles, one row each, to be read from ten metres."""
    width = SCREEN_WIDTH - SCREEN_TITLES
    boxes: list[Markup] = []
    labels: list[Markup] = []
    height = 4
    for row in rows:
        title = f"✓ {row.title}" if row.won else row.title
        short = textwrap.shorten(title, SCREEN_LETTERS, placeholder=" …")
        boxes.append(_text(SCREEN_TITLES - 10, height + 23, short, anchor="end"))
        boxes.append(_box(row, x=SCREEN_TITLES, y=height + 3, width=width, height=SCREEN_ROW - 6))
        # On the bar where it is long, behind it where it is short: always on its own ground.
        inside = row.share > Fraction(3, 5)
        at = SCREEN_TITLES + _along(row.share, width)
        labels.append(_label(at, height + 23, row.figure, inside=inside))
        height += SCREEN_ROW
    boxes.append(_upright("axis", x=SCREEN_TITLES + 1, y=0, height=height + 4))
    if line:
        at = SCREEN_TITLES + _along(line.share, width)
        boxes.append(_upright("threshold", x=at, y=0, height=height + 4))
        height += LINE + 4
        boxes.append(_text(at, height, line.title, anchor="middle", quiet=True))
    return _chart([*boxes, *labels], width=SCREEN_WIDTH, height=height + 8, name=name)


def budget_bar(parts: tuple[tuple[str, Fraction], ...], *, name: str) -> Markup:
    """One bar that is the whole budget, filled by its projects in the order they were chosen."""
    boxes: list[Markup] = []
    start = Fraction(0)
    for title, share in parts:
        x, end = _along(start, WIDTH), _along(start + share, WIDTH)
        boxes.append(
            Markup(
                '<rect class="bar-box part" x="{}" y="2" width="{}" height="26">'
                "<title>{}</title></rect>"
            ).format(x + 1, max(1, end - x - 2), title)
        )
        start += share
    frame = Markup('<rect class="bar-abstain" x="1" y="1" width="{}" height="28"/>')
    return _chart([frame.format(WIDTH - 2), *boxes], width=WIDTH, height=30, name=name)


def _chart(parts: list[Markup], *, width: int, height: int, name: str) -> Markup:
    opening = Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">')
    return (
        opening.format(width, height, name) + PATTERNS + Markup("").join(parts) + Markup("</svg>")
    )


def _along(share: Fraction, width: int) -> int:
    return int(min(max(share, Fraction(0)), Fraction(1)) * width)


def _box(row: Bar, *, x: int, y: int, width: int, height: int) -> Markup:
    # Nothing at all gets no bar; the least of something is still seen.
    length = max(2, _along(row.share, width) - 2) if row.share > 0 else 0
    return Markup('<rect class="bar-{}" x="{}" y="{}" width="{}" height="{}"/>').format(
        row.look, x + 1, y, length, height
    )


def _upright(kind: str, *, x: int, y: int, height: int) -> Markup:
    return Markup('<path class="{}" d="M{} {}v{}"/>').format(kind, x, y, height)


def _text(x: int, y: int, text: str, *, anchor: str = "start", quiet: bool = False) -> Markup:
    kind = Markup(' class="quiet-text"') if quiet else Markup("")
    return Markup('<text x="{}" y="{}" text-anchor="{}"{}>{}</text>').format(
        x, y, anchor, kind, escape(text)
    )


def _label(x: int, y: int, text: str, *, inside: bool) -> Markup:
    """A figure at the end of a bar, on a little sheet of its own so that no pattern disturbs it."""
    width = SCREEN_LETTER * len(text) + 10
    left = x - width - 6 if inside else x + 6
    return Markup(
        '<rect class="label-ground" x="{}" y="{}" width="{}" height="23"/>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>'
    ).format(left, y - 18, width, left + width // 2, y, text)
