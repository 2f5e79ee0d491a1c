"""Where few have voted, no page shows a ballot that can be ordered and looked for."""

from itertools import product

import pytest

from kiosk.domain.assembly import Poll, Question
from kiosk.domain.count.contract import Shape
from kiosk.domain.questions import KINDS
from kiosk.domain.secrecy import always_shown, whole_shown
from kiosk.domain.text import Text
from kiosk.proof.ballots import answers_apart

PATTERNS = ("rank", "points", "budget", "approve")


def poll_of(*kinds: str) -> Poll:
    title = Text((("en", "A"),))
    return Poll(
        id="poll",
        title=title,
        questions=tuple(
            Question(id=f"q{at}", title=title, kind=kind, rule="plurality", options=())
            for at, kind in enumerate(kinds)
        ),
    )


@pytest.mark.parametrize("kind", PATTERNS)
def test_a_pattern_is_shown_from_twenty_ballots_on(kind: str) -> None:
    shown = [whole_shown(poll_of(kind), number, publish_from=20) for number in (1, 15, 19, 20, 21)]

    assert shown == [False, False, False, True, True]


@pytest.mark.parametrize(
    ("kind", "number"), list(product(("yes_no", "choose_one"), (1, 5, 19, 20)))
)
def test_a_single_choice_is_always_shown(kind: str, number: int) -> None:
    assert whole_shown(poll_of(kind), number, publish_from=20)


def test_every_kind_is_either_a_pattern_or_a_single_choice() -> None:
    assert set(PATTERNS) <= set(KINDS)
    assert all(kind.recognisable is (kind.shape is not Shape.ONE) for kind in KINDS.values())


def test_several_questions_are_not_linked_where_few_have_voted() -> None:
    poll = poll_of("yes_no", "choose_one", "rank")

    assert not whole_shown(poll, 19, publish_from=20)
    assert whole_shown(poll, 20, publish_from=20)
    assert always_shown(poll) == {"q0", "q1"}


def test_answers_apart_keep_no_ballot_together() -> None:
    ballots = (
        ('[["a",[["no",1]]],["b",[["x",1]]],["c",[["p",1],["q",2]]]]', 1),
        ('[["a",[["yes",1]]],["b",[["x",1]]],["c",[["q",1]]]]', 2),
    )

    assert answers_apart(ballots, ("a", "b")) == (
        ("a", (((("no", 1),), 1), ((("yes", 1),), 2))),
        ("b", (((("x", 1),), 3),)),
    )


@pytest.mark.parametrize("publish_from", [0, 1, 5, 12, 30])
def test_the_meeting_chooses_the_number(publish_from: int) -> None:
    shown = [whole_shown(poll_of("rank"), n, publish_from=publish_from) for n in range(40)]

    assert shown == [n >= publish_from for n in range(40)]
