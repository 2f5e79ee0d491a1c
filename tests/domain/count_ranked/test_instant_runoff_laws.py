"""A slow instant runoff that shares no code agrees, and the laws of the count hold."""

from random import Random

from given_an_instant_runoff import counted
from hypothesis import given, settings
from hypothesis import strategies as st
from slow_runoff import Paper, slow_runoff
from told_rounds import told_rounds

from kiosk.domain.ballot import Marks, in_order
from kiosk.domain.count.contract import Result
from kiosk.domain.errors import LotNeeded

PLACES = st.sampled_from(["a", "b", "c", "d", "e", "ab", "cd", "ae", "", "x", "ax"])
PAPERS = st.lists(st.lists(PLACES, max_size=5), max_size=9)
CLEAR_PAPERS = st.lists(
    st.permutations("abcde").flatmap(lambda o: st.integers(1, 5).map(lambda n: o[:n])),
    min_size=1,
    max_size=9,
)
READING = st.fixed_dictionaries(
    {
        "overvote": st.sampled_from(["exhaust-if-continuing", "exhaust", "skip"]),
        "skips": st.sampled_from(["ignore", "0", "1", "2"]),
        "duplicates": st.sampled_from(["ignore", "exhaust"]),
    }
)
LOTS = st.permutations("abcde")


def marks_of(papers: list[Paper]) -> list[Marks]:
    return [
        in_order((option, at) for at, place in enumerate(paper, start=1) for option in place)
        for paper in papers
    ]


@settings(max_examples=1500, deadline=None)
@given(papers=PAPERS, lot=LOTS, reading=READING)
def test_the_slow_count_agrees_in_every_round(
    papers: list[Paper], lot: list[str], reading: dict[str, str]
) -> None:
    result = counted(marks_of(papers), options="abcde", lot=lot, **reading)

    history, winner = slow_runoff([p for p in papers if any(p)], "abcde", lot, reading)
    assert result.winners == ((winner,) if winner else ())
    assert [turn["votes"] for turn in told_rounds(result)] == history
    for turn in told_rounds(result):
        assert sum(turn["votes"].values()) + turn["exhausted"] == result.counted - result.blank
    assert {option for option, _ in result.reasons} == (
        set("abcde") - set(result.winners) if winner else set()
    )


@settings(max_examples=500, deadline=None)
@given(papers=PAPERS, lot=LOTS, reading=READING)
def test_batches_never_change_the_winner_nor_the_last_round(
    papers: list[Paper], lot: list[str], reading: dict[str, str]
) -> None:
    single, batched = (
        counted(marks_of(papers), options="abcde", lot=lot, batch=batch, **reading)
        for batch in ("no", "yes")
    )

    assert batched.winners == single.winners
    assert len(told_rounds(batched)) <= len(told_rounds(single))
    seen = [turn["votes"] for turn in told_rounds(single)]
    assert all(turn["votes"] in seen for turn in told_rounds(batched))


@settings(max_examples=300, deadline=None)
@given(
    papers=CLEAR_PAPERS,
    lot=LOTS,
    renamed=st.permutations("vwxyz"),
    chance=st.randoms(use_true_random=False),
)
def test_neither_names_nor_the_order_of_ballots_change_anything(
    papers: list[Paper], lot: list[str], renamed: list[str], chance: Random
) -> None:
    def votes(papers: list[Paper], names: dict[str, str]) -> Result:
        return counted(
            marks_of([[names[o] for o in paper] for paper in papers]),
            options=[names[o] for o in "abcde"],
            lot=[names[o] for o in lot],
        )

    same, names = {o: o for o in "abcde"}, dict(zip("abcde", renamed, strict=True))
    result = votes(papers, same)
    shuffled = [*papers]
    chance.shuffle(shuffled)

    assert votes(shuffled, same) == result
    assert votes(papers, names).winners == tuple(names[o] for o in result.winners)


@settings(max_examples=300, deadline=None)
@given(papers=CLEAR_PAPERS, lot=LOTS)
def test_a_count_that_needs_no_lot_is_the_same_with_any_lot(
    papers: list[Paper], lot: list[str]
) -> None:
    try:
        alone = counted(marks_of(papers), options="abcde")
    except LotNeeded:
        return
    drawn = counted(marks_of(papers), options="abcde", lot=lot)

    assert drawn.winners == alone.winners
    assert told_rounds(drawn)[-1]["votes"] == told_rounds(alone)[-1]["votes"]
    assert all(tie.decided_by == "earlier-round" for tie in drawn.ties)
