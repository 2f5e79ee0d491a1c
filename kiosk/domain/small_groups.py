"""Who was in the room, told by groups of which none is so small that it names somebody.

In comes a counter for each group of one question; out comes what may be published, once and after
the close. A small group's number is merged with others', for the total is public and one hidden
number would be the rest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.domain.sentence import say

LEAST = 5
LEAST_OF_ALL = 3  # nobody may ask for less

Counts = Mapping[str, int]
"""How many people each group has, in the list's order. "No answer" is a group like any other."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Groups that are named, and counted only together: at least two, and ``least`` people."""

    groups: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Published:
    """What may be told of one question: groups with their numbers, in the list's order.

    ``shown`` holds 0 and numbers from ``least`` on. Where it is None there were too few answers,
    and nothing but the total is told.
    """

    total: int
    least: int
    shown: tuple[tuple[str, int], ...] | None
    merged: Merged | None = None

    def percent(self, people: int) -> int:
        """A shown number as whole percents of all, halves upwards."""
        return (200 * people + self.total) // (2 * self.total) if self.total else 0


TOO_FEW = say("There are too few answers to show any.")


def added_up(halls: Sequence[Counts]) -> dict[str, int]:
    """The counters of several halls as one table, which is published instead of each hall's."""
    groups = dict.fromkeys(group for hall in halls for group in hall)
    return {group: sum(hall.get(group, 0) for hall in halls) for group in groups}


def publish(counts: Counts, *, least: int = LEAST) -> Published:
    """What may be published of these counters.

    Groups of 1 to ``least - 1`` are merged. While they are fewer than two groups or than ``least``
    people, or while whoever knows this rule could tell a number below ``least`` among them, the
    next smallest group joins; of equal ones the earlier in the list.
    """
    if least < LEAST_OF_ALL:
        raise ValueError(f"least is {least}")
    total = sum(counts.values())
    by_size = sorted((group for group in counts if counts[group]), key=counts.__getitem__)
    number = sum(counts[group] < least for group in by_size)
    if not number:
        shown = tuple(counts.items()) if total else None
        return Published(total, least, shown)
    while number < len(by_size):
        sizes = [counts[group] for group in by_size]
        if _may_stand(sizes[:number], sizes[number], least):
            hidden = set(by_size[:number])
            return Published(
                total,
                least,
                tuple((group, people) for group, people in counts.items() if group not in hidden),
                Merged(tuple(group for group in counts if group in hidden), sum(sizes[:number])),
            )
        number += 1
    return Published(total, least, None)


def _may_stand(merged: Sequence[int], next_size: int, least: int) -> bool:
    """Whether groups of these sizes, smallest first, can be told as one number.

    ``next_size``: of the smallest group that is shown. For each small group there must be other
    sizes, of the same sum, that would be published alike and give it another number.
    """
    groups, people = len(merged), sum(merged)
    if groups < 2 or people < least:
        return False
    if groups < people < groups * (least - 1):
        return True  # all may be small, in more than one way
    small = [size for size in merged if size < least]
    if len(small) == groups:
        # All have 1, which nothing else explains; or all have least - 1, where only one large
        # group among very small ones explains it too, if such a one would have joined.
        large = max(least, (groups - 1) * (least - 1))
        return people > groups and groups <= least and large < next_size
    largest = merged[-1]
    if largest < next_size:
        return True  # it may have changed places with any of the small ones
    # It joined before an equal one for its place in the list; one fewer would have joined too.
    return sum(small) < least - 1 and largest > least
