"""A trial of the meeting: everything can be tried, and nothing of it can ever count."""

import asyncio
import shutil
from pathlib import Path

import aiohttp
import pytest
from click.testing import CliRunner
from journey import PIN, Running, given_a_quorum, start_kiosk, until
from program import run

from kiosk.__main__ import main
from kiosk.actions.load_assembly import sitting_of
from kiosk.actions.log.send_records import send_now
from kiosk.domain.errors import BadFile
from kiosk.shipped import demo_file
from kiosk.store import records
from kiosk.store.meeting_folder import current, make_current

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


def other_files() -> aiohttp.FormData:
    """One more member: another meeting."""
    form = aiohttp.FormData()
    for file in sorted(demo_file().parent.glob("*.*")):
        if file.suffix in {".toml", ".csv"}:
            more = b"999,Late Comer,Oak\n" if file.name == "roster.csv" else b""
            form.add_field("files", file.read_bytes() + more, filename=file.name)
    return form


async def send(demo: Running, form: aiohttp.FormData) -> tuple[int, str]:
    async with demo.browser.post(f"{demo.url}/organiser/load", data=form) as answer:
        return answer.status, await answer.text()


def trials(data: Path) -> list[Path]:
    return list(data.rglob("trial"))


@pytest.mark.parametrize("voting", [False, True])
async def test_no_other_files_are_loaded_during_a_trial(demo: Running, voting: bool) -> None:
    await demo.card("101")
    meeting = demo.kiosk.hall.sitting.folder
    await begin(demo)
    if voting:
        await given_a_quorum(demo)
        await demo.chair(POLL, "open")

    status, page = await send(demo, other_files())

    assert status == 409
    assert "End the trial before you load another meeting." in page
    assert MARK in page
    assert current(demo.data) == meeting
    await demo.post("/organiser/trial/end")
    _, told = await demo.get("/api/v1/assembly")
    assert '"present": 1' in told


async def test_no_form_offers_to_load_files_during_a_trial(demo: Running) -> None:
    await begin(demo)

    _, page = await demo.get("/organiser")

    assert 'action="/organiser/load"' not in page


async def test_a_yes_from_before_the_trial_loads_nothing_in_it(demo: Running) -> None:
    await demo.card("101")
    meeting = demo.kiosk.hall.sitting.folder
    await demo.post("/organiser/enter", ("pin", PIN))
    _, asked = await send(demo, other_files())
    once = asked.split('name="once" value="')[1].split('"')[0]
    await begin(demo)

    status, page = await demo.post("/organiser/load/anyway", ("once", once))

    assert status == 409
    assert "End the trial before you load another meeting." in page
    assert current(demo.data) == meeting


async def test_after_a_trial_other_files_are_asked_about_the_meeting(demo: Running) -> None:
    await demo.card("101")
    await begin(demo)
    await demo.post("/organiser/trial/end")

    status, page = await send(demo, other_files())

    assert status == 409
    assert "1 person must sign in again." in page


async def test_a_kiosk_that_stops_deletes_its_trial(demo: Running) -> None:
    await begin(demo)
    before = trials(demo.data)

    await demo.stop()

    assert before
    assert trials(demo.data) == []


@pytest.fixture
async def cut_short(demo: Running) -> Path:
    """The data folder of a kiosk whose power went during a trial; one person is inside."""
    await demo.card("101")
    await begin(demo)
    trial = demo.kiosk.hall.sitting.folder
    assert trial is not None
    left = trial.with_name("left")
    shutil.copytree(trial, left)
    await demo.stop()
    left.rename(trial)
    return demo.data


async def test_a_trial_that_the_power_ended_is_deleted_at_the_start(cut_short: Path) -> None:
    again = await start_kiosk(cut_short)

    try:
        assert trials(cut_short) == []
    finally:
        await again.stop()


async def test_the_command_asks_about_the_meeting_and_deletes_what_a_trial_left(
    cut_short: Path, tmp_path: Path
) -> None:
    meeting = current(cut_short)
    folder = tmp_path / "other"
    shutil.copytree(demo_file().parent, folder)
    with (folder / "roster.csv").open("ab") as roster:
        roster.write(b"999,Late Comer,Oak\n")

    code, _, errors = await run("load", str(folder), "--data", str(cut_short))

    assert code == 1
    assert "1 people are inside" in errors
    assert current(cut_short) == meeting
    assert trials(cut_short) == []


async def test_a_trial_that_cannot_begin_leaves_nothing(
    demo: Running,
) -> None:
    """The files of the meeting were damaged meanwhile."""
    meeting = current(demo.data)
    assert meeting is not None
    (meeting / "loaded" / "assembly.toml").write_text("title =", encoding="utf-8")
    await demo.post("/organiser/enter", ("pin", PIN))

    status, page = await demo.post("/organiser/trial")

    assert status >= 400
    assert MARK not in page
    assert trials(demo.data) == []
