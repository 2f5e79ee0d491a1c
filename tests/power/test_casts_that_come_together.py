"""Many casts in one commit: safe whatever a power cut leaves, in few syncs, and in no order."""

import asyncio
import json
import os
import random
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from cuts import states_after_cuts
from disk_after_a_cut import Disk, State
from disk_trace import Kind, Recorder, Step, built_shim
from herd_of_casts import POLL
from kept_files import KeptBox, read_box

from kiosk.store.box import FEW

GROUPS = (40, 1, 24, 9, 1, 2, 30)
LOG = "box.sqlite-wal"
FRAME = 24  # bytes of what is before each page in SQLite's log; the last of a commit has a size
ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(240)]


@dataclass(frozen=True, slots=True)
class Told:
    """A ballot, and the trace's length when it was asked for and when its voter was told."""

    card: str
    mark: int
    asked: int
    told: int


@dataclass(frozen=True, slots=True)
class Herd:
    """What was told, and what was done to the disk."""

    file: Path
    ballots: tuple[Told, ...]
    steps: tuple[Step, ...]

    def groups(self) -> list[tuple[Told, ...]]:
        """The ballots that came together."""
        by_mark = sorted(self.ballots, key=lambda one: one.mark)
        starts = [sum(GROUPS[:number]) for number in range(len(GROUPS))]
        return [
            tuple(by_mark[start : start + number])
            for start, number in zip(starts, GROUPS, strict=True)
        ]

    def between(self, group: tuple[Told, ...]) -> list[Step]:
        """What was done until the group was told."""
        asked, told = (min(one.asked for one in group), min(one.told for one in group))
        return [step for step in self.steps if asked < step.end <= told]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def herd(tmp_path_factory: pytest.TempPathFactory) -> Herd:
    """Groups of casts, one after the other, in a process of its own."""
    folder = tmp_path_factory.mktemp("herd")
    (folder / "data").mkdir()
    file = folder / "data" / "box.sqlite"
    recorder = Recorder(built_shim(folder), folder / "trace", (folder / "data",))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name("herd_of_casts.py")),
        *(str(file), str(recorder.trace), *map(str, GROUPS)),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **recorder.environment, "PYTHONPATH": str(ROOT)},
    )
    said, _ = await process.communicate()
    return Herd(file, tuple(Told(*one) for one in json.loads(said)), recorder.steps())


def kept(state: State, disk: Disk, folder: Path) -> KeptBox:
    """What SQLite reads of the disk that is left."""
    for old in folder.iterdir():
        old.unlink()
    for path, version in state.files:
        (folder / Path(path).name).write_bytes(disk.content(version))
    return read_box(folder / "box.sqlite")


def faults(herd: Herd, box: KeptBox, length: int) -> list[str]:
    told = {one.mark for one in herd.ballots if one.told <= length}
    asked = {one.mark: one.card for one in herd.ballots if one.asked <= length}
    if box.trouble:
        return [box.trouble]
    if POLL not in box.polls:
        return ["the poll is gone"] if told else []
    poll = box.polls[POLL]
    found = ["a ballot that was told is lost"] * bool(told - poll.marks.keys())
    found += ["a ballot nobody cast"] * bool(poll.marks.keys() - asked.keys())
    spent = Counter(poll.digest(asked[mark]) for mark in poll.marks.elements() if mark in asked)
    found += ["spent cards and ballots do not belong together"] * (poll.spent != spent)
    return found


async def test_a_cut_at_any_write_loses_no_ballot_of_a_herd(herd: Herd, tmp_path: Path) -> None:
    found: Counter[str] = Counter()
    number = 0
    first = min(one.asked for one in herd.ballots)
    for state, disk in states_after_cuts(herd.steps, random.Random(11), drawn=4):
        length = herd.steps[state.cut - 1].end
        if length >= first:
            found.update(faults(herd, kept(state, disk, tmp_path), length))
            number += 1

    assert found == {}
    assert number > 500


async def test_a_commit_of_casts_takes_three_syncs(herd: Herd) -> None:
    first = min(one.asked for one in herd.ballots)
    casting = [step for step in herd.steps if step.end > first]
    syncs = Counter(Path(step.path).name for step in casting if step.kind is Kind.SYNC)

    # The log for the answer; again when SQLite brings it into the file, and the file.
    assert syncs == {LOG: 2 * len(GROUPS), "box.sqlite": len(GROUPS)}


async def test_the_log_never_holds_two_commits(herd: Herd) -> None:
    commits, most = 0, 0
    for step in herd.steps:
        if not step.path.endswith(LOG):
            continue
        if step.kind is Kind.RESIZE and step.offset == 0:
            commits = 0
        elif step.kind is Kind.WRITE and len(step.content) == FRAME:
            commits += int.from_bytes(step.content[4:8], "big") > 0
        most = max(most, commits)

    assert most == 1


async def test_whoever_casts_nearly_alone_is_told_when_nothing_lies_beside_the_file(
    herd: Herd,
) -> None:
    few = [group for group in herd.groups() if len(group) < FEW]
    for group in few:
        last = [step for step in herd.between(group) if step.path.endswith(LOG)][-1]
        assert (last.kind, last.offset) == (Kind.RESIZE, 0)

    assert len(few) == 3
