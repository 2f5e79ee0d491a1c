"""Other files in the middle of a meeting: asked first, nothing lost, and a way back."""

import gzip
import re
import shutil
from pathlib import Path

import aiohttp
import pytest
from journey import PIN, Running, load, start_kiosk
from program import run

from kiosk.shipped import demo_file
from kiosk.store import meeting_folder

BUDGET = (
    "META\nkey;value\nbudget;9\nvote_type;approval\nPROJECTS\nproject_id;cost\na;5\nb;4\n"
    "VOTES\nvoter_id;vote\n"
)


def files(changed: str = "") -> aiohttp.FormData:
    form = aiohttp.FormData()
    folder = demo_file().parent
    for file in sorted(folder.glob("*.*")):
        if file.suffix in {".toml", ".csv"}:
            content = file.read_bytes()
            if file.name == "roster.csv":
                content += changed.encode()
            form.add_field("files", content, filename=file.name)
    return form


async def send(hall: Running, form: aiohttp.FormData) -> tuple[int, str]:
    await hall.post("/organiser/enter", ("pin", PIN))
    async with hall.browser.post(f"{hall.url}/organiser/load", data=form) as answer:
        return answer.status, await answer.text()


def the_form(page: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found, page
    return found[1]


async def test_one_more_line_on_the_roster_is_asked_before_anything_changes(demo: Running) -> None:
    await demo.card("101")
    folder = demo.kiosk.hall.sitting.folder

    status, page = await send(demo, files("999,Late Comer,Oak\n"))
    _, meeting = await demo.get("/api/v1/assembly")

    assert status == 409
    assert "Put this meeting aside?" in page
    assert "1 person must sign in again." in page
    assert "1 voting card stops working." in page
    assert "To come back, load today’s files again." in page
    assert '"present": 1' in meeting
    assert demo.kiosk.hall.sitting.folder == folder


async def test_after_a_yes_it_is_loaded_and_the_old_files_bring_all_back(demo: Running) -> None:
    card = await demo.card("101")
    _, page = await send(demo, files("999,Late Comer,Oak\n"))
    status, loaded = await demo.post("/organiser/load/anyway", ("once", the_form(page)))
    _, empty = await demo.get("/api/v1/assembly")
    status_back, back = await send(demo, files())
    _, again = await demo.get("/api/v1/assembly")
    await demo.get(f"/card/{card}")

    assert status == 200
    assert "The meeting is loaded." in loaded
    assert '"present": 0' in empty
    assert status_back == 200, back
    assert '"present": 1' in again
    assert await demo.kiosk.hall.sitting.box.recognise(card)


@pytest.mark.parametrize("token", ["", "x"])
async def test_a_yes_that_nobody_was_asked_for_loads_nothing(demo: Running, token: str) -> None:
    await demo.card("101")
    folder = demo.kiosk.hall.sitting.folder
    await send(demo, files("999,Late Comer,Oak\n"))

    status, page = await demo.post("/organiser/load/anyway", ("once", token))

    assert status == 409
    assert "Nothing was loaded." in page
    assert demo.kiosk.hall.sitting.folder == folder


async def test_a_yes_counts_once(demo: Running) -> None:
    await demo.card("101")
    _, page = await send(demo, files("999,Late Comer,Oak\n"))
    await demo.post("/organiser/load/anyway", ("once", the_form(page)))

    status, _ = await demo.post("/organiser/load/anyway", ("once", the_form(page)))

    assert status == 409


@pytest.mark.parametrize(("guests", "asked"), [(1, True), (0, False)])
async def test_a_guest_inside_is_a_begun_meeting_too(
    demo: Running, guests: int, asked: bool
) -> None:
    for number in range(guests):
        await demo.post("/desk/guest", ("once", f"g{number}"))

    status, page = await send(demo, files("998,Ana Late,Oak\n"))

    assert (status, "Put this meeting aside?" in page) == ((409, True) if asked else (200, False))


async def test_the_same_files_again_ask_nothing(demo: Running) -> None:
    await demo.card("101")

    status, page = await send(demo, files())

    assert status == 200
    assert "Nothing changed." in page


async def test_the_command_asks_too(tmp_path: Path, demo: Running) -> None:
    await demo.card("101")
    await demo.stop()
    pb = found_budget(tmp_path)
    before = meeting_folder.current(demo.data)

    code, _, errors = await run("load", str(pb), "--data", str(demo.data))
    kept = meeting_folder.current(demo.data)
    sure, _, _ = await run("load", str(pb), "--data", str(demo.data), "--put-aside")

    assert (code, sure) == (1, 0)
    assert "--put-aside" in errors
    assert kept == before
    assert meeting_folder.current(demo.data) != before


EXTRA = {
    "notes": (("notes.txt", b"remember the keys"),),
    "program": (("__init__.py", b'"""Made up."""\n'),),
    "another roster": (("roster-old.csv", b"number,name\n1,Ann\n"),),
    "another budget": (("budget.pb", b"META\n"),),
    "another assembly": (("old.toml", b"title = 1"),),
    "several": ((".DS_Store", b"\0"), ("old-files.txt", b""), ("Thumbs.db", b"x")),
}


@pytest.mark.parametrize("extra", EXTRA.values(), ids=EXTRA)
async def test_files_that_the_assembly_does_not_name_make_no_other_meeting(
    demo: Running, extra: tuple[tuple[str, bytes], ...]
) -> None:
    await demo.card("101")
    form = files()
    for name, content in extra:
        form.add_field("files", content, filename=name)

    status, page = await send(demo, form)

    assert status == 200
    assert "Nothing changed." in page
    assert "These files were left out, as the assembly does not name them:" in page
    assert all(name in page for name, _ in extra)


async def test_a_lone_budget_file_is_the_same_meeting_whatever_lies_beside_it(
    tmp_path: Path,
) -> None:
    await load(tmp_path, found_budget(tmp_path))
    hall = await start_kiosk(tmp_path)
    try:
        for number in range(2):
            await hall.post("/desk/guest", ("once", f"g{number}"))
        form = aiohttp.FormData()
        form.add_field("files", found_budget(tmp_path).read_bytes(), filename="other.pb")
        form.add_field("files", b"a,b\n", filename="roster.csv")

        status, page = await send(hall, form)
    finally:
        await hall.stop()

    assert status == 200
    assert "Nothing changed." in page


async def test_extra_files_are_not_kept(demo: Running) -> None:
    form = files("999,Late Comer,Oak\n")
    form.add_field("files", b"remember the keys", filename="notes.txt")

    _, page = await send(demo, form)

    assert "The meeting is loaded." in page
    assert "notes.txt" in page
    assert not list(demo.data.rglob("notes.txt"))


async def test_a_meeting_that_an_older_kiosk_loaded_with_more_files_is_found_again(
    demo: Running, tmp_path: Path
) -> None:
    """Its folder is named by all that was sent."""
    await demo.card("101")
    await demo.stop()
    older = as_loaded_with_more(demo.data)
    hall = await start_kiosk(demo.data)
    try:
        with_it = files()
        with_it.add_field("files", b"remember the keys", filename="notes.txt")
        with_another = files()
        with_another.add_field("files", b"", filename="more.txt")

        told = [await send(hall, form) for form in (with_it, files(), with_another)]
        aside = await hall.post("/organiser/load/anyway", ("once", await asked(hall)))
        gone = meeting_folder.current(demo.data)
        status, page = await send(hall, files())
    finally:
        await hall.stop()

    assert all(status == 200 and "Nothing changed." in page for status, page in told)
    assert aside[0] == 200
    assert gone != older
    assert (status, "The meeting is loaded." in page) == (200, True)
    assert meeting_folder.current(demo.data) == older


async def test_of_two_older_meetings_each_is_found_by_its_own_files(demo: Running) -> None:
    await demo.card("101")
    await demo.stop()
    plain = meeting_folder.current(demo.data)
    assert plain is not None
    shutil.copytree(plain, demo.data / "spare")
    older = as_loaded_with_more(demo.data)
    (demo.data / "spare").rename(plain)
    hall = await start_kiosk(demo.data)
    try:
        status, page = await send(hall, files())
        asks = "Put this meeting aside?" in page
        _, page = await hall.post("/organiser/load/anyway", ("once", the_form(page)))
        at_first = meeting_folder.current(demo.data)
        with_it = files()
        with_it.add_field("files", b"remember the keys", filename="notes.txt")
        _, page = await send(hall, with_it)
        await hall.post("/organiser/load/anyway", ("once", the_form(page)))
    finally:
        await hall.stop()

    assert (status, asks) == (409, True)
    assert at_first == plain
    assert meeting_folder.current(demo.data) == older


async def asked(hall: Running) -> str:
    """The form that loads a meeting with one more member, after the question."""
    _, page = await send(hall, files("999,Late Comer,Oak\n"))
    return the_form(page)


def as_loaded_with_more(data: Path) -> Path:
    """Let the meeting lie as a kiosk before left it that was sent ``notes.txt`` too."""
    folder = meeting_folder.current(data)
    assert folder is not None
    (folder / "loaded" / "notes.txt").write_bytes(b"remember the keys")
    title = folder.name.rpartition("-")[0]
    older = folder.with_name(meeting_folder.kept_files(folder).name(title))
    folder.rename(older)
    meeting_folder.make_current(data, older.name)
    return older


def found_budget(folder: Path) -> Path:
    file = folder / "other.pb"
    file.write_text(BUDGET, "utf-8")
    return file


@pytest.mark.parametrize("named", ["roster.csv.gz", "roster.csv"])
async def test_a_file_that_came_packed_belongs_to_its_meeting(demo: Running, named: str) -> None:
    def form(*more: tuple[str, bytes]) -> aiohttp.FormData:
        made = aiohttp.FormData()
        meeting = f'title = "T"\nroster = "{named}"\n[[poll]]\ntitle = "P"\n[[poll.question]]\n'
        meeting += 'title = "Q"\nkind = "yes_no"\nrule = "majority"\n'
        made.add_field("files", meeting.encode(), filename="assembly.toml")
        packed = gzip.compress(b"number,name\n7,Ana Bell\n")
        made.add_field("files", packed, filename="roster.csv.gz")
        for name, content in more:
            made.add_field("files", content, filename=name)
        return made

    _, page = await send(demo, form())
    folder = demo.kiosk.hall.sitting.folder
    await demo.card("7")
    status, again = await send(demo, form(("notes.txt", b"x")))
    assert folder is not None

    assert "The meeting is loaded." in page
    assert "left out" not in page
    assert (folder / "loaded" / "roster.csv").exists()
    assert (status, "Nothing changed." in again) == (200, True)
