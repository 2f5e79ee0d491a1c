"""What decides is said before the vote, in short sentences that are true of the count."""

from fractions import Fraction
from gettext import NullTranslations
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.assembly import Option, Question
from kiosk.domain.count.contract import Shape, contest_of, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import BadSetting, complete
from kiosk.domain.deciding import sentences_of_rule
from kiosk.domain.questions import KINDS, yes_no
from kiosk.domain.text import Text
from kiosk.domain.wording import spoken

MOST_WORDS = 15


def told(rule: str, kind: str = "yes_no", *, seats: int = 1, **chosen: Any) -> list[str]:
    question = asked(rule, kind, seats=seats, **chosen)
    return [
        spoken(one, NullTranslations(), name_of=str, money=str)
        for one in sentences_of_rule(question)
    ]


def asked(rule: str, kind: str, *, seats: int = 1, **chosen: Any) -> Question:
    options = tuple(Option(name, Text(()), cost=5) for name in ("agree", "block", "third"))
    return Question(
        id="q",
        title=Text(()),
        kind=kind,
        rule=rule,
        settings=tuple((name.replace("_", "-"), value) for name, value in chosen.items()),
        options=yes_no.OPTIONS if kind == "yes_no" else options,
        budget=10,
        seats=seats,
    )


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({}, "To pass, more people must say yes than no."),
        (
            {"threshold": "2/3", "at_least": "yes"},
            "To pass, at least two thirds of the yes and no votes must be yes.",
        ),
        (
            {"threshold": "2/3"},
            "To pass, more than two thirds of the yes and no votes must be yes.",
        ),
        ({"base": "ballots"}, "To pass, more than half of all ballots must say yes."),
        ({"base": "present"}, "To pass, more than half of all present must say yes."),
        (
            {"base": "members", "threshold": "3/4", "at_least": "yes"},
            "To pass, at least three quarters of all members must say yes.",
        ),
        (
            {"base": "members", "threshold": "3/7"},
            "To pass, more than 3/7 of all members must say yes.",
        ),
        ({"threshold": "1", "at_least": "yes"}, "To pass, somebody must say yes and nobody no."),
    ],
)
def test_a_motion_says_how_much_of_whom_must_say_yes(chosen: dict[str, Any], sentence: str) -> None:
    assert told("majority", **chosen) == [sentence]


def test_a_motion_says_each_further_condition_and_its_quorum() -> None:
    assert told("majority", also=">=1/4:members", quorum="40") == [
        "To pass, more people must say yes than no.",
        "To pass, at least one quarter of all members must say yes.",
        "To pass, at least 40 people must be present.",
    ]
    assert told("majority", quorum="40", quorum_base="ballots")[1:] == [
        "To pass, at least 40 people must vote."
    ]


@given(
    share=st.sampled_from(["1/3", "1/2", "2/3", "3/4"]),
    at_least=st.sampled_from(["yes", "no"]),
    base=st.sampled_from(["cast", "ballots"]),
    votes=st.tuples(*[st.integers(0, 12)] * 3),
)
@settings(max_examples=150, deadline=None)
def test_a_motion_passes_exactly_if_what_was_said_before_is_true(
    share: str, at_least: str, base: str, votes: tuple[int, int, int]
) -> None:
    yes, no, blank = votes
    chosen: dict[str, Any] = {"threshold": share, "at_least": at_least, "base": base}
    question = asked("majority", "yes_no", **chosen)
    marks = [((("yes", 1),), yes), ((("no", 1),), no), ((), blank)]
    ballots = merge(mark for mark, number in marks for _ in range(number))

    [said] = told("majority", **chosen)
    whole = yes + no + blank if "all ballots" in said else yes + no
    words = {"half": "1/2", "one third": "1/3", "two thirds": "2/3", "three quarters": "3/4"}
    part = next((Fraction(n) for word, n in words.items() if word in said), Fraction(1, 2))
    enough = yes >= part * whole if "at least" in said else yes > part * whole

    rule = RULES["majority"]
    result = rule.count(
        contest_of(question, Shape.ONE), ballots, complete(rule, dict(question.settings))
    )
    assert result.passed == (enough and whole > 0)


@pytest.mark.parametrize(
    ("rule", "kind", "seats", "sentence"),
    [
        ("plurality", "choose_one", 1, "The option with the most votes wins"),
        ("approval", "approve", 2, "The 2 options that are chosen most often win."),
        ("points", "points", 1, "The option with the most points wins."),
        ("irv", "rank", 1, "until one has more than half"),
        ("scottish-stv", "rank", 2, "2 are elected;"),
        ("meek-stv", "rank", 1, "One is elected;"),
        ("greedy", "budget", 1, "by their votes, most first"),
        ("equal-shares", "budget", 1, "the same share of the money"),
        ("knapsack", "budget", 1, "fit the money and have the most votes together"),
        ("consent", "choose_one", 1, "nobody may block it"),
    ],
)
def test_every_rule_says_when_an_option_wins(
    rule: str, kind: str, seats: int, sentence: str
) -> None:
    assert sentence in told(rule, kind, seats=seats)[0]


def test_what_a_setting_changes_is_said_too() -> None:
    assert told("greedy", "points", no_skip="yes", threshold="7")[1:] == [
        "The first project that does not fit ends it.",
        "A project needs at least 7 points.",
    ]
    assert told("equal-shares", "budget", comparison="yes")[1:] == [
        "If more ballots prefer the most popular projects, those win instead.",
    ]
    assert told("equal-shares", "budget", completion="add1u")[1:] == [
        "Then all shares are raised while money is left.",
        "Money still left goes to the most popular projects.",
    ]
    assert len(told("knapsack", "budget", value="score-times-cost")) == 2
    assert told("consent", "choose_one", objections="block", most_aside="1") == [
        "To pass, nobody may object or block, and somebody must agree.",
        "To pass, at most 1 person may stand aside.",
    ]


@pytest.mark.parametrize(
    ("threshold", "said"),
    [
        ("0", []),
        ("1", []),
        ("2", ["A project needs at least 2 votes."]),
    ],
)
def test_a_threshold_is_said_where_one_vote_is_not_enough(threshold: str, said: list[str]) -> None:
    assert told("greedy", "budget", threshold=threshold)[1:] == said


def test_no_sentence_about_a_rule_is_longer_than_a_tired_reader_holds() -> None:
    long = []
    for name, rule in RULES.items():
        alternatives = [
            [(setting.name, value) for value in setting.values or ("yes", "2/3", "1", "40")]
            for setting in rule.settings
        ]
        for kind in (kind.name for kind in KINDS.values() if kind.shape in rule.shapes):
            for chosen in product(*alternatives):
                try:
                    question = asked(name, kind, seats=2)
                    complete(rule, dict(chosen))
                    told_by = rule.decides(
                        contest_of(question, KINDS[kind].shape), complete(rule, dict(chosen))
                    )
                except BadSetting:
                    continue
                words = [spoken(s, NullTranslations(), name_of=str, money=str) for s in told_by]
                long += [text for text in words if len(text.split()) > MOST_WORDS]

    assert long == []
