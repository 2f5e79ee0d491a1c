"""The results of a counted poll, drawn once for all who look."""

import asyncio

from aiohttp import web

from kiosk.domain.assembly import Poll
from kiosk.pages.web.drawn import DRAWN
from kiosk.pages.web.keys import KIOSK
from kiosk.pages.web.show import phrases_for
from kiosk.presentation.charts.canvas import PAPER, SCREEN, Canvas
from kiosk.presentation.result import question_result, words_for
from kiosk.presentation.views.result import QuestionResult


async def results_of(request: web.Request, poll: Poll) -> tuple[QuestionResult, ...]:
    """The results of a counted poll, for phones, paper and the chair."""
    return await _results(request, poll, PAPER)


async def results_for_screen(request: web.Request, poll: Poll) -> tuple[QuestionResult, ...]:
    """The results of a counted poll, for the projector."""
    return await _results(request, poll, SCREEN)


async def _results(request: web.Request, poll: Poll, canvas: Canvas) -> tuple[QuestionResult, ...]:
    """Drawn once for this count: of hundreds of projects it takes a tenth of a second."""
    results = request.app[KIOSK].hall.sitting.results[poll.id]
    phrases = phrases_for(request)
    money = phrases.money_in(request.app[KIOSK].hall.sitting.assembly.currency)

    def draw() -> tuple[QuestionResult, ...]:
        return tuple(
            question_result(words_for(question, phrases, money), results[question.id], canvas)
            for question in poll.questions
        )

    async def make() -> tuple[QuestionResult, ...]:
        return await asyncio.to_thread(draw)

    asked = (poll.id, phrases.language, canvas)
    return await request.app[DRAWN].results.made(asked, results, make)
