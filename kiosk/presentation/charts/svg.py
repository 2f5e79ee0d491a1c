"""What every chart is drawn with: a sheet with a name, boxes, lines and texts on it."""

from fractions import Fraction

from markupsafe import Markup, escape


def sheet(parts: list[Markup], *, width: int, height: int, name: str) -> Markup:
    """The whole chart; ``name`` is what it shows, for those who hear it."""
    opening = Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">')
    return opening.format(width, height, name) + Markup("").join(parts) + Markup("</svg>")


def along(share: Fraction, width: int) -> int:
    """How far that share of the axis reaches."""
    return int(min(max(share, Fraction(0)), Fraction(1)) * width)


def box(look: str, *, x: int, y: int, width: int, height: int) -> Markup:
    """A filled box; ``look`` names its pattern and colour in the style sheet."""
    return Markup('<rect class="bar-{}" x="{}" y="{}" width="{}" height="{}"/>').format(
        look, x, y, width, height
    )


def upright(kind: str, *, x: int, y: int, height: int) -> Markup:
    """A line from top to bottom."""
    return Markup('<path class="{}" d="M{} {}v{}"/>').format(kind, x, y, height)


def level(kind: str, *, x: int, y: int, width: int) -> Markup:
    """A line from side to side."""
    return Markup('<path class="{}" d="M{} {}h{}"/>').format(kind, x, y, width)


def text(x: int, y: int, words: str, *, anchor: str = "start", kind: str = "") -> Markup:
    """Words that stand on the line ``y``."""
    look = Markup(' class="{}"').format(kind) if kind else Markup("")
    return Markup('<text x="{}" y="{}" text-anchor="{}"{}>{}</text>').format(
        x, y, anchor, look, escape(words)
    )


def shortened(title: str, letters: int) -> str:
    """A title that fits so many letters, cut between words where there is a gap to cut at."""
    if len(title) <= letters:
        return title
    kept = title[: letters - 2]
    gap = kept.rfind(" ")
    return (kept[:gap] if gap > letters // 3 else kept).rstrip(" ,:;-") + " …"
