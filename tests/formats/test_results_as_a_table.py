"""Results leave as a table that a spreadsheet opens without running anything in it."""

import csv
import io
from dataclasses import replace
from fractions import Fraction

import pytest

from kiosk.domain.assembly import Option, Poll, Question
from kiosk.domain.both_sides import BothSides, Line, Side
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


def test_each_option_has_a_row_with_its_score_and_its_place() -> None:
    content = table.write(Poll("p", plain("P"), (QUESTION,)), {"q": RESULT}, "es").decode(
        "utf-8-sig"
    )

    assert content.splitlines() == [
        "question,asked,option,title,cost,score,place",
        "q,¿Qué primero?,a,'=1+1,10,1,",
        'q,¿Qué primero?,\'-b,"Trees, ""tall""",,1.333333,1',
    ]


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("Park;=HYPERLINK(1)", "Park;'=HYPERLINK(1)"),
        ("Park; +1", "Park;' +1"),
        ("a|@b", "a|'@b"),
        ("\uff1d1", "'\uff1d1"),
        ("Bus + tram", "Bus + tram"),
        ("Re-use; repair", "Re-use; repair"),
    ],
)
def test_no_title_is_run_whichever_sign_separates_columns(title: str, cell: str) -> None:
    question = replace(QUESTION, options=(Option("a", plain(title)),))

    content = table.write(Poll("p", plain("P"), (question,)), {"q": RESULT}, "en").decode()

    assert list(csv.reader(io.StringIO(content)))[1][3] == cell


@pytest.mark.parametrize(
    ("score", "cell"),
    [(Fraction(9, 2), "4.5"), (Fraction(-1, 8), "-0.125"), (Fraction(10), "10"), (100, "100")],
)
def test_no_score_is_taken_for_a_date(score: Fraction | int, cell: str) -> None:
    result = replace(RESULT, scores=(("a", score),))

    content = table.write(Poll("p", plain("P"), (QUESTION,)), {"q": result}, "en").decode()

    assert list(csv.reader(io.StringIO(content)))[1][5] == cell


def test_a_question_without_a_result_has_no_row() -> None:
    content = table.write(Poll("p", plain("P"), (QUESTION,)), {}, "en")

    assert content.count(b"\n") == 1


def test_lines_of_a_budget_have_their_money_and_not_its_units() -> None:
    lines = (
        Line("roads", Side.SPENDING, 40, 20, 60, rest=250),
        Line("tax", Side.REVENUE, 40, 20, 60),
    )
    asked = replace(
        QUESTION,
        kind="two_sided",
        options=(Option("roads", plain("Roads")), Option("tax", plain("Tax"))),
        both_sides=BothSides(lines, unit=1_000),
    )
    result = replace(RESULT, winners=(), scores=(("roads", 42), ("tax", 42)))

    content = table.write(Poll("p", plain("P"), (asked,)), {"q": result}, "en").decode("utf-8-sig")

    assert [row["score"] for row in csv.DictReader(io.StringIO(content))] == ["42250", "42000"]
