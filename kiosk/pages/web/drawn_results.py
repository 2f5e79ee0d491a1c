"""The results of a counted poll, drawn once for all who look."""

import asyncio

from kiosk.domain.assembly import Poll
from kiosk.pages.web.reader import Reader
from kiosk.presentation.charts.canvas import PAPER, SCREEN, Canvas
from kiosk.presentation.result import question_result, words_for
from kiosk.presentation.views.result import QuestionResult


async def results_of(reader: Reader, poll: Poll) -> tuple[QuestionResult, ...]:
    """The results of a counted poll, for phones, paper and the chair."""
    return await _results(reader, poll, PAPER)


async def results_for_screen(reader: Reader, poll: Poll) -> tuple[QuestionResult, ...]:
    """The results of a counted poll, for the projector."""
    return await _results(reader, poll, SCREEN)


async def _results(reader: Reader, poll: Poll, canvas: Canvas) -> tuple[QuestionResult, ...]:
    """Drawn once for this count: of hundreds of projects it takes a tenth of a second."""
    results = reader.sitting.results[poll.id]
    phrases, money = reader.phrases, reader.money

    def draw() -> tuple[QuestionResult, ...]:
        return tuple(
            question_result(words_for(question, phrases, money), results[question.id], canvas)
            for question in poll.questions
        )

    async def make() -> tuple[QuestionResult, ...]:
        return await asyncio.to_thread(draw)

    asked = (poll.id, phrases.language, canvas)
    return await reader.kiosk.drawn.results.made(asked, results, make)
