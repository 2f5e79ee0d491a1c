"""What is short or left over is spread over one side, never past a limit, and the sums stay."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.both_sides import BothSides, Line, Side
from kiosk.domain.spreading import spread

OUT, INTO = Side.SPENDING, Side.REVENUE


def test_a_gap_is_shared_like_last_years_amounts_and_the_largest_rest_comes_first() -> None:
    both = BothSides(
        (
            Line("police", OUT, 60, 0, 90),
            Line("parks", OUT, 30, 0, 90),
            Line("library", OUT, 10, 0, 90),
            Line("tax", INTO, 100, 50, 150),
        )
    )

    less = spread(both, both.start | {"tax": 93}, OUT)
    more = spread(both, both.start | {"tax": 107}, OUT)

    assert [less[one] for one in ("police", "parks", "library")] == [56, 28, 9]
    assert [more[one] for one in ("police", "parks", "library")] == [64, 32, 11]
    assert spread(both, both.start | {"police": 67}, INTO)["tax"] == 107


def test_what_a_limit_refuses_is_spread_again_over_the_rest() -> None:
    both = BothSides(
        (
            Line("police", OUT, 90, 88, 90),
            Line("parks", OUT, 10, 0, 20),
            Line("debt", OUT, 5, 5, 5),
            Line("tax", INTO, 105, 50, 150),
        )
    )

    assert spread(both, both.start | {"tax": 98}, OUT) == {
        "police": 88, "parks": 5, "debt": 5, "tax": 98
    }  # fmt: skip


@st.composite
def budgets(draw: st.DrawFn) -> tuple[BothSides, dict[str, int]]:
    lines, amounts = [], {}
    for number in range(draw(st.integers(1, 6))):
        low, now, last, high = sorted(draw(st.lists(st.integers(0, 50), min_size=4, max_size=4)))
        side = draw(st.sampled_from(Side))
        lines.append(Line(f"l{number}", side, last, low, high))
        amounts[f"l{number}"] = now
    return BothSides(tuple(lines), opening=draw(st.integers(-9, 9))), amounts


@settings(max_examples=300, deadline=None)
@given(budget=budgets(), side=st.sampled_from(Side))
def test_spreading_closes_the_gap_or_fills_the_side_to_its_limits(
    budget: tuple[BothSides, dict[str, int]], side: Side
) -> None:
    both, amounts = budget
    before = both.gap(amounts)

    found = spread(both, amounts, side)

    up = (before > 0) is (side is OUT)
    assert all(line.floor <= found[line.id] <= line.ceiling for line in both.lines)
    assert all(found[line.id] == amounts[line.id] for line in both.lines if line.side is not side)
    assert all(
        (found[line.id] >= amounts[line.id]) is up or found[line.id] == amounts[line.id]
        for line in both.of(side)
    )
    after = both.gap(found)
    full = all(found[line.id] == (line.ceiling if up else line.floor) for line in both.of(side))
    assert after == 0 or full
    assert abs(after) <= abs(before)
