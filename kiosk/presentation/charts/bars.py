"""Honest charts as SVG: bars from zero on one scale, told apart by pattern as well as colour."""

import textwrap
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from kiosk.presentation.charts.svg import along, box, sheet, shortened, text, upright

WIDTH = 360  # units; about the width of a phone, so that 16 units of text are read as 16 pixels
LINE = 21  # height of a line of text
BAR = 18  # height of a bar
GAP = 14
LETTERS = 36  # of a title in one line beside nothing
LINES = 3  # of a title; the table has the whole
SCREEN_WIDTH = 760  # units; on a projector more than two pixels each, text is 20 units high
SCREEN_TITLES = 320
SCREEN_ROW = 32
SCREEN_LETTERS = 28
SCREEN_LETTER = 12  # width of a digit


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its title, its figure in words, and its length as a share of the whole axis.

    ``frame``: how far an empty frame reaches that the bar fills in part, on the same axis.
    """

    title: str
    figure: str
    share: Fraction
    look: str = "box"  # box (chosen), lost, yes, no, abstain
    won: bool = False  # a tick before the title
    frame: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class CrossLine:
    """A line across the bars, such as a threshold: where it stands on the axis, and its words."""

    share: Fraction
    title: str


def bars(rows: tuple[Bar, ...], *, name: str, line: CrossLine | None = None) -> Markup:
    """Bars under their titles, for phones and paper. ``name`` is what the whole chart shows."""
    parts: list[Markup] = []
    height = 4
    for row in rows:
        title = f"✓ {row.title}" if row.won else row.title
        for words in title_lines(title, LETTERS - len(row.figure)):
            height += LINE
            parts.append(text(0, height - 5, words))
        parts.append(text(WIDTH, height - 5, row.figure, anchor="end"))
        parts += _boxes(row, x=0, y=height, width=WIDTH, height=BAR)
        parts.append(upright("axis", x=1, y=height - 3, height=BAR + 6))
        if line:
            at = along(line.share, WIDTH)
            parts.append(upright("threshold", x=at, y=height - 3, height=BAR + 6))
        height += BAR + GAP
    if line:
        height += LINE - GAP
        anchor = "end" if line.share > Fraction(1, 2) else "start"
        at = along(line.share, WIDTH)
        parts.append(text(at, height - 2, line.title, anchor=anchor, kind="quiet-text"))
    return sheet(parts, width=WIDTH, height=height + 4, name=name)


def bars_for_screen(rows: tuple[Bar, ...], *, name: str, line: CrossLine | None = None) -> Markup:
    """Bars beside their titles, one row each, to be read from ten metres."""
    width = SCREEN_WIDTH - SCREEN_TITLES
    boxes: list[Markup] = []
    labels: list[Markup] = []
    height = 4
    for row in rows:
        title = shortened(f"✓ {row.title}" if row.won else row.title, SCREEN_LETTERS)
        boxes.append(text(SCREEN_TITLES - 10, height + 23, title, anchor="end"))
        boxes += _boxes(row, x=SCREEN_TITLES, y=height + 3, width=width, height=SCREEN_ROW - 6)
        # On the bar where it is long, behind it where it is short: always on its own ground.
        reach = max(row.share, row.frame)
        inside = reach > Fraction(3, 5)
        at = SCREEN_TITLES + along(reach, width)
        labels.append(_label(at, height + 23, row.figure, inside=inside))
        height += SCREEN_ROW
    boxes.append(upright("axis", x=SCREEN_TITLES + 1, y=0, height=height + 4))
    if line:
        at = SCREEN_TITLES + along(line.share, width)
        boxes.append(upright("threshold", x=at, y=0, height=height + 4))
        height += LINE + 4
        # Near the end of the axis the words would leave the sheet.
        anchor = "end" if line.share > Fraction(3, 4) else "middle"
        boxes.append(text(at, height, line.title, anchor=anchor, kind="quiet-text"))
    return sheet([*boxes, *labels], width=SCREEN_WIDTH, height=height + 8, name=name)


def budget_bar(parts: tuple[tuple[str, Fraction], ...], *, name: str) -> Markup:
    """One bar that is the whole budget, filled by its projects in the order they were chosen."""
    boxes: list[Markup] = []
    start = Fraction(0)
    for title, share in parts:
        x, end = along(start, WIDTH), along(start + share, WIDTH)
        boxes.append(
            Markup(
                '<rect class="bar-box part" x="{}" y="2" width="{}" height="26">'
                "<title>{}</title></rect>"
            ).format(x + 1, max(1, end - x - 2), title)
        )
        start += share
    frame = box("abstain", x=1, y=1, width=WIDTH - 2, height=28)
    return sheet([frame, *boxes], width=WIDTH, height=30, name=name)


def title_lines(title: str, letters: int) -> list[str]:
    """A title in at most three lines; what is cut off is marked."""
    lines = textwrap.wrap(title, letters) or [""]
    if len(lines) <= LINES:
        return lines
    return [*lines[: LINES - 1], shortened(" ".join(lines[LINES - 1 :]), letters)]


def _boxes(row: Bar, *, x: int, y: int, width: int, height: int) -> list[Markup]:
    # Nothing at all gets no bar; the least of something is still seen.
    length = max(2, along(row.share, width) - 2) if row.share > 0 else 0
    bar = box(row.look, x=x + 1, y=y, width=length, height=height)
    if not row.frame:
        return [bar]
    frame = max(2, along(row.frame, width) - 2)
    return [box("abstain", x=x + 1, y=y, width=frame, height=height), bar]


def _label(x: int, y: int, words: str, *, inside: bool) -> Markup:
    """A figure at the end of a bar, on a little sheet of its own so that no pattern disturbs it."""
    width = SCREEN_LETTER * len(words) + 10
    left = x - width - 6 if inside else x + 6
    return Markup(
        '<rect class="label-ground" x="{}" y="{}" width="{}" height="23"/>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>'
    ).format(left, y - 18, width, left + width // 2, y, words)
