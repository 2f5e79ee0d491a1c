"""A figure's share is of what its rule compares with, and whoever won has a bar."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from result_samples import dollars
from voter_questions import ENGLISH, LOT, MONEY, option

from kiosk.domain.assembly import Question
from kiosk.domain.ballot import Ballot, Choice, Marks
from kiosk.domain.tally import count_question
from kiosk.presentation.charts.canvas import SCREEN
from kiosk.presentation.result import question_result, words_for
from kiosk.presentation.views.result import QuestionResult

MOTION = [(("yes", 1),)] * 9 + [(("no", 1),)] * 2 + [(("abstain", 1),)] * 4


def shown(question: Question, ballots: Sequence[Marks]) -> QuestionResult:
    cast = [Ballot((Choice(question.id, marks),)) for marks in ballots]
    lot = tuple(one.id for one in question.options)
    result = count_question(question, cast, present=18, members=36, lot=lot)
    return question_result(words_for(question, ENGLISH, dollars), result, SCREEN)


@pytest.mark.parametrize(
    ("base", "figures", "note"),
    [
        ("cast", ["9 · 82%", "2 · 18%", "4"], "Percent of 11 votes for yes or no."),
        ("ballots", ["9 · 60%", "2 · 13%", "4 · 27%"], "Percent of 15 ballots."),
        ("present", ["9 · 50%", "2 · 11%", "4 · 22%"], "Percent of 18 present."),
        ("members", ["9 · 25%", "2 · 6%", "4 · 11%"], "Percent of 36 members."),
    ],
)
def test_a_share_is_of_the_base_that_the_rule_compares_with(
    base: str, figures: list[str], note: str
) -> None:
    question = replace(LOT, settings=(("threshold", "2/3"), ("base", base)))

    result = shown(question, MOTION)

    found = re.findall(r">(\d+(?: · \d+%)?)<", str(result.chart))
    assert found == figures
    assert result.chart_note == note


@pytest.mark.parametrize(("projects", "bars", "note"), [(9, 9, ""), (13, 10, "3 more are chosen")])
def test_every_winner_that_can_be_read_has_a_bar(projects: int, bars: int, note: str) -> None:
    options = tuple(option(f"p{n}", f"Project {n}", cost=10) for n in range(projects + 2))
    question = replace(MONEY, rule="greedy", settings=(), options=options, budget=10 * projects)
    ballots = [tuple((f"p{n}", 1) for n in range(projects))] * 3

    result = shown(question, ballots)

    assert len(result.winners) == projects
    assert len(re.findall("✓ Project", str(result.chart))) == bars
    assert note in result.chart_note


def test_whoever_wins_is_ticked_also_among_big_votes_that_keep_their_order() -> None:
    result = shown(replace(LOT, rule="plurality"), MOTION)

    titles = re.findall(r">(✓ )?(Yes|No|Abstain)<", str(result.chart))
    assert titles == [("✓ ", "Yes"), ("", "No"), ("", "Abstain")]
