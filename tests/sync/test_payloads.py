"""What one side writes into a record the other reads back the same, and nothing else passes."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.assembly import Assembly, Cards, Option, Poll, Question, Quorum
from kiosk.domain.text import Text
from kiosk.sync.assembly import assembly_payload, read_assembly_payload
from kiosk.sync.closing import (
    Closing,
    closed_payload,
    merged_texts,
    published_payload,
    read_closed_payload,
    read_published_payload,
)

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)
numbers = st.integers(0, 10**6)
amounts = numbers | st.fractions(0, 1000, max_denominator=100)
texts = st.lists(st.tuples(words, words), max_size=2).map(lambda pairs: Text(tuple(pairs)))
options = st.builds(Option, words, texts, texts, amounts)
questions = st.builds(
    Question,
    id=words,
    title=texts,
    detail=texts,
    kind=words,
    rule=words,
    settings=st.lists(st.tuples(words, words), max_size=2).map(tuple),
    options=st.lists(options, max_size=3).map(tuple),
    least=numbers,
    most=numbers,
    points=numbers,
    budget=amounts,
    within_budget=st.booleans(),
    seats=numbers,
)
polls = st.builds(Poll, words, texts, st.lists(questions, max_size=2).map(tuple))
quorums = st.builds(Quorum, numbers, st.fractions(0, 1, max_denominator=50))
assemblies = st.builds(
    Assembly,
    title=texts,
    place=words,
    date=words,
    languages=st.lists(words, max_size=2).map(tuple),
    currency=words,
    quorum=quorums,
    cards=st.sampled_from(Cards),
    open_door=st.booleans(),
    polls=st.lists(polls, max_size=2).map(tuple),
)

CLOSING = Closing(
    poll="p1",
    members=None,
    present=3,
    cards_spent=2,
    ballots=(('[["q",[]]]', 2),),
    commitments=("a" * 64, "b" * 64),
    root="c" * 64,
    seed="4 1 6",
    results=(("q", {"winners": []}),),
)


@given(assemblies)
@settings(max_examples=60, deadline=None)
def test_an_assembly_comes_back_from_its_payload(assembly):
    assert read_assembly_payload(assembly_payload(assembly)) == assembly


def test_a_cost_that_is_no_whole_number_stays_exact():
    assembly = Assembly(
        title=Text(),
        polls=(
            Poll(
                "p",
                Text(),
                (
                    Question(
                        id="q",
                        title=Text(),
                        kind="budget",
                        rule="greedy",
                        options=(Option("a", Text(), cost=Fraction(1, 3)),),
                    ),
                ),
            ),
        ),
    )

    payload: dict[str, Any] = assembly_payload(assembly)

    assert payload["polls"][0]["questions"][0]["options"][0]["cost"] == "1/3"
    assert read_assembly_payload(payload) == assembly


def test_a_closing_comes_back_from_its_payload():
    assert read_closed_payload(closed_payload(CLOSING)) == CLOSING
    assert read_published_payload(published_payload("p1")) == "p1"


@pytest.mark.parametrize(
    "changed",
    [
        {"more": 1},
        {"cards_spent": -1},
        {"cards_spent": 2.0},
        {"cards_spent": "2"},
        {"root": "short"},
        {"commitments": ["A" * 64]},
        {"ballots": [["[]", 0]]},
        {"ballots": [["[]"]]},
    ],
)
def test_a_closing_with_anything_odd_is_refused(changed):
    with pytest.raises(ValueError):  # noqa: PT011 - says where, in words of the reader
        read_closed_payload(closed_payload(CLOSING) | changed)


@pytest.mark.parametrize("cost", ["1/0", "1.5", "-1/2", "many", 1.5])
def test_a_number_that_is_none_is_refused(cost):
    payload: dict[str, Any] = assembly_payload(
        Assembly(
            title=Text(),
            polls=(
                Poll(
                    "p",
                    Text(),
                    (
                        Question(
                            id="q",
                            title=Text(),
                            kind="budget",
                            rule="greedy",
                            options=(Option("a", Text()),),
                        ),
                    ),
                ),
            ),
        )
    )
    payload["polls"][0]["questions"][0]["options"][0]["cost"] = cost

    with pytest.raises(ValueError):  # noqa: PT011 - says where, in words of the reader
        read_assembly_payload(payload)


@given(st.permutations(["b", "a", "b", "c"]))
@settings(max_examples=10, deadline=None)
def test_ballots_leave_merged_and_sorted_so_that_no_order_is_left(order):
    assert merged_texts(order) == (("a", 1), ("b", 2), ("c", 1))
