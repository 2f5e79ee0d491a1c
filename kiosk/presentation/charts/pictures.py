"""Which pictures tell how a count went: of the money in Equal Shares, of votes that move."""

from kiosk.domain.count.contract import Result
from kiosk.domain.count.rounds import Purchase, RunoffRound, StageRound
from kiosk.presentation.charts.canvas import Canvas
from kiosk.presentation.charts.flow_pictures import flow_picture
from kiosk.presentation.charts.shares_pictures import (
    missing_picture,
    money_picture,
    support_picture,
)
from kiosk.presentation.result_words import ResultWords
from kiosk.presentation.views.result import ChartPicture


def pictures_of(words: ResultWords, result: Result, canvas: Canvas) -> tuple[ChartPicture, ...]:
    """Everything that can be drawn of how the count went."""
    rounds = [one for one in result.rounds if isinstance(one, RunoffRound | StageRound)]
    if len(rounds) > 1:
        return (flow_picture(words, result, rounds, canvas),)
    steps = tuple(one for one in result.rounds if isinstance(one, Purchase))
    if not steps:
        return ()
    drawn = (
        support_picture(words, steps, canvas),
        money_picture(words, steps, canvas, voters=result.counted),
        missing_picture(words, steps[-1], canvas, winners=result.winners),
    )
    return tuple(picture for picture in drawn if picture)
