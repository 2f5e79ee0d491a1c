"""Example results, and what the projector shows of them."""

from collections.abc import Sequence
from dataclasses import replace

from voter_questions import BOARD, ENGLISH, LOT, MONEY, POINTS, TREASURER, frame

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Ballot, Choice, in_order
from kiosk.domain.sentence import Amount
from kiosk.domain.tally import count_question
from kiosk.pages.public.screen import slides_of
from kiosk.pages.views.screen import JoinScene, NowQuestion, NowScene, RevealScene, ScreenView
from kiosk.pages.web.frame import Frame
from kiosk.presentation import qr
from kiosk.presentation.charts.canvas import SCREEN, Canvas
from kiosk.presentation.result import question_result, words_for
from kiosk.presentation.views.result import QuestionResult


def dollars(amount: Amount) -> str:
    return ENGLISH.money(amount, "USD")


def counted(
    question: Question, ballots: Sequence[tuple[tuple[str, int], ...]], canvas: Canvas
) -> QuestionResult:
    cast = [Ballot((Choice(question.id, in_order(marks)),)) for marks in ballots]
    result = count_question(
        question, cast, present=70, members=100, lot=tuple(o.id for o in question.options)
    )
    return question_result(words_for(question, ENGLISH, dollars), result, canvas)


def results(canvas: Canvas) -> dict[str, QuestionResult]:
    lot = [(("yes", 1),)] * 34 + [(("no", 1),)] * 21 + [(("abstain", 1),)] * 6 + [()] * 2
    treasurer = [(("ana", 1),)] * 30 + [(("james", 1),)] * 21 + [(("li", 1),)] * 12
    board = (
        [(("li", 1), ("ana", 2))] * 14
        + [(("ana", 1), ("rosa", 2))] * 18
        + [(("rosa", 1), ("li", 2))] * 9
        + [(("james", 1), ("sam", 2), ("li", 3))] * 12
        + [(("sam", 1),)] * 5
    )
    money = (
        [(("p1", 1), ("p2", 1))] * 30
        + [(("p3", 1), ("p4", 1), ("p6", 1))] * 22
        + [(("p8", 1), ("p5", 1))] * 11
    )
    weights = [(("garden", 4), ("bus", 3))] * 21 + [(("lights", 9), ("library", 1))] * 14
    return {
        "lot": counted(LOT, lot, canvas),
        "treasurer": counted(TREASURER, treasurer, canvas),
        "board": counted(BOARD, board, canvas),
        "money": counted(MONEY, money, canvas),
        "weights": counted(POINTS, weights, canvas),
    }


def scenes() -> dict[str, tuple[str, object, Frame]]:
    """The projector's scenes."""
    code = qr.code("http://10.42.0.1/", name="The address of the vote")
    made: dict[str, tuple[str, object, Frame]] = {}
    join = JoinScene(
        wifi_code=qr.wifi_code("OakAssembly", "garden-47", name="The Wi-Fi"),
        network="OakAssembly",
        password="garden-47",
        address_code=code,
        address="10.42.0.1",
        sentence="Voting has not started.",
    )
    now = NowScene(
        poll="Evening votes",
        questions=(
            NowQuestion(
                title="Should we buy the lot on Capers Avenue for $12,000?",
                decides=("To pass, more people must say yes than no.",),
            ),
            NowQuestion(title="Who should be treasurer?"),
            NowQuestion(title="What should the neighbourhood money pay for?"),
        ),
        status="Voting is open",
        open=True,
        voted=41,
        present=63,
        percent=65,
        quorum="50 members must be here: reached.",
        address_code=code,
        address="10.42.0.1",
    )
    screen = ScreenView(assembly="Oak Street Assembly")
    made["screen_join"] = ("screen.html", replace(screen, join=join), frame("Screen", "screen"))
    made["screen_now"] = ("screen.html", replace(screen, now=now), frame("Screen", "screen"))
    for name, told in results(SCREEN).items():
        for place, slide in enumerate(slides_of(told)):
            reveal = RevealScene(
                poll="Evening votes",
                result=told,
                heading=slide.heading,
                chart=slide.chart,
                sentences=slide.sentences,
                note=slide.note,
                address="10.42.0.1/results",
            )
            made[f"screen_{name}_{place}"] = (
                "screen.html",
                replace(screen, reveal=reveal),
                frame("Screen", "screen"),
            )
    made["screen_thanks"] = (
        "screen.html",
        replace(screen, thanks="Thank you for coming"),
        frame("Screen", "screen"),
    )
    return made
