"""Other files in the middle of a meeting: asked first, nothing lost, and a way back."""

import re
from pathlib import Path

import aiohttp
import pytest
from journey import PIN, Running
from program import run

from kiosk.assets import demo_file
from kiosk.store import meeting_folder


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
    pb = tmp_path / "other.pb"
    pb.write_text(
        "META\nkey;value\nbudget;9\nvote_type;approval\nPROJECTS\nproject_id;cost\na;5\nb;4\n"
        "VOTES\nvoter_id;vote\n",
        "utf-8",
    )
    before = meeting_folder.current(demo.data)

    code, _, errors = await run("load", str(pb), "--data", str(demo.data))
    kept = meeting_folder.current(demo.data)
    sure, _, _ = await run("load", str(pb), "--data", str(demo.data), "--put-aside")

    assert (code, sure) == (1, 0)
    assert "--put-aside" in errors
    assert kept == before
    assert meeting_folder.current(demo.data) != before
