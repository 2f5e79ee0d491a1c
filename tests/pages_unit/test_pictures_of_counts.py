"""The pictures of a count show what its rounds say, each beside a table that has everything."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from result_samples import dollars
from told_rounds import told_rounds
from voter_questions import BOARD, ENGLISH, MONEY, option

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Ballot, Choice, Marks, in_order
from kiosk.domain.count.contract import Result
from kiosk.domain.tally import count_question
from kiosk.presentation.charts.bands import Split, split_bars, split_bars_for_screen
from kiosk.presentation.charts.canvas import PAPER, SCREEN, Canvas
from kiosk.presentation.charts.lanes import (
    Band,
    Flows,
    Lane,
    Pile,
    flow_chart,
    flow_chart_for_screen,
)
from kiosk.presentation.charts.svg import shortened
from kiosk.presentation.result import question_result, words_for
from kiosk.presentation.views.result import ChartPicture

BALLOTS = (
    [(("li", 1), ("ana", 2))] * 14
    + [(("ana", 1), ("rosa", 2))] * 18
    + [(("rosa", 1), ("li", 2))] * 9
    + [(("james", 1), ("sam", 2), ("li", 3))] * 12
    + [(("sam", 1),)] * 5
)
SHARES = replace(MONEY, rule="equal-shares", settings=())


def counted(question: Question, ballots: Sequence[Marks]) -> Result:
    cast = [Ballot((Choice(question.id, in_order(marks)),)) for marks in ballots]
    lot = tuple(one.id for one in question.options)
    return count_question(question, cast, present=None, members=None, lot=lot)


def pictures(question: Question, result: Result, canvas: Canvas) -> tuple[ChartPicture, ...]:
    return question_result(words_for(question, ENGLISH, dollars), result, canvas).pictures


def town(projects: int) -> tuple[Question, list[Marks]]:
    """As many projects as asked for, the first ones with the most supporters."""
    options = tuple(option(f"p{n}", f"Project {n}", cost=300) for n in range(projects))
    question = replace(SHARES, options=options, budget=12000, most=projects)
    return question, [tuple((f"p{n}", 1) for n in range(voter + 1)) for voter in range(projects)]


@pytest.mark.parametrize("canvas", [PAPER, SCREEN], ids=["paper", "screen"])
@pytest.mark.parametrize("rule", ["irv", "scottish-stv", "meek-stv"])
def test_the_table_of_moved_votes_is_that_of_the_rounds(rule: str, canvas: Canvas) -> None:
    question = replace(BOARD, rule=rule, settings=(), seats=1 if rule == "irv" else 2)
    result = counted(question, BALLOTS)

    (picture,) = pictures(question, result, canvas)

    told = [str(flow["votes"]) for one in told_rounds(result) for flow in one["flows"]]
    assert [row[-1] for row in picture.table.rows] == told
    assert told


def test_a_runoffs_moved_votes_sum_to_the_ballots_of_who_went_out() -> None:
    result = counted(BOARD, BALLOTS)

    (picture,) = pictures(BOARD, result, PAPER)

    went_out = sum(
        one["votes"][gone] for one in told_rounds(result)[:-1] for gone in one["eliminated"]
    )
    assert sum(Fraction(row[-1]) for row in picture.table.rows) == went_out


def test_the_bands_of_the_money_sum_to_all_voters() -> None:
    question, ballots = town(9)
    result = counted(question, ballots)

    money = pictures(question, result, PAPER)[1]

    assert len(money.table.rows) == 1 + len(told_rounds(result))
    assert all(sum(map(int, row[1:5])) == len(ballots) for row in money.table.rows)
    for one, row in zip(told_rounds(result), money.table.rows[1:], strict=True):
        assert tuple(map(int, row[1:5])) == tuple(one["holders"].values())


def test_effective_support_and_what_was_missing_are_exact() -> None:
    # Three times 20. The park takes 10 from each; for the bench two have 10 each left.
    options = (option("a", "Park", cost=30), option("b", "Bench", cost=26))
    question = replace(SHARES, options=options, budget=60)
    both = (("a", 1), ("b", 1))
    result = counted(question, [both, both, (("a", 1),)])

    support, _, missing = pictures(question, result, PAPER)

    assert support.table.rows == (("Park", "3", "3", "$10", "3", "$30"),)
    assert missing.table.rows == (("Bench", "2", "$20", "$26", "$6", "1"),)


@pytest.mark.parametrize("projects", [3, 160])
@pytest.mark.parametrize("canvas", [PAPER, SCREEN], ids=["paper", "screen"])
def test_a_picture_is_capped_and_says_so_and_the_table_has_all(
    projects: int, canvas: Canvas
) -> None:
    question, ballots = town(projects)
    result = counted(question, ballots)

    drawn = pictures(question, result, canvas)

    support, money = drawn[0], drawn[1]
    steps = len(told_rounds(result))
    assert len(support.table.rows) == steps
    assert support.chart.count("<text") == 2 * min(steps, canvas.most)
    assert any("in the table" in note for note in support.notes) is (steps > canvas.most)
    assert len(money.table.rows) == steps + 1
    assert any("the table has all" in note for note in money.notes) is (steps + 1 > canvas.steps)


def test_a_rule_without_rounds_to_tell_has_no_pictures() -> None:
    question = replace(MONEY, rule="greedy", settings=())
    ballots = [(("p1", 1),)] * 4

    assert pictures(question, counted(question, ballots), PAPER) == ()


def test_what_a_lane_gains_lies_on_what_it_keeps() -> None:
    lanes = (
        Lane("Ana", (Pile(Fraction(6), "6", "open"), Pile(Fraction(10), "10", "box"))),
        Lane("Ben", (Pile(Fraction(4), "4", "lost"), None)),
    )
    flows = Flows(
        columns=("Round 1", "Round 2"),
        enough=(Fraction(6), Fraction(6)),
        lanes=lanes,
        bands=(Band(0, 1, 0, Fraction(4)),),
    )

    for drawn in (flow_chart(flows, name="x"), flow_chart_for_screen(flows, name="x")):
        piles = re.findall(r'bar-(\w+)" x="\d+" y="(\d+)" width="\d+" height="(\d+)"', drawn)
        tops = {look: int(y) for look, y, _ in piles}
        (band,) = re.findall(r'class="moves" d="M\d+ (\d+)C[^"]* (\d+)v(\d+)', drawn)
        assert (int(band[0]), int(band[1])) == (tops["lost"], tops["box"])
        assert int(band[2]) == next(int(tall) for look, _, tall in piles if look == "lost")


def test_titles_and_figures_bring_no_markup_along() -> None:
    bad = "<script>alert(1)</script>"
    pile = Pile(Fraction(1), bad, "open")
    flows = Flows(columns=(bad,), enough=(Fraction(1),), lanes=(Lane(bad, (pile,)),), bands=())
    split = (Split(bad, bad, (Fraction(1), Fraction(0), Fraction(0), Fraction(0))),)
    legend = (bad,) * 4

    for drawn in (
        flow_chart(flows, name=bad),
        flow_chart_for_screen(flows, name=bad),
        split_bars(split, name=bad, legend=legend),
        split_bars_for_screen(split, name=bad, legend=legend),
    ):
        assert "<script" not in drawn


@pytest.mark.parametrize("title", ["Short", "A longer title of several words", "Z" * 60])
def test_a_cut_title_fits_and_keeps_its_beginning(title: str) -> None:
    cuts = [shortened(title, letters) for letters in (8, 20, 40, 80)]

    assert all(len(cut) <= most for cut, most in zip(cuts, (8, 20, 40, 80), strict=True))
    assert all(title.startswith(cut.removesuffix(" …")) and cut for cut in cuts)
    assert all(len(one) <= len(two) for one, two in pairwise(cuts))
