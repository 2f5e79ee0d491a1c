"""Cuts that are not kept: the recount equals a slow one, or says that no budget is left."""

from dataclasses import replace
from typing import Any

from given_a_city import RUNS, amounts, cities, marks_of, sides_of
from hypothesis import given
from hypothesis import strategies as st
from slow_two_sided import City, slow_most_backed

from kiosk.domain.assembly import Option
from kiosk.domain.count.contract import Contest, Shape, merge
from kiosk.domain.count.rules import RULES
from kiosk.domain.cuts import Cut
from kiosk.domain.no_roll_back import Clash, Recount, counted_again
from kiosk.domain.text import plain


def again(city: City, rejected: list[Cut]) -> Recount | Clash:
    both = sides_of(city)
    contest = Contest(
        options=tuple(Option(line.id, plain(line.id)) for line in both.lines),
        shape=Shape.AMOUNTS,
        both_sides=both,
        lot=tuple(city.lot),
    )
    ballots = merge(marks_of(both, one) for one in city.ballots)
    before = RULES["most-backed"].count(contest, ballots, {})
    return counted_again(contest, ballots, before, rejected)


@st.composite
def rejections(draw: Any) -> tuple[City, list[Cut]]:
    """A city with some lines that should get up to six units more than they got."""
    city = draw(cities())
    found = amounts(city, "most-backed")
    lines = draw(st.lists(st.sampled_from(list(city.out)), min_size=1, unique=True))
    return city, [
        Cut(
            line=line,
            right="health",
            last_year=city.out[line][0],
            reference=found[line] + draw(st.integers(1, 6)),
            amount=found[line],
            wanted_less=0,
        )
        for line in lines
    ]


@RUNS
@given(rejections())
def test_the_same_ballots_within_higher_floors_equal_the_slow_count(
    drawn: tuple[City, list[Cut]],
) -> None:
    city, rejected = drawn
    raised = {cut.line: cut.reference for cut in rejected}
    higher = replace(
        city,
        out={
            line: (last, raised[line], max(high, raised[line]))
            if line in raised
            else (last, low, high)
            for line, (last, low, high) in city.out.items()
        },
    )

    found = again(city, rejected)

    most = sum(high for _, _, high in city.into.values()) + city.opening
    short = sum(low for _, low, _ in higher.out.values()) - most
    if isinstance(found, Clash):
        assert not any(higher.budgets())
        assert found == Clash(tuple(cut.line for cut in rejected), short)
        return
    assert short <= 0
    assert dict(found.result.scores) == slow_most_backed(higher)
    assert all(dict(found.result.scores)[line] >= floor for line, floor in raised.items())
