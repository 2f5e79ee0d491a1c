"""Where charts are drawn, on a page or on the projector, and how much can be read there."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from kiosk.presentation.charts.bands import split_bars, split_bars_for_screen
from kiosk.presentation.charts.bars import bars, bars_for_screen
from kiosk.presentation.charts.lanes import flow_chart, flow_chart_for_screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """How each sort of chart is drawn, and how many rows, columns and lanes can be read."""

    draw: Callable[..., Markup]
    most: int
    most_winners: int
    split: Callable[..., Markup]
    steps: int
    flow: Callable[..., Markup]
    columns: int
    lanes: int

    def bars(self, winners: int) -> int:
        """How many bars are drawn: one for every winner where they can be read."""
        return max(self.most, min(winners, self.most_winners))


PAPER = Canvas(  # phones too
    draw=bars,
    most=40,
    most_winners=40,
    split=split_bars,
    steps=12,
    flow=flow_chart,
    columns=5,
    lanes=12,
)
SCREEN = Canvas(
    draw=bars_for_screen,
    most=7,
    most_winners=10,
    split=split_bars_for_screen,
    steps=6,
    flow=flow_chart_for_screen,
    columns=4,
    lanes=6,
)
