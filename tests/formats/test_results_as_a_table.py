"""Results leave as a table that a spreadsheet opens without running anything in it."""

from fractions import Fraction

from kiosk.domain.assembly import Option, Poll, Question
from kiosk.domain.count.contract import Result
from kiosk.domain.text import plain, translated
from kiosk.formats.exports import table

QUESTION = Question(
    id="q",
    title=translated({"en": "What first?", "es": "¿Qué primero?"}),
    kind="budget",
    rule="greedy",
    options=(Option("a", plain("=1+1"), cost=10), Option("-b", plain('Trees, "tall"'))),
)
RESULT = Result(
    rule="greedy",
    settings=(),
    counted=3,
    blank=0,
    winners=("-b",),
    scores=(("a", 1), ("-b", Fraction(4, 3))),
)


def test_each_option_has_a_row_with_its_exact_score_and_its_place() -> None:
    content = table.write(Poll("p", plain("P"), (QUESTION,)), {"q": RESULT}, "es").decode(
        "utf-8-sig"
    )

    assert content.splitlines() == [
        "question,asked,option,title,cost,score,place",
        "q,¿Qué primero?,a,'=1+1,10,1,",
        'q,¿Qué primero?,\'-b,"Trees, ""tall""",,4/3,1',
    ]


def test_a_question_without_a_result_has_no_row() -> None:
    content = table.write(Poll("p", plain("P"), (QUESTION,)), {}, "en")

    assert content.count(b"\n") == 1
