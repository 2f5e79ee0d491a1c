"""A trial of the meeting: everything can be tried, and nothing of it can ever count."""

import asyncio
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from journey import PIN, Running, given_a_quorum, start_kiosk, until

from kiosk.__main__ import main
from kiosk.actions.load_assembly import sitting_of
from kiosk.actions.send_records import send_now
from kiosk.domain.errors import BadFile
from kiosk.store import records
from kiosk.store.meeting_folder import make_current

POLL = "young-voters"
MARK = "Trial: nothing counts"


async def begin(demo: Running) -> None:
    await demo.post("/organiser/enter", ("pin", PIN))
    _, page = await demo.post("/organiser/trial")
    assert MARK in page


async def cast(demo: Running, code: str) -> int:
    status, _ = await demo.post(f"/card/{code}/poll/{POLL}", ("motion", "yes"), ("step", "cast"))
    return status


def a_copy(demo: Running, tmp_path: Path) -> Path:
    """A data folder in which the trial lies where meetings lie, beside the kiosk's own key."""
    trial, data = demo.kiosk.hall.sitting.folder, tmp_path / "copied"
    assert trial is not None
    shutil.copytree(trial, data / "meeting")
    shutil.copy(demo.data / "device.key", data)
    make_current(data, "meeting")
    return data


async def test_every_page_of_a_trial_says_so(demo: Running) -> None:
    await begin(demo)

    for path in ("/", "/desk", "/booth", "/chair", "/screen", "/organiser", "/results"):
        _, page = await demo.get(path)
        assert MARK in page, path


async def test_every_slip_of_a_trial_is_marked(demo: Running) -> None:
    await begin(demo)

    await demo.post("/organiser/test-slip")
    test = demo.kiosk.hall.test_slip
    await until(lambda: test is not None and test.state is not None)

    _, panel = await demo.get("/panel")
    assert "TRIAL. NOTHING COUNTS" in panel


async def test_a_whole_vote_of_a_trial_leaves_nothing_behind(demo: Running) -> None:
    sitting = demo.kiosk.hall.sitting
    assert sitting.folder is not None
    before = await records.unsent_number(sitting.roll.read, "")
    await begin(demo)
    for code in await given_a_quorum(demo):
        await demo.chair(POLL, "open")
        assert await cast(demo, code) == 200
    await demo.chair(POLL, "close")

    await demo.post("/organiser/trial/end")

    real = demo.kiosk.hall.sitting
    _, page = await demo.get("/chair")
    assert MARK not in page
    assert real.folder == sitting.folder
    assert (real.box.cards_number, real.box.cast_number(POLL), real.results) == (0, 0, {})
    assert await records.unsent_number(real.roll.read, "") >= before
    assert not (real.folder / "trial").exists()


async def test_a_card_of_the_meeting_and_one_of_the_trial_do_not_know_each_other(
    demo: Running,
) -> None:
    real = await demo.card("101")
    await begin(demo)
    trial = await demo.card("101")
    in_trial, _ = await demo.get(f"/card/{real}")

    await demo.post("/organiser/trial/end")

    after, _ = await demo.get(f"/card/{trial}")
    again, _ = await demo.get(f"/card/{real}")
    assert (in_trial, after, again) == (404, 404, 200)


async def test_a_trial_is_never_sent(demo: Running) -> None:
    await begin(demo)

    sent = await send_now(demo.kiosk.hall, "http://127.0.0.1:9")

    assert (sent.number, sent.trouble) == (0, "")


async def test_no_archive_is_written_of_a_trial(demo: Running, tmp_path: Path) -> None:
    await begin(demo)
    data, out = a_copy(demo, tmp_path), tmp_path / "trial.json"
    asked = ["archive", "--data", str(data), "--out", str(out)]

    told = await asyncio.to_thread(CliRunner().invoke, main, asked)

    assert told.exit_code == 1
    assert "This is the log of a trial. Nothing in it counts. Nothing was written." in told.output
    assert not out.exists()


async def test_a_copied_trial_does_not_go_on_as_a_meeting(demo: Running, tmp_path: Path) -> None:
    await begin(demo)

    with pytest.raises(BadFile) as refused:
        await sitting_of(a_copy(demo, tmp_path))

    assert "This is a trial" in str(refused.value)


async def test_no_trial_begins_while_a_vote_is_open(demo: Running) -> None:
    await given_a_quorum(demo)
    await demo.chair(POLL, "open")
    await demo.post("/organiser/enter", ("pin", PIN))

    status, page = await demo.post("/organiser/trial")

    assert status == 409
    assert MARK not in page


async def test_a_restart_ends_the_trial(demo: Running) -> None:
    await begin(demo)
    await demo.card("101")
    await demo.stop()

    again = await start_kiosk(demo.data)

    try:
        _, page = await again.get("/chair")
        assert MARK not in page
        assert again.kiosk.hall.sitting.box.cards_number == 0
    finally:
        await again.stop()
