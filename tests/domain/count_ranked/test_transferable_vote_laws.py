"""Slow counts of transferable votes that share no code agree, and the laws of the count hold."""

from fractions import Fraction
from typing import Any

from given_a_transferable_vote import BOTH, counted
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.ballot import Marks, in_order

SOME_BALLOTS = st.lists(
    st.permutations("abcde").flatmap(
        lambda order: st.integers(1, 5).map(lambda length: list(order)[:length])
    ),
    min_size=1,
    max_size=12,
)


def slow_scottish(
    ballots: list[list[str]], options: str, seats: int, lot: list[str]
) -> tuple[list[dict[str, Fraction]], list[str]]:
    """One paper at a time, values as fractions cut to five decimals."""
    papers: list[dict[str, Any]] = [{"prefs": b, "value": Fraction(1), "at": b[0]} for b in ballots]
    quota = len(papers) // (seats + 1) + 1
    hopeful, elected, pending = set(options), list[str](), set[str]()
    fixed = dict.fromkeys(options, Fraction(0))
    history: list[dict[str, Fraction]] = []

    def move(holder: str, ratio: Fraction | None) -> None:
        for paper in papers:
            if paper["at"] != holder:
                continue
            rest = paper["prefs"][paper["prefs"].index(holder) + 1 :]
            paper["at"] = next((o for o in rest if o in hopeful), None)
            if ratio is not None:
                paper["value"] = Fraction(int(paper["value"] * ratio * 100_000), 100_000)

    def best(group: set[str]) -> str:
        return max(group, key=lambda o: (*(h[o] for h in reversed(history)), -lot.index(o)))

    def worst(group: set[str]) -> str:
        return max(group, key=lambda o: (*(-h[o] for h in reversed(history)), lot.index(o)))

    while True:
        votes = dict(fixed)
        for paper in papers:
            if paper["at"]:
                votes[paper["at"]] += paper["value"]
        history.append(votes)
        now = sorted((o for o in hopeful if votes[o] >= quota), key=lambda o: -votes[o])
        elected += now
        hopeful -= set(now)
        pending |= {o for o in now if votes[o] > quota}
        if len(hopeful) <= seats - len(elected):
            elected += sorted(hopeful, key=lambda o: -votes[o])
            hopeful = set()
        if len(elected) >= seats or not hopeful:
            return history, elected
        if pending:
            holder = best(pending)
            pending.remove(holder)
            fixed[holder] = Fraction(quota)
            move(holder, (votes[holder] - quota) / votes[holder])
        else:
            holder = worst(hopeful)
            hopeful.remove(holder)
            move(holder, None)


def slow_meek(ballots: list[list[str]], options: str, seats: int, lot: list[str]) -> list[str]:
    """The reference rule read aloud: every ballot shared on its own, in fractions."""

    def up(number: Fraction) -> Fraction:
        return Fraction(-(-number * 10**9 // 1), 10**9)

    keep = dict.fromkeys(options, Fraction(1))
    hopeful, elected = set(options), list[str]()
    while len(elected) < seats and len(elected) + len(hopeful) > seats:
        before: Fraction | None = None
        while True:
            votes = dict.fromkeys(options, Fraction(0))
            for ballot in ballots:
                weight = Fraction(1)
                for option in ballot:
                    part = up(weight * keep[option])
                    votes[option] += part
                    weight -= part
            quota = Fraction(sum(votes.values()) * 10**9 // (seats + 1) + 1, 10**9)
            now = [option for option in hopeful if votes[option] >= quota]
            elected += now
            hopeful -= set(now)
            surplus = max(Fraction(0), sum((votes[o] - quota for o in elected), Fraction(0)))
            if now or surplus < Fraction(1, 10**6) or (before is not None and surplus >= before):
                break
            before = surplus
            for option in elected:
                keep[option] = up(up(keep[option] * quota) / votes[option])
        if not now:
            least = min(votes[option] for option in hopeful)
            tied = [option for option in hopeful if votes[option] <= least + surplus]
            out = max(tied, key=lot.index)
            hopeful.remove(out)
            keep[out] = Fraction(0)
    if len(elected) < seats:
        elected += hopeful
    return elected


def marks_of(ballots: list[list[str]]) -> list[Marks]:
    return [in_order((o, at) for at, o in enumerate(b, start=1)) for b in ballots]


@settings(max_examples=300, deadline=None)
@given(ballots=SOME_BALLOTS, seats=st.integers(1, 3), lot=st.permutations("abcde"))
def test_the_slow_scottish_count_agrees_at_every_stage(
    ballots: list[list[str]], seats: int, lot: list[str]
) -> None:
    result = counted("scottish-stv", marks_of(ballots), options="abcde", seats=seats, lot=lot)

    history, elected = slow_scottish(ballots, "abcde", seats, lot)
    votes = [{o: Fraction(n) for o, n in stage["votes"].items()} for stage in result.rounds]
    assert votes == history
    assert set(result.winners) == set(elected)


@settings(max_examples=300, deadline=None)
@given(ballots=SOME_BALLOTS, seats=st.integers(1, 3), lot=st.permutations("abcde"))
def test_the_slow_meek_count_elects_the_same(
    ballots: list[list[str]], seats: int, lot: list[str]
) -> None:
    result = counted("meek-stv", marks_of(ballots), options="abcde", seats=seats, lot=lot)

    assert set(result.winners) == set(slow_meek(ballots, "abcde", seats, lot))


@settings(max_examples=200, deadline=None)
@given(
    ballots=SOME_BALLOTS,
    seats=st.integers(1, 3),
    lot=st.permutations("abcde"),
    renamed=st.permutations("vwxyz"),
    rule=st.sampled_from(BOTH),
)
def test_votes_add_up_and_names_do_not_matter(
    *, ballots: list[list[str]], seats: int, lot: list[str], renamed: list[str], rule: str
) -> None:
    result = counted(rule, marks_of(ballots), options="abcde", seats=seats, lot=lot)

    for stage in result.rounds:
        held = sum(Fraction(votes) for votes in stage["votes"].values())
        assert held + Fraction(stage["non_transferable"]) == len(ballots)
        assert Fraction(stage["non_transferable"]) >= 0
    assert len(result.winners) == seats
    assert {option for option, _ in result.reasons} == set("abcde") - set(result.winners)

    names = dict(zip("abcde", renamed, strict=True))
    other = counted(
        rule,
        marks_of([[names[o] for o in ballot] for ballot in ballots]),
        options=[names[o] for o in "abcde"],
        seats=seats,
        lot=[names[o] for o in lot],
    )
    assert other.winners == tuple(names[o] for o in result.winners)
