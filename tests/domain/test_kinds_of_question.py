"""Each kind of question reads a form, writes it again, and names what breaks a limit."""

import json
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.assembly import Option, Poll, Question
from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.casting import read_ballot, valid, write_ballot
from kiosk.domain.colour import Colour
from kiosk.domain.count.settings import BadSetting
from kiosk.domain.errors import BallotInvalid
from kiosk.domain.questions import KINDS
from kiosk.domain.questions.own_settings import all_settings
from kiosk.domain.text import plain

RULES = {
    "yes_no": "majority",
    "consent": "consent",
    "temperature": "temperature",
    "rank": "irv",
    "points": "points",
    "score": "points",
}
IDS = ("yes", "no", "abstain", "later")


def question(kind: str, **limits: int) -> Question:
    options = tuple(
        Option(name, plain(name), cost=10 * place) for place, name in enumerate(IDS, start=1)
    )
    return Question(
        id="q",
        title=plain("Q"),
        kind=kind,
        kind_settings=all_settings(KINDS[kind], {}),
        rule=RULES.get(kind, "approval"),
        options=options,
        points=limits.pop("points", 10),
        within_budget=bool(limits.get("budget")),
        **limits,  # type: ignore[arg-type]
    )


def form_of(fields: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    form: dict[str, list[str]] = {}
    for name, value in fields:
        form.setdefault(name, []).append(value)
    return form


def said(asked: Question, *marks: tuple[str, int]) -> list[str]:
    return [fault.wording for fault in KINDS[asked.kind].check(asked, in_order(marks))]


def test_the_kinds_are_found_in_their_folder() -> None:
    assert {"yes_no", "choose_one", "approve", "points", "rank", "budget", "score"} <= set(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_blank_answer_is_never_wrong(kind: str) -> None:
    asked = question(kind, least=2, most=3)

    assert KINDS[kind].read(asked, {}) == ()
    assert said(asked) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_was_read_is_written_and_read_again_the_same(kind: str, data: st.DataObject) -> None:
    names = ["q", *(f"q.{part}" for part in (*IDS, "1", "2", "3", "4", "5"))]
    values = st.lists(st.sampled_from([*IDS, "", "3", "-1", "x", "٣"]), max_size=3)
    form = data.draw(st.dictionaries(st.sampled_from(names), values))
    asked = question(kind)

    marks = KINDS[kind].read(asked, form)

    assert KINDS[kind].read(asked, form_of(KINDS[kind].fields(asked, marks))) == marks
    assert marks == in_order(marks)


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_valid_marks_are_longer_than_the_longest(kind: str, data: st.DataObject) -> None:
    asked = question(kind)
    number = st.integers(1, max(KINDS[kind].highest(asked), len(IDS)))
    drawn = data.draw(st.dictionaries(st.sampled_from(IDS), number))
    marks = in_order(drawn.items())

    if not KINDS[kind].check(asked, marks):
        assert len(json.dumps(marks)) <= len(json.dumps(KINDS[kind].longest(asked)))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_says_how_to_answer_and_what_was_answered(kind: str) -> None:
    asked = question(kind)
    marks = in_order([("yes", 1)])

    assert KINDS[kind].title
    assert KINDS[kind].instruction(asked).wording
    assert len(KINDS[kind].answers(asked, marks)) == 1
    assert KINDS[kind].answers(asked, ()) == ()


@pytest.mark.parametrize("kind", ["yes_no", "consent", "temperature"])
def test_each_button_chooses_an_option_of_the_kind_and_each_option_has_one(kind: str) -> None:
    asked = replace(question(kind), options=KINDS[kind].options)

    chosen = KINDS[kind].buttons(asked)

    assert Colour.BLUE not in chosen  # it calls for help
    assert sorted(chosen.values()) == sorted(((one.id, 1),) for one in asked.options)
    assert all(not KINDS[kind].check(asked, marks) for marks in chosen.values())
    assert set(KINDS[kind].looks) == {one.id for one in asked.options}


def test_a_score_is_at_most_the_highest() -> None:
    asked = replace(question("score"), kind_settings=(("highest", "100"),))

    assert said(asked, ("yes", 100), ("no", 100)) == []
    assert said(asked, ("yes", 101), ("no", 1)) == ["%(option)s: at most %(highest)s."]


def test_a_record_that_states_no_setting_of_the_kind_means_the_default() -> None:
    asked = replace(question("score"), kind_settings=())

    assert said(asked, ("yes", 5)) == []
    assert said(asked, ("yes", 6)) == ["%(option)s: at most %(highest)s."]


@pytest.mark.parametrize(
    "given", [{"highest": "0"}, {"highest": "101"}, {"highest": "x"}, {"a": "1"}]
)
def test_a_setting_that_the_kind_does_not_know_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(BadSetting):
        all_settings(KINDS["score"], given)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize(
    "marks", [(("other", 1),), (("yes", 0),), (("yes", -1),), (("yes", 1), ("yes", 1))]
)
def test_marks_that_no_form_gives_are_refused(kind: str, marks: Marks) -> None:
    assert KINDS[kind].check(question(kind), marks)


@pytest.mark.parametrize("kind", ["yes_no", "choose_one"])
def test_one_option_is_chosen_and_not_two(kind: str) -> None:
    assert said(question(kind), ("yes", 1)) == []
    assert said(question(kind), ("yes", 1), ("no", 1)) == ["Choose one only."]


@pytest.mark.parametrize("kind", ["approve", "budget"])
def test_no_more_than_the_most_and_no_fewer_than_the_least_are_chosen(kind: str) -> None:
    asked = question(kind, least=2, most=2)

    assert said(asked, ("yes", 1)) == ["Choose at least %(number)s, or skip this question."]
    assert said(asked, ("yes", 1), ("no", 1)) == []
    assert said(asked, ("yes", 1), ("no", 1), ("later", 1)) == [
        "You chose %(chosen)s of %(limit)s. Remove %(number)s."
    ]


def test_a_budget_can_ask_that_the_choice_fits_the_money() -> None:
    asked = question("budget", budget=30)

    assert said(asked, ("yes", 1), ("no", 1)) == []
    assert said(asked, ("yes", 1), ("abstain", 1)) == [
        "That is %(over)s more than there is. Remove something."
    ]


def test_no_more_points_are_given_than_there_are() -> None:
    asked = question("points", points=5)

    assert said(asked, ("yes", 3), ("no", 2)) == []
    assert said(asked, ("yes", 3), ("no", 3)) == [
        "That is %(number)s point too many. You have %(points)s to give."
    ]


def test_places_left_out_in_a_ranking_are_closed_up() -> None:
    marks = KINDS["rank"].read(question("rank"), {"q.2": ["no"], "q.4": ["yes"]})

    assert marks == (("no", 1), ("yes", 2))


def test_nobody_stands_twice_in_a_ranking() -> None:
    asked = question("rank")

    assert said(asked, ("no", 1), ("no", 2)) == ["%(option)s stands twice. Keep one."]
    assert said(asked, ("no", 1), ("yes", 3))  # a gap


def test_a_ballot_is_refused_whole_and_names_the_question() -> None:
    poll = Poll("p", plain("P"), (question("yes_no"),))
    ballot = read_ballot(poll, {"q": ["yes", "no"]})

    with pytest.raises(BallotInvalid) as caught:
        valid(poll, ballot)

    assert [name for name, _ in caught.value.faults] == ["q"]
    assert form_of(write_ballot(poll, ballot)) == {"q": ["no", "yes"]}
