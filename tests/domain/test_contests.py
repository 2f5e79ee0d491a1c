"""The contest that a question puts holds everything that a rule may ask."""

from kiosk.domain.assembly import Option, Question
from kiosk.domain.count.contract import Contest, Shape, contest_of, merge
from kiosk.domain.text import plain

OPTIONS = (Option("a", plain("A"), cost=3), Option("b", plain("B"), cost=4))


def test_a_contest_holds_what_the_question_and_the_meeting_say() -> None:
    question = Question(
        id="q",
        title=plain("Q"),
        kind="budget",
        rule="greedy",
        options=OPTIONS,
        most=2,
        budget=7,
        seats=3,
    )

    contest = contest_of(question, Shape.SOME, present=5, members=9, lot=("b", "a"))

    assert contest == Contest(
        options=OPTIONS,
        shape=Shape.SOME,
        budget=7,
        most=2,
        seats=3,
        present=5,
        members=9,
        lot=("b", "a"),
    )
    assert contest.ids == ("a", "b")


def test_nobody_is_said_to_be_there_and_no_lot_is_drawn_unless_given() -> None:
    question = Question(id="q", title=plain("Q"), kind="one", rule="plurality", options=OPTIONS)

    contest = contest_of(question, Shape.ONE)

    assert (contest.present, contest.members, contest.lot) == (None, None, ())


def test_equal_ballots_are_merged_and_the_rejected_are_kept_apart() -> None:
    ballots = merge([(("a", 1),), (), (("a", 1),)], rejected=4)

    assert (ballots.merged, ballots.rejected) == ((((), 1), ((("a", 1),), 2)), 4)
    assert (ballots.total, ballots.blank) == (3, 1)
    assert merge([]).rejected == 0
