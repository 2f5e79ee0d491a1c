"""A begun ballot is there again after a restart, in memory only, and nobody reads it there."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from journey import PIN, Running, given_a_quorum, load, start_kiosk

from kiosk.config import read_config
from kiosk.shipped import demo_file
from kiosk.store.draft_shelf import is_in_memory

POLL = "young-voters"
YES = ("motion", "yes")
CHOSEN = 'value="yes" checked'


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory."""
    folder = Path("/dev/shm") / f"kiosk-test-{secrets.token_hex(8)}"  # noqa: S108
    if not folder.parent.is_dir() or not is_in_memory(folder.parent):
        pytest.skip("this machine has no folder in memory")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


async def given_a_begun_ballot(
    data: Path, drafts: Path, stopping: AsyncExitStack
) -> tuple[Running, str, str]:
    """A hall with an open poll; the card of who has begun, and of who has not."""
    await load(data, demo_file())
    hall = await started(data, drafts, stopping)
    begun, other, *_ = await given_a_quorum(hall)
    await hall.chair(POLL, "open")
    await hall.post(f"/card/{begun}/poll/{POLL}", YES, ("asked", "motion"), ("step", "review"))
    return hall, begun, other


async def started(data: Path, drafts: Path, stopping: AsyncExitStack) -> Running:
    hall = await start_kiosk(data, drafts=str(drafts))
    stopping.push_async_callback(hall.stop)
    return hall


def begun_in(hall: Running, code: str) -> bool:
    return hall.kiosk.hall.sitting.drafts.find(POLL, code) is not None


def drafts_in(memory: Path) -> list[Path]:
    return [one for one in memory.rglob("*-*") if one.is_file()]


async def test_after_a_restart_the_voter_finds_what_was_chosen(
    tmp_path: Path, memory: Path, stopping: AsyncExitStack
) -> None:
    hall, begun, other = await given_a_begun_ballot(tmp_path, memory, stopping)
    chosen = hall.kiosk.hall.sitting.drafts.find(POLL, begun)
    await hall.stop()

    again = await started(tmp_path, memory, stopping)

    assert chosen is not None
    assert again.kiosk.hall.sitting.drafts.find(POLL, begun) == chosen
    assert again.kiosk.hall.sitting.drafts.started(POLL) == 1
    assert not begun_in(again, other)
    _, card = await again.get(f"/card/{begun}")
    assert "You started, but your vote is not cast." in card


async def test_without_the_card_nobody_reads_a_begun_ballot(
    tmp_path: Path, memory: Path, stopping: AsyncExitStack
) -> None:
    _, begun, _ = await given_a_begun_ballot(tmp_path, memory, stopping)

    (file,) = drafts_in(memory)
    salt = file.with_name("salt")

    assert [one.stat().st_mode & 0o777 for one in (file, salt)] == [0o600, 0o600]
    assert file.parent.stat().st_mode & 0o777 == 0o700
    for secret in (begun, POLL, "motion", "yes"):
        assert secret.encode() not in file.read_bytes()
        assert secret not in file.name


def all_bytes(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())


async def test_nothing_begun_is_ever_in_the_data_folder(
    tmp_path: Path, memory: Path, stopping: AsyncExitStack
) -> None:
    hall, begun, _ = await given_a_begun_ballot(tmp_path, memory, stopping)

    written = all_bytes(tmp_path)

    assert begun_in(hall, begun)
    assert b'["motion",[["yes"' not in written
    assert begun.encode() not in written


async def test_a_cast_ballot_is_begun_no_longer(
    tmp_path: Path, memory: Path, stopping: AsyncExitStack
) -> None:
    hall, begun, _ = await given_a_begun_ballot(tmp_path, memory, stopping)

    await hall.post(f"/card/{begun}/poll/{POLL}", YES, ("step", "cast"))

    assert drafts_in(memory) == []
    assert hall.kiosk.hall.sitting.drafts.started(POLL) == 0


async def test_closing_forgets_what_was_begun_also_before_a_restart(
    tmp_path: Path, memory: Path, stopping: AsyncExitStack
) -> None:
    hall, _, _ = await given_a_begun_ballot(tmp_path, memory, stopping)
    await hall.stop()
    again = await started(tmp_path, memory, stopping)

    await again.chair(POLL, "close")

    assert drafts_in(memory) == []


async def test_a_draft_that_is_damaged_is_as_if_it_were_not_begun(
    tmp_path: Path, memory: Path, stopping: AsyncExitStack
) -> None:
    hall, begun, _ = await given_a_begun_ballot(tmp_path, memory, stopping)
    await hall.stop()
    (file,) = drafts_in(memory)
    file.write_bytes(file.read_bytes()[:-3])

    again = await started(tmp_path, memory, stopping)
    status, _ = await again.get(f"/card/{begun}/poll/{POLL}")

    assert (status, begun_in(again, begun)) == (200, False)


async def test_a_folder_that_is_no_memory_is_left_alone(
    tmp_path: Path, stopping: AsyncExitStack
) -> None:
    disk = tmp_path / "drafts"
    if is_in_memory(tmp_path):
        pytest.skip("the tests' folder is in memory here")
    hall, begun, _ = await given_a_begun_ballot(tmp_path / "data", disk, stopping)

    assert list(disk.iterdir()) == []
    assert begun_in(hall, begun)


async def test_nothing_begun_in_a_trial_is_kept(
    tmp_path: Path, memory: Path, stopping: AsyncExitStack
) -> None:
    await load(tmp_path, demo_file())
    hall = await started(tmp_path, memory, stopping)
    await hall.post("/organiser/enter", ("pin", PIN))
    await hall.post("/organiser/trial")
    begun, *_ = await given_a_quorum(hall)
    await hall.chair(POLL, "open")
    await hall.post(f"/card/{begun}/poll/{POLL}", YES, ("asked", "motion"), ("step", "review"))

    assert begun_in(hall, begun)
    assert drafts_in(memory) == []


def test_systemd_tells_where_memory_is_unless_somebody_wrote_it() -> None:
    told = {"RUNTIME_DIRECTORY": "/run/kiosk:/run/other"}

    assert read_config(environment=told).drafts == "/run/kiosk/drafts"
    assert read_config(environment=told, file_text='drafts = "/x"').drafts == "/x"
    assert read_config().drafts == ""
