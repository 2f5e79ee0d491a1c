"""Power cuts: after every step of a trace, what may have become of all that was not synced."""

import itertools
import random
from collections.abc import Iterator, Sequence

from disk_after_a_cut import SECTOR, STRETCHED, WHOLE, Disk, Ranges, State
from disk_trace import Kind, Step

Fates = dict[int, Ranges]


def states_after_cuts(
    steps: Sequence[Step], chance: random.Random, *, drawn: int
) -> Iterator[tuple[State, Disk]]:
    """Different disks for a cut after each step: the extremes, and so many drawn by chance.

    The disk is good for reading a state's contents only until the next state is asked for.
    """
    disk = Disk()
    seen: set[tuple[tuple[str, object], ...]] = set()
    for step in steps:
        cut = step.number + 1
        disk.make(step)
        seen.clear()
        for fates in _all_fates(tuple(disk.waiting.values()), chance, drawn):
            state = disk.after(cut, fates)
            if state.files not in seen:
                seen.add(state.files)
                yield state, disk


def _all_fates(waiting: Sequence[Step], chance: random.Random, drawn: int) -> Iterator[Fates]:
    numbers = [step.number for step in waiting]
    yield {}
    yield dict.fromkeys(numbers, WHOLE)
    yield dict.fromkeys(numbers[-1:], WHOLE)
    yield dict.fromkeys(numbers[:-1], WHOLE)
    for _ in range(drawn if waiting else 0):
        yield _drawn(waiting, chance)


def _drawn(waiting: Sequence[Step], chance: random.Random) -> Fates:
    """One way in which a disk may have worked: in order, out of order, file by file, at random."""
    here = chance.randrange(len(waiting))
    files = {step.file for step in waiting if chance.random() < 0.5}
    way = chance.randrange(6)
    fates: Fates = {}
    for place, step in enumerate(waiting):
        is_there = (
            place < here,  # in order
            place > here,  # out of order
            place != here,  # one is missing
            place == here,  # one overtook all others
            step.file in files,  # file by file
            chance.random() < 0.5,
        )[way]
        if place == here and chance.random() < 0.7:
            fates[step.number] = torn(step, chance)
        elif is_there:
            fates[step.number] = torn(step, chance) if chance.random() < 0.1 else WHOLE
    return fates


def torn(step: Step, chance: random.Random) -> Ranges:
    """A part of a write: some of its sectors, the last of them perhaps broken off inside."""
    size = len(step.content)
    if step.kind is not Kind.WRITE or size < 2:
        return WHOLE
    first = SECTOR - step.offset % SECTOR
    edges = [0, *range(first, size, SECTOR), size]
    sectors = list(itertools.pairwise(edges))
    match chance.randrange(4):
        case 0:
            return STRETCHED
        case 1:  # the first so many bytes
            return ((0, chance.randrange(1, size)),)
        case 2:  # the first sectors
            return tuple(sectors[: chance.randrange(1, len(sectors) + 1)])
        case _:  # any of the sectors
            return tuple(one for one in sectors if chance.random() < 0.5) or STRETCHED
