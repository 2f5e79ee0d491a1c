"""A slow instant runoff that shares no code agrees, and the laws of the count hold."""

from given_an_instant_runoff import counted
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.ballot import in_order
from kiosk.domain.count.contract import Result

PLACES = st.lists(
    st.sampled_from(["a", "b", "c", "d", "e", "ab", "cd", "ae"]), max_size=4, unique=True
)


def slow(
    ballots: list[list[str]], options: str, lot: list[str], overvote: str
) -> tuple[list[dict[str, int]], str]:
    """Instant runoff read from the first place of every single ballot in every round."""
    standing, dead, history = list(options), set[int](), list[dict[str, int]]()
    while True:
        tally = dict.fromkeys(standing, 0)
        for index, ballot in enumerate(ballots):
            if index in dead:
                continue
            for place in ballot:
                here = [option for option in place if option in standing]
                if overvote == "skip" and len(place) > 1:
                    continue
                if (overvote == "exhaust" and len(place) > 1) or len(here) > 1:
                    dead.add(index)
                    break
                if here:
                    tally[here[0]] += 1
                    break
            else:
                dead.add(index)
        history.append(tally)
        if not any(tally.values()):
            return history, ""
        best = max(standing, key=lambda o: tally[o])
        if tally[best] * 2 > sum(tally.values()):
            return history, best

        def strength(option: str) -> tuple[int, ...]:
            return (*(past[option] for past in reversed(history)), -lot.index(option))

        standing.sort(key=strength)
        if len(standing) == 2:
            return history, standing[1]
        del standing[0]


@settings(max_examples=400, deadline=None)
@given(
    ballots=st.lists(PLACES, max_size=9),
    lot=st.permutations("abcde"),
    overvote=st.sampled_from(["exhaust-if-continuing", "exhaust", "skip"]),
)
def test_the_slow_count_agrees_in_every_round(
    ballots: list[list[str]], lot: list[str], overvote: str
) -> None:
    marks = [
        in_order((option, at) for at, place in enumerate(ballot, start=1) for option in place)
        for ballot in ballots
    ]

    result = counted(marks, options="abcde", lot=lot, overvote=overvote)

    history, winner = slow([b for b in ballots if b], "abcde", lot, overvote)
    assert result.winners == ((winner,) if winner else ())
    if winner:
        assert [turn["votes"] for turn in result.rounds] == history
    for turn in result.rounds:
        assert sum(turn["votes"].values()) + turn["exhausted"] == result.counted - result.blank


@settings(max_examples=200, deadline=None)
@given(
    ballots=st.lists(st.permutations("abcd"), min_size=1, max_size=9),
    lot=st.permutations("abcd"),
    renamed=st.permutations("wxyz"),
)
def test_neither_names_nor_batches_change_the_winner(
    ballots: list[list[str]], lot: list[str], renamed: list[str]
) -> None:
    def votes(names: dict[str, str], **given: str) -> Result:
        return counted(
            [in_order((names[o], at) for at, o in enumerate(b, start=1)) for b in ballots],
            options=[names[o] for o in "abcd"],
            lot=[names[o] for o in lot],
            **given,
        )

    same = votes({o: o for o in "abcd"})
    names = dict(zip("abcd", renamed, strict=True))
    assert votes(names).winners == tuple(names[o] for o in same.winners)
    assert votes({o: o for o in "abcd"}, batch="yes").winners == same.winners
