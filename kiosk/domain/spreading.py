"""Spreading what a budget is short of, or has left over, over the lines of one side."""

from collections.abc import Mapping

from kiosk.domain.both_sides import BothSides, Line, Side


def spread(both: BothSides, amounts: Mapping[str, int], side: Side) -> dict[str, int]:
    """The amounts with the gap spread over that side's lines, in units; the others stay.

    Each line takes a share like last year's amount, the largest remainders first and equal ones in
    the budget's order. What a limit refuses is spread again over the rest; where there is no room
    left the gap stays.
    """
    found = dict(amounts)
    gap = both.gap(found)
    # Left over is spent or not raised; what is short is raised or not spent.
    up = (gap > 0) is (side is Side.SPENDING)
    left = abs(gap)
    while left and (lines := _with_room(both, side, found, up=up)):
        for line, share in zip(lines, _shares(lines, left), strict=True):
            taken = min(share, _room(line, found, up=up))
            found[line.id] += taken if up else -taken
            left -= taken
    return found


def _room(line: Line, amounts: Mapping[str, int], *, up: bool) -> int:
    return line.ceiling - amounts[line.id] if up else amounts[line.id] - line.floor


def _with_room(both: BothSides, side: Side, amounts: Mapping[str, int], *, up: bool) -> list[Line]:
    return [line for line in both.of(side) if not line.locked and _room(line, amounts, up=up) > 0]


def _shares(lines: list[Line], units: int) -> list[int]:
    """So many units, shared like last year's amounts by largest remainder."""
    weights = [max(1, line.last_year) for line in lines]
    whole = sum(weights)
    shares = [units * weight // whole for weight in weights]
    by_rest = sorted(range(len(lines)), key=lambda place: -(units * weights[place] % whole))
    for place in by_rest[: units - sum(shares)]:
        shares[place] += 1
    return shares
