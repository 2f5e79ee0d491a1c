"""The rounds of ranked counts say where votes went, and nothing is lost on the way."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told_rounds import told_rounds

from kiosk.domain.assembly import Option
from kiosk.domain.ballot import Marks
from kiosk.domain.count.contract import Contest, Result, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.count.settings import complete
from kiosk.domain.text import plain

IDS = "abcde"
BALLOT = st.lists(st.sampled_from(IDS), unique=True, max_size=5).map(
    lambda order: tuple(sorted((option, place) for place, option in enumerate(order, start=1)))
)
BALLOTS = st.lists(BALLOT, min_size=1, max_size=25)


def counted(rule: str, ballots: Sequence[Marks], **given: str) -> Result:
    options = tuple(Option(one, plain(one)) for one in IDS)
    contest = Contest(options=options, shape=Shape.RANKING, seats=2, lot=tuple(IDS))
    return RULES[rule].count(contest, merge(ballots), complete(RULES[rule], given))


def piles(told: dict[str, Any]) -> dict[str | None, Fraction]:
    over = "exhausted" if "exhausted" in told else "non_transferable"
    return {**{o: Fraction(v) for o, v in told["votes"].items()}, None: Fraction(told[over])}


def gains(told: dict[str, Any]) -> dict[str | None, Fraction]:
    return {flow["to"]: Fraction(flow["votes"]) for flow in told["flows"]}


@settings(max_examples=80, deadline=None)
@given(BALLOTS, st.sampled_from(["no", "yes"]))
def test_an_instant_runoff_moves_all_ballots_of_who_goes_out(
    ballots: list[Marks], batch: str
) -> None:
    rounds = told_rounds(counted("irv", ballots, batch=batch))

    for told, following in pairwise(rounds):
        now, later = piles(told), piles(following)
        moved = sum(now[option] for option in told["eliminated"])
        assert sum(gains(told).values()) == moved
        assert {o: now[o] + gains(told).get(o, 0) for o in later} == later
        assert all(set(flow["from"]) <= set(told["eliminated"]) for flow in told["flows"])
    assert all(told["flows"] == [] for told in rounds[-1:])


@pytest.mark.parametrize("rule", ["scottish-stv", "meek-stv"])
@settings(max_examples=60, deadline=None)
@given(BALLOTS)
def test_a_transferable_vote_loses_nothing_on_the_way(rule: str, ballots: list[Marks]) -> None:
    rounds = told_rounds(counted(rule, ballots))

    for before, told in pairwise(rounds):
        was, now = piles(before), piles(told)
        lost = {option: was[option] - now[option] for option in was if now[option] < was[option]}
        assert sum(gains(told).values()) == sum(lost.values())
        assert all(now[to] - was[to] == votes for to, votes in gains(told).items())
        assert all(set(flow["from"]) == set(lost) for flow in told["flows"])
    assert all(told["flows"] == [] for told in rounds[:1])


def test_a_surplus_is_what_exceeds_the_quota() -> None:
    ballots = [(("a", 1), ("b", 2))] * 7 + [(("a", 1),)] * 2 + [(("c", 1),)] * 3

    second = told_rounds(counted("scottish-stv", ballots))[1]

    assert second["quota"] == "5.00000"
    assert second["flows"] == [
        {"from": ["a"], "to": "b", "votes": "3.11108"},
        {"from": ["a"], "to": None, "votes": "0.88892"},
    ]
