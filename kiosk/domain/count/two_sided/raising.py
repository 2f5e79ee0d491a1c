"""Raising the lines of one side together, at the same cost per backer, until a sum is reached.

With single wishes this is D'Hondt's method. It equals the independent markets of Freeman,
Pennock, Peters and Wortman Vaughan (arXiv 1905.00457) to within one unit a line.
"""

from collections.abc import Sequence

from kiosk.domain.both_sides import Line
from kiosk.domain.count.two_sided.backing import Piece, pieces_of
from kiosk.domain.count.two_sided.favoured import Favoured, favoured
from kiosk.domain.count.two_sided.wishes import Table


def raised(
    tables: Sequence[tuple[Line, Table]], total: int, ballots: int, lot: tuple[str, ...]
) -> tuple[dict[str, int], Favoured]:
    """The lines' amounts when they sum up to ``total``; raises LotNeeded.

    The next unit goes to the line where (units above the floor, with it) / (its backing) is
    lowest; equal: to the one lowest against last year, then by lot. Units that nobody wants come
    last, those lowest above their floor first.
    """
    pieces = {line: tuple(pieces_of(line, table, ballots)) for line, table in tables}
    wanted = {line: tuple(one for one in pieces[line] if one.backing) for line in pieces}
    units = total - sum(line.floor for line in pieces)
    if units > sum(_size(wanted[line]) for line in pieces):
        return _with_unwanted(pieces, wanted, units, lot)
    # Two unlike prices lie at least 1 / ballots² apart, so one step of that holds one price.
    steps = max(1, ballots) ** 2
    low, high = 0, 1 + steps * max(map(_size, wanted.values()), default=0)
    while high - low > 1:
        middle = (low + high) // 2
        if sum(_taken(one, middle, steps) for one in wanted.values()) <= units:
            low = middle
        else:
            high = middle
    amounts = {line: line.floor + _taken(wanted[line], low, steps) for line in pieces}
    rising = [
        line for line in pieces if _taken(wanted[line], low + 1, steps) + line.floor > amounts[line]
    ]
    return _with_rest(amounts, rising, total, lot)


def _size(pieces: Sequence[Piece]) -> int:
    return sum(piece.end - piece.start for piece in pieces)


def _taken(pieces: Sequence[Piece], price: int, steps: int) -> int:
    """The units of a line that cost its backers at most ``price / steps`` each."""
    taken = 0
    for piece in pieces:
        floor = piece.line.floor
        most = min(piece.end - floor, price * piece.backing // steps)
        if most <= piece.start - floor:
            break
        taken = most
    return taken


def _with_unwanted(
    pieces: dict[Line, tuple[Piece, ...]],
    wanted: dict[Line, tuple[Piece, ...]],
    units: int,
    lot: tuple[str, ...],
) -> tuple[dict[str, int], Favoured]:
    """All that anybody wants, and beyond it each line as high above its floor as the others."""

    def risen(line: Line, height: int) -> int:
        return min(max(height, _size(wanted[line])), _size(pieces[line]))

    low, high = 0, max(map(_size, pieces.values()))
    while high - low > 1:
        middle = (low + high) // 2
        if sum(risen(line, middle) for line in pieces) <= units:
            low = middle
        else:
            high = middle
    if sum(risen(line, high) for line in pieces) <= units:
        low = high
    amounts = {line: line.floor + risen(line, low) for line in pieces}
    rising = [line for line in pieces if risen(line, low + 1) > risen(line, low)]
    return _with_rest(amounts, rising, units + sum(line.floor for line in pieces), lot)


def _with_rest(
    amounts: dict[Line, int], rising: Sequence[Line], total: int, lot: tuple[str, ...]
) -> tuple[dict[str, int], Favoured]:
    """One unit more for some of the lines that stand equal, lowest against last year first."""
    extra = favoured(
        rising,
        total - sum(amounts.values()),
        key=lambda line: (amounts[line] - line.last_year,),
        lot=lot,
    )
    return {line.id: amount + (line in extra.lines) for line, amount in amounts.items()}, extra
