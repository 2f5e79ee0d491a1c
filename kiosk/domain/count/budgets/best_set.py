"""The most valuable set of things that fits a capacity, exactly, in integers.

Source: Pisinger, A Minimal Algorithm for the 0-1 Knapsack Problem (1997): begin with the things
of the highest value per weight that fit together, then remove and add one after another around
that edge, keeping only states that no other beats and that can still become the best.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from kiosk.domain.errors import Refused

MOST_WORK = 10_000_000  # states looked at: a few seconds. Real elections need a few thousand


class NoBestSetInTime(Refused):
    """The costs and scores are so alike that finding the best set would take too long."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a value above 0 and a weight above 0."""

    value: int
    weight: int


State = tuple[int, int, int]
"""Weight, value, and as bits which things differ from the set it began with."""


def best_set(
    things: Sequence[Thing], capacity: int, *, most_work: int = MOST_WORK
) -> frozenset[int]:
    """The places of the things in a set of the highest value that weighs at most ``capacity``.

    Of several such sets it is any. Raises NoBestSetInTime after ``most_work`` states.
    """
    shared = gcd(*(thing.weight for thing in things)) or 1
    things = [Thing(thing.value, thing.weight // shared) for thing in things]
    capacity //= shared
    order = sorted(
        (place for place, thing in enumerate(things) if thing.weight <= capacity),
        key=lambda place: Fraction(things[place].value, things[place].weight),
        reverse=True,
    )
    sorted_things = [things[place] for place in order]
    edge, weight, value = 0, 0, 0
    while edge < len(order) and weight + sorted_things[edge].weight <= capacity:
        weight += sorted_things[edge].weight
        value += sorted_things[edge].value
        edge += 1
    start = (weight, value, 0)
    changed = _best_change(sorted_things, edge, start, capacity=capacity, most_work=most_work)
    return frozenset(
        place for bit, place in enumerate(order) if (bit < edge) != bool(changed >> bit & 1)
    )


def _best_change(
    things: list[Thing], edge: int, start: State, *, capacity: int, most_work: int
) -> int:
    best = start
    states = [start]
    left, right = edge - 1, edge  # the next thing to remove, and to add
    work = 0
    while states and (left >= 0 or right < len(things)):
        work += len(states)
        if work > most_work:
            raise NoBestSetInTime
        if right < len(things):
            added = things[right]
            states = _undominated(states, added.weight, added.value, bit=1 << right)
            right += 1
            best = _better(best, states, capacity)
            states = _promising(things, states, (left, right), best=best[1], capacity=capacity)
        if left >= 0:
            removed = things[left]
            states = _undominated(states, -removed.weight, -removed.value, bit=1 << left)
            left -= 1
            best = _better(best, states, capacity)
            states = _promising(things, states, (left, right), best=best[1], capacity=capacity)
    return best[2]


def _undominated(states: list[State], weight: int, value: int, *, bit: int) -> list[State]:
    """All states with and without the change, by weight, without those that another beats."""
    changed = [(w + weight, v + value, bits | bit) for w, v, bits in states]
    kept: list[State] = []
    for state in sorted(states + changed, key=lambda state: (state[0], -state[1])):
        if not kept or state[1] > kept[-1][1]:
            kept.append(state)
    return kept


def _better(best: State, states: list[State], capacity: int) -> State:
    """The best state that fits; values rise with the weights."""
    fitting = [state for state in states if state[0] <= capacity]
    return fitting[-1] if fitting and fitting[-1][1] > best[1] else best


def _promising(
    things: list[Thing], states: list[State], ends: tuple[int, int], *, best: int, capacity: int
) -> list[State]:
    """The states whose value, with capacity used to a fraction, can still exceed the best."""
    left, right = ends
    gain = things[right] if right < len(things) else Thing(0, 1)
    loss = things[left] if left >= 0 else None
    kept = []
    for state in states:
        weight, value, _ = state
        if weight <= capacity:
            more = (capacity - weight) * gain.value // gain.weight
            if value + more > best:
                kept.append(state)
        elif loss and value - -(-(weight - capacity) * loss.value // loss.weight) > best:
            kept.append(state)
    return kept
