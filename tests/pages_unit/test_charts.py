"""A chart shows what was counted: bars from zero on one scale, nothing hidden, nothing injected."""

import re
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.presentation.charts.bars import WIDTH, Bar, CrossLine, bars, bars_for_screen, budget_bar

SHARES = st.fractions(min_value=0, max_value=1)


def bar(share: Fraction, title: str = "Garden", look: str = "box") -> Bar:
    return Bar(title=title, figure="12", share=share, look=look)


def widths(chart: str) -> list[int]:
    found = re.findall(r'class="bar-\w+" x="\d+" y="\d+" width="(\d+)"', chart)
    return [int(width) for width in found]


@settings(max_examples=60, deadline=None)
@given(st.lists(SHARES, min_size=1, max_size=8))
def test_a_longer_bar_never_stands_for_less(shares: list[Fraction]) -> None:
    drawn = widths(bars(tuple(bar(share) for share in shares), name="Votes"))

    pairs = sorted(zip(shares, drawn, strict=True))
    assert [width for _, width in pairs] == sorted(drawn)


def test_nothing_has_no_bar_and_the_least_is_seen() -> None:
    drawn = widths(bars((bar(Fraction(0)), bar(Fraction(1, 5000))), name="Votes"))

    assert drawn == [0, 2]


def test_a_title_cannot_bring_markup_along() -> None:
    title = '<script>alert("x")</script>'
    for chart in (
        bars((bar(Fraction(1), title),), name=title),
        bars_for_screen((bar(Fraction(1), title),), name=title),
        budget_bar(((title, Fraction(1, 2)),), name=title),
    ):
        assert "<script" not in chart


def test_a_threshold_stands_where_it_is() -> None:
    chart = bars((bar(Fraction(1, 4)),), name="Votes", line=CrossLine(Fraction(1, 2), "28 needed"))

    assert f'class="threshold" d="M{WIDTH // 2} ' in chart
    assert "28 needed" in chart
