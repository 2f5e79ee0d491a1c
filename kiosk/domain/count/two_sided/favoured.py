"""Who of lines that stand equal gets the units that are left: one each, at most."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.domain.both_sides import Line
from kiosk.domain.count.lot import order_by_lot


@dataclass(frozen=True, slots=True)
class Favoured:
    """The lines that get a unit. ``tied``: those of them and others that the lot was used for."""

    lines: tuple[Line, ...]
    tied: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()


def favoured(
    lines: Sequence[Line],
    number: int,
    *,
    key: Callable[[Line], tuple[int, ...]],
    lot: tuple[str, ...],
) -> Favoured:
    """The ``number`` lines with the lowest key; the lot decides between equal ones.

    Raises LotNeeded. There are at least as many lines.
    """
    ranked = sorted(lines, key=key)
    if number in {0, len(ranked)} or key(ranked[number - 1]) < key(ranked[number]):
        return Favoured(tuple(ranked[:number]))
    edge = key(ranked[number])
    before = [line for line in ranked if key(line) < edge]
    equal = {line.id: line for line in ranked if key(line) == edge}
    chosen = order_by_lot(equal, lot)[: number - len(before)]
    return Favoured((*before, *(equal[line] for line in chosen)), tuple(sorted(equal)), chosen)
