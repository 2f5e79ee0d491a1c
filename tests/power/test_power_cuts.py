"""Power cuts: after every write of a rehearsal, whatever the disk kept, all promises are kept.

Each cut is tried with nothing unsynced kept, all of it, only the last step, all but the last, and
with draws: in order, out of order, file by file, at random, with torn writes. On both media, each
of them alone: the data folder, and the second copy. For a longer run, of 10,000 states and more on
each medium:

    KIOSK_TEST_DRAWS=20 pytest -s tests/power     # so many draws for each cut, 1 by default
    KIOSK_TEST_SEED=7 pytest -s tests/power       # other draws, killed at another sync
"""

import os
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from cuts import states_after_cuts
from disk_after_a_cut import WHOLE, Disk
from disk_trace import Recorder, Step, built_shim
from kept_files import KeptBox, KeptRoll, read_box, read_roll
from opened_again import faults_when_opened, faults_when_served, put_down
from recorded_meeting import Meeting, recorded_meeting
from verdict import LOST, Judge

LONG = "KIOSK_TEST_DRAWS" in os.environ
DRAWS = int(os.environ.get("KIOSK_TEST_DRAWS", "1"))
SEED = int(os.environ.get("KIOSK_TEST_SEED", "20261124"))
KILLED_AT = SEED % 8 or 8  # which sync of a commit and of its copy the kill -9 comes before
FEWEST = 10_000 if LONG else 4_000  # states on each medium
OPENED = 300 if LONG else 100  # states opened by the product's own code
TORN = 2000  # files with three bytes lost
SERVED = 6 if LONG else 1  # states that a whole kiosk goes on with

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(3600 if LONG else 240),
]
each_medium = pytest.mark.parametrize("medium", ["data", "copy"])


@pytest.fixture(scope="module")
def memory() -> Iterator[Path]:
    """A folder that costs no disk: ten thousand disks are put into it."""
    shared = Path("/dev/shm")  # noqa: S108 - a fast place, if there is one
    folder = Path(tempfile.mkdtemp(dir=shared if os.access(shared, os.W_OK) else None))
    yield folder
    shutil.rmtree(folder)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def meeting(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Meeting]:
    """One recorded rehearsal for all tests."""
    folder = tmp_path_factory.mktemp("meeting")
    roots = (folder / "data", folder / "copy")
    recorder = Recorder(built_shim(folder), folder / "trace", roots)
    yield await recorded_meeting(recorder, folder, members=40, killed_at=KILLED_AT)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def careless(tmp_path_factory: pytest.TempPathFactory, memory: Path) -> Counter[str]:
    """What is wrong after cuts where a kiosk syncs neither box nor roll."""
    folder = tmp_path_factory.mktemp("careless")
    recorder = Recorder(
        built_shim(folder), folder / "trace", (folder / "data",), without_sync=".sqlite"
    )
    meeting = await recorded_meeting(recorder, folder, members=16)
    return judged(meeting, meeting.data, memory, draws=1)[1]


def judged(meeting: Meeting, root: Path, memory: Path, *, draws: int) -> tuple[int, Counter[str]]:
    """How many states of that medium there are, and what is wrong with how many of them."""
    chance = random.Random(SEED)
    judge = Judge(meeting, root, memory, {}, {})
    found: Counter[str] = Counter()
    number = 0
    for state, disk in states_after_cuts(meeting.steps_on(root), chance, drawn=draws):
        found.update(judge.faults(state, disk))
        number += 1
    return number, found


def disk_at_the_end(steps: tuple[Step, ...]) -> dict[str, bytes]:
    disk = Disk()
    for step in steps:
        disk.make(step)
    state = disk.after(len(steps), dict.fromkeys(disk.waiting, WHOLE))
    return {path: disk.content(version) for path, version in state.files}


async def test_the_recorder_misses_nothing(meeting: Meeting) -> None:
    files = {
        str(path): path.read_bytes()
        for root in meeting.recorder.roots
        for path in root.rglob("*")
        if path.is_file() and not path.name.endswith("-shm")
    }

    assert disk_at_the_end(meeting.steps) == files


@each_medium
async def test_a_cut_at_any_write_breaks_no_promise(
    meeting: Meeting, memory: Path, medium: str, record_property: Callable[[str, object], None]
) -> None:
    root = meeting.data.with_name(medium)
    started = time.monotonic()

    number, faults = judged(meeting, root, memory, draws=DRAWS)

    steps = len(meeting.steps_on(root))
    line = f"{medium} alone, {number} states after {steps} steps, seed {SEED}"
    print(f"\npower cuts: {line}, {time.monotonic() - started:.1f} s, faults: {dict(faults)}")
    record_property("power cuts", line)
    assert faults == {}
    assert number >= FEWEST


@each_medium
async def test_the_kiosk_itself_opens_what_a_cut_left(
    meeting: Meeting, memory: Path, medium: str
) -> None:
    root = meeting.data.with_name(medium)
    steps = meeting.steps_on(root)
    chance = random.Random(SEED + 1)
    share = OPENED / (3 * len(steps))  # about three states for each step
    opened = 0
    for state, disk in states_after_cuts(steps, chance, drawn=2):
        if chance.random() < share:
            data = put_down(state, disk, root=root, into=memory / "data")
            length = meeting.steps[state.cut - 1].end
            assert await faults_when_opened(meeting, root, data, length) == [], state.cut
            opened += 1

    assert opened >= OPENED / 2


@each_medium
async def test_a_meeting_goes_on_after_a_cut(meeting: Meeting, memory: Path, medium: str) -> None:
    root = meeting.data.with_name(medium)
    steps = meeting.steps_on(root)
    chance = random.Random(SEED + 2)
    after = [step.number + 1 for step in steps if step.end >= meeting.there(root).told]
    left = set(chance.sample(after, SERVED))
    for state, disk in states_after_cuts(steps, chance, drawn=3):
        if state.cut in left and (len(disk.waiting) == 0 or chance.random() < 0.3):
            left.remove(state.cut)
            data = put_down(state, disk, root=root, into=memory / "data")
            length = meeting.steps[state.cut - 1].end
            assert await faults_when_served(meeting, data, length) == [], state.cut


@pytest.mark.parametrize(("name", "read"), [("box.sqlite", read_box), ("roll.sqlite", read_roll)])
async def test_torn_bytes_anywhere_are_trouble_and_stop_no_judge(
    meeting: Meeting, memory: Path, name: str, read: Callable[[Path], KeptBox | KeptRoll]
) -> None:
    (file,) = meeting.data.rglob(name)
    whole = file.read_bytes()
    torn = memory / name
    troubles = 0
    for start in random.Random(SEED).sample(range(len(whole)), TORN):
        torn.write_bytes(whole[:start] + bytes(3) + whole[start + 3 :])
        troubles += read(torn).trouble != ""

    assert troubles > TORN / 20


async def test_a_box_that_is_not_synced_loses_votes_here(careless: Counter[str]) -> None:
    assert careless[LOST] > 100


async def test_a_roll_that_is_not_synced_loses_people_here(careless: Counter[str]) -> None:
    assert careless["somebody who signed in is not present"] > 100
