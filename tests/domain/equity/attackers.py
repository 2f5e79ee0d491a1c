"""People who want to know how few came from a place, and have the published table only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from kiosk.domain.small_groups import Published, publish

Cells = dict[str, set[int]]
"""The numbers that each group may have."""


def told(published: Published) -> Cells:
    """What the table says by itself: numbers, and sums of numbers above 0, for 0 is shown."""
    if published.shown is None:
        return {}
    cells = {group: {people} for group, people in published.shown}
    if merged := published.merged:
        most = merged.people - len(merged.groups) + 1
        cells |= {group: set(range(1, most + 1)) for group in merged.groups}
    return cells


def computed(cells: Mapping[str, set[int]], least: int) -> dict[str, int]:
    """The cells below the least number that have but one number left."""
    return {
        group: next(iter(numbers))
        for group, numbers in cells.items()
        if len(numbers) == 1 and 0 < min(numbers) < least
    }


def all_halls(groups: Sequence[str], total: int) -> Iterator[dict[str, int]]:
    """Every way in which so many people can belong to these groups."""
    for numbers in product(range(total + 1), repeat=len(groups) - 1):
        if sum(numbers) <= total:
            yield dict(zip(groups, (*numbers, total - sum(numbers)), strict=True))


def explained(halls: Iterable[Mapping[str, int]], least: int) -> dict[Published, Cells]:
    """For every table: the numbers that a group has in any hall of which it is published."""
    found: dict[Published, Cells] = defaultdict(lambda: defaultdict(set))
    for hall in halls:
        cells = found[publish(hall, least=least)]
        for group, people in hall.items():
            cells[group].add(people)
    return found


@cache
def partitions(total: int, parts: int, most: int) -> tuple[tuple[int, ...], ...]:
    """Some hundred ways to write a number as a sum of so many, each at least 1."""
    return tuple(each for _, each in zip(range(600), _partitions(total, parts, most), strict=False))


def _partitions(total: int, parts: int, most: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        if 1 <= total <= most:
            yield (total,)
        return
    for first in range(min(most, total - parts + 1), 0, -1):
        if first * parts < total:
            return
        for rest in _partitions(total - first, parts - 1, first):
            yield (first, *rest)


def knows_the_rule(published: Published, groups: Sequence[str]) -> Cells:
    """The numbers of merged groups in halls that the rule, which is printed, publishes alike.

    ``groups``: the list as it stood at the desk. It goes through ways to divide the merged
    number, and stops once every group has two.
    """
    merged, shown = published.merged, published.shown
    if merged is None or shown is None:
        return {group: {people} for group, people in shown or ()}
    cells: Cells = {group: set() for group in merged.groups}
    for numbers in partitions(merged.people, len(merged.groups), merged.people):
        for turn in range(len(numbers)):
            turned = numbers[turn:] + numbers[:turn]
            hall = dict(shown) | dict(zip(merged.groups, turned, strict=True))
            again = publish({group: hall[group] for group in groups}, least=published.least)
            if again == published:
                for group, people in zip(merged.groups, turned, strict=True):
                    cells[group].add(people)
        if all(len(numbers) > 1 for numbers in cells.values()):
            break
    return cells
