"""A motion passes exactly when enough of the stated base said yes, compared in integers."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told_rounds import told_rounds

from kiosk.domain.assembly import Option
from kiosk.domain.count.contract import Contest, Result, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import BadSetting, complete
from kiosk.domain.questions.yes_no import OPTIONS
from kiosk.domain.sentence import Sentence
from kiosk.domain.text import plain

RULE = RULES["majority"]


def motion(
    yes: int,
    no: int,
    abstain: int = 0,
    blank: int = 0,
    *,
    present: int | None = None,
    members: int | None = None,
    **given: str,
) -> Result:
    contest = Contest(options=OPTIONS, shape=Shape.ONE, present=present, members=members)
    votes = {"yes": yes, "no": no, "abstain": abstain}
    ballots = [((option, 1),) for option, number in votes.items() for _ in range(number)]
    settings_ = complete(RULE, {name.replace("_", "-"): value for name, value in given.items()})
    return RULE.count(contest, merge([*ballots, *[()] * blank]), settings_)


def wordings(sentences: tuple[Sentence, ...]) -> list[str]:
    return [s.wording % {k: getattr(v, "option", v) for k, v in s.values} for s in sentences]


def test_a_tie_fails_a_strict_majority() -> None:
    assert motion(10, 10).passed is False
    assert motion(11, 10).passed is True


def test_at_least_a_half_passes_with_a_tie() -> None:
    assert motion(10, 10, at_least="yes").passed is True


def test_two_thirds_are_compared_without_rounding() -> None:
    # 2 of 3 is at least two thirds, but 66.67 of 100 rounded would mislead
    assert motion(2, 1, threshold="2/3", at_least="yes").passed is True
    assert motion(2, 1, threshold="2/3").passed is False
    assert motion(666, 334, threshold="2/3", at_least="yes").passed is False
    assert motion(667, 333, threshold="2/3", at_least="yes").passed is True


@pytest.mark.parametrize(
    ("base", "passed"), [("cast", True), ("ballots", True), ("present", False), ("members", False)]
)
def test_the_base_decides_what_abstaining_weighs(base: str, passed: bool) -> None:
    # given 12 yes, 3 no, 2 abstentions and a blank: 15 cast, 18 ballots, 25 present, 60 members
    result = motion(12, 3, 2, 1, present=25, members=60, base=base)

    assert result.passed is passed
    assert result.winners == (("yes",) if passed else ())


def test_nothing_passes_on_an_empty_base() -> None:
    assert motion(0, 0, 5).passed is False
    assert motion(0, 0, 0, at_least="yes", base="members", members=0).passed is False


@pytest.mark.parametrize("base", ["present", "members"])
def test_a_base_that_nobody_counted_refuses_the_count(base: str) -> None:
    with pytest.raises(BadSetting, match=base):
        motion(3, 1, base=base)


@pytest.mark.parametrize("threshold", ["1", "3/2", "2"])
def test_a_threshold_that_nobody_can_reach_is_refused(threshold: str) -> None:
    with pytest.raises(BadSetting, match="reach"):
        motion(3, 1, threshold=threshold)


def test_all_of_the_votes_can_be_asked_for() -> None:
    assert motion(7, 0, threshold="1", at_least="yes").passed is True
    assert motion(7, 1, threshold="1", at_least="yes").passed is False


def test_a_further_condition_must_be_met_too() -> None:
    # given most votes cast, but fewer than a quarter of all members
    conditions = ">=1/4:members, 1/3:ballots"
    assert motion(9, 1, members=40, also=conditions).passed is False
    assert motion(10, 1, members=40, also=conditions).passed is True
    assert len(told_rounds(motion(10, 1, members=40, also=conditions))) == 3


@pytest.mark.parametrize("also", ["1/2", "1/2:people", "half:cast", "5/4:cast", "0:cast"])
def test_a_further_condition_that_makes_no_sense_is_refused(also: str) -> None:
    with pytest.raises(BadSetting):
        motion(9, 1, also=also)


def test_a_missed_quorum_fails_the_motion_and_says_so() -> None:
    result = motion(9, 1, present=19, quorum="20")

    assert result.passed is False
    assert "The quorum missed 1 person." in wordings((result.reasons[0][1],))
    assert "The quorum is 20; there were 19." in wordings(result.explanation)
    assert motion(9, 1, present=20, quorum="20").passed is True
    assert motion(9, 1, quorum="10", quorum_base="ballots").passed is True


def test_a_quorum_of_the_present_needs_their_number() -> None:
    with pytest.raises(BadSetting, match="present"):
        motion(9, 1, quorum="5")


def test_the_explanation_names_base_numbers_and_margin() -> None:
    result = motion(12, 8, 3, threshold="2/3", at_least="yes")

    told = wordings(result.explanation)
    assert "The base is the votes for yes or no: 20." in told
    assert "At least 2/3 of it must say yes: 14 or more." in told
    assert "Without rounding: 3 × yes is 36; 2 × the base is 40, which is more." in told
    assert "It needed 2 more yes in place of no." in told
    assert wordings((result.reasons[0][1],)) == ["It needed 2 more yes in place of no."]
    assert result.scores == (("yes", 12), ("no", 8), ("abstain", 3))


def test_just_enough_is_told_as_enough() -> None:
    assert "It had 0 more than needed." in wordings(motion(11, 9).explanation)


def test_other_options_are_neither_yes_nor_no() -> None:
    options = (Option("yes", plain("Yes")), Option("later", plain("Later")))
    contest = Contest(options=options, shape=Shape.ONE)
    ballots = merge([(("yes", 1),), (("later", 1),), (("later", 1),)])

    assert RULE.count(contest, ballots, complete(RULE, {})).passed is True


def test_a_question_without_a_yes_is_refused() -> None:
    contest = Contest(options=(Option("a", plain("A")),), shape=Shape.ONE)

    with pytest.raises(BadSetting, match="yes"):
        RULE.count(contest, merge([]), complete(RULE, {}))


@settings(max_examples=300, deadline=None)
@given(
    yes=st.integers(0, 12),
    no=st.integers(0, 12),
    abstain=st.integers(0, 4),
    share=st.sampled_from(["1/2", "2/3", "3/4", "3/5", "1/3"]),
    at_least=st.sampled_from(["yes", "no"]),
    base=st.sampled_from(["cast", "ballots", "present", "members"]),
)
def test_the_slow_count_agrees_and_the_margin_is_the_smallest(
    *, yes: int, no: int, abstain: int, share: str, at_least: str, base: str
) -> None:
    def slow(said_yes: int) -> bool:
        whole = {"cast": yes + no, "ballots": yes + no + abstain, "present": 30, "members": 50}
        if whole[base] == 0:
            return False
        part = Fraction(said_yes, whole[base])
        return part >= Fraction(share) if at_least == "yes" else part > Fraction(share)

    result = motion(
        yes, no, abstain, present=30, members=50, threshold=share, at_least=at_least, base=base
    )

    assert result.passed is slow(yes)
    needed = told_rounds(result)[0]["needed"]
    basis = told_rounds(result)[0]["basis"]
    assert isinstance(needed, int)
    if basis:
        assert slow(needed)
        assert not slow(needed - 1)


@pytest.mark.parametrize(
    ("yes", "no", "compared"),
    [
        (7, 3, "Without rounding: 2 × yes is 14; 1 × the base is 10, which is less."),
        (5, 5, "Without rounding: 2 × yes is 10; 1 × the base is 10, just the same."),
        (3, 7, "Without rounding: 2 × yes is 6; 1 × the base is 10, which is more."),
    ],
)
def test_the_explanation_says_what_is_compared_and_which_is_more(
    yes: int, no: int, compared: str
) -> None:
    assert compared in wordings(motion(yes, no).explanation)
