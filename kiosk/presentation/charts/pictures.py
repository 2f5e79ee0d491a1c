"""Which pictures tell how a count went: of the money in Equal Shares, of votes that move."""

from kiosk.domain.count.contract import Result
from kiosk.presentation.charts.canvas import Canvas
from kiosk.presentation.charts.flow_pictures import flow_picture
from kiosk.presentation.charts.shares_pictures import (
    missing_picture,
    money_picture,
    support_picture,
)
from kiosk.presentation.views.result import Picture
from kiosk.presentation.words import Words


def has_pictures(result: Result) -> bool:
    """Whether the rounds of the result say enough for a picture."""
    return _moves_votes(result) or any("holders" in one for one in result.rounds)


def pictures_of(words: Words, result: Result, canvas: Canvas) -> tuple[Picture, ...]:
    """Everything that can be drawn of how the count went."""
    if _moves_votes(result):
        return (flow_picture(words, result, canvas),)
    steps = tuple(one for one in result.rounds if "holders" in one)
    if not steps:
        return ()
    drawn = (
        support_picture(words, steps, canvas),
        money_picture(words, steps, canvas, voters=result.counted),
        missing_picture(words, steps[-1], canvas, winners=result.winners),
    )
    return tuple(picture for picture in drawn if picture)


def _moves_votes(result: Result) -> bool:
    """More than one round, each of which says where votes went."""
    return len(result.rounds) > 1 and "flows" in result.rounds[0]
