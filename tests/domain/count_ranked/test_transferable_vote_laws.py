"""Slow counts of transferable votes that share no code agree, and the laws of the count hold."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from random import Random

from given_a_transferable_vote import BOTH, counted
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_transfer import readable, slow_meek, slow_scottish
from told_rounds import told_rounds

from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.errors import LotNeeded

LOTS = st.permutations("abcde")
CLEAR_PAPERS = st.lists(
    LOTS.flatmap(lambda order: st.integers(1, 5).map(lambda length: order[:length])),
    min_size=1,
    max_size=12,
)
ODD_PAPERS = st.lists(  # a place that stays empty or is shared ends a paper; x does not stand
    st.lists(st.sampled_from([*"abcdex", "", "ab", "cx"]), max_size=6), max_size=3
)
PAPERS = st.builds(lambda clear, odd: clear + odd, CLEAR_PAPERS | st.just([]), ODD_PAPERS)


def marks_of(papers: Iterable[Sequence[str]]) -> list[Marks]:
    return [
        in_order((option, at) for at, place in enumerate(paper, start=1) for option in place)
        for paper in papers
    ]


def valid(papers: Iterable[Sequence[str]]) -> list[list[str]]:
    return [read for paper in papers if (read := readable(paper, "abcde"))]


@settings(max_examples=1000, deadline=None)
@given(papers=PAPERS, seats=st.integers(1, 3), lot=LOTS)
def test_the_slow_scottish_count_agrees_at_every_stage(
    papers: list[list[str]], seats: int, lot: list[str]
) -> None:
    result = counted("scottish-stv", marks_of(papers), options="abcde", seats=seats, lot=lot)

    assert result.counted - result.blank == len(valid(papers))
    if not valid(papers):
        assert (result.winners, told_rounds(result)) == ((), [])
        return
    history, elected = slow_scottish(valid(papers), "abcde", seats, lot)
    votes = [{o: Fraction(n) for o, n in stage["votes"].items()} for stage in told_rounds(result)]
    assert votes == history
    assert set(result.winners) == set(elected)
    assert {option for option, _ in result.reasons} == set("abcde") - set(elected)


@settings(max_examples=500, deadline=None)
@given(papers=PAPERS, seats=st.integers(1, 3), lot=LOTS)
def test_the_slow_meek_count_elects_the_same(
    papers: list[list[str]], seats: int, lot: list[str]
) -> None:
    result = counted("meek-stv", marks_of(papers), options="abcde", seats=seats, lot=lot)

    assert result.counted - result.blank == len(valid(papers))
    elected = slow_meek(valid(papers), "abcde", seats, lot) if valid(papers) else []
    assert set(result.winners) == set(elected)


def test_an_option_that_a_paper_names_twice_counts_where_it_stands_first() -> None:
    papers = [*["bdcc"] * 2, *["cba"] * 6, *["cbc"] * 3, *["cdc"] * 5, *["abbc"] * 2, *["ab"] * 5]
    once = ["".join(dict.fromkeys(paper)) for paper in papers]

    for rule in BOTH:
        twice_named = counted(rule, marks_of(papers), options="abcd", seats=2, lot="abcd")
        named_once = counted(rule, marks_of(once), options="abcd", seats=2, lot="abcd")

        assert twice_named.winners == named_once.winners
        assert told_rounds(twice_named) == told_rounds(named_once)


@settings(max_examples=300, deadline=None)
@given(
    ballots=CLEAR_PAPERS,
    seats=st.integers(1, 3),
    lot=LOTS,
    renamed=st.permutations("vwxyz"),
    rule=st.sampled_from(BOTH),
    chance=st.randoms(use_true_random=False),
)
def test_votes_add_up_and_neither_names_nor_the_order_of_ballots_matter(
    *,
    ballots: list[list[str]],
    seats: int,
    lot: list[str],
    renamed: list[str],
    rule: str,
    chance: Random,
) -> None:
    result = counted(rule, marks_of(ballots), options="abcde", seats=seats, lot=lot)

    for stage in told_rounds(result):
        held = sum(Fraction(votes) for votes in stage["votes"].values())
        assert held + Fraction(stage["non_transferable"]) == len(ballots)
        assert Fraction(stage["non_transferable"]) >= 0
    assert len(result.winners) == seats
    assert {option for option, _ in result.reasons} == set("abcde") - set(result.winners)

    shuffled = [*ballots]
    chance.shuffle(shuffled)
    assert counted(rule, marks_of(shuffled), options="abcde", seats=seats, lot=lot) == result
    names = dict(zip("abcde", renamed, strict=True))
    other = counted(
        rule,
        marks_of([[names[o] for o in ballot] for ballot in ballots]),
        options=[names[o] for o in "abcde"],
        seats=seats,
        lot=[names[o] for o in lot],
    )
    assert other.winners == tuple(names[o] for o in result.winners)


@settings(max_examples=300, deadline=None)
@given(ballots=CLEAR_PAPERS, seats=st.integers(1, 3), lot=LOTS, rule=st.sampled_from(BOTH))
def test_a_count_that_needs_no_lot_is_the_same_with_any_lot(
    ballots: list[list[str]], seats: int, lot: list[str], rule: str
) -> None:
    try:
        alone = counted(rule, marks_of(ballots), options="abcde", seats=seats)
    except LotNeeded:
        return
    drawn = counted(rule, marks_of(ballots), options="abcde", seats=seats, lot=lot)

    assert set(drawn.winners) == set(alone.winners)
    assert all(tie.decided_by == "earlier-stage" for tie in drawn.ties)
