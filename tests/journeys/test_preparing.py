"""The organiser loads an assembly by the page: all of it or a list of every mistake."""

from pathlib import Path

import aiohttp
import pytest
from journey import PIN, Running, given_a_quorum
from program import run

from kiosk.devices.fonts import letters_without_font
from kiosk.shipped import demo_file

PB = (
    "META\nkey;value\ndescription;Green budget\nbudget;900\nvote_type;approval\n"
    "PROJECTS\nproject_id;cost;name\n1;500;Trees\n2;400;Benches\nVOTES\nvoter_id;vote\n"
)


async def enter(demo: Running) -> None:
    await demo.post("/organiser/enter", ("pin", PIN))


async def upload(demo: Running, **files: str) -> tuple[int, str]:
    form = aiohttp.FormData()
    for name, content in files.items():
        form.add_field("files", content.encode(), filename=name.replace("__", "."))
    async with demo.browser.post(f"{demo.url}/organiser/load", data=form) as answer:
        return answer.status, await answer.text()


def demo_files() -> dict[str, str]:
    folder: Path = demo_file().parent
    names = ("assembly.toml", "roster.csv", "projects.csv", "budget.csv")
    return {n.replace(".", "__"): (folder / n).read_text(encoding="utf-8") for n in names}


async def test_the_organiser_needs_a_pin(demo: Running) -> None:
    status, _ = await upload(demo, small__pb=PB)

    assert status == 403


async def test_a_lone_pb_file_is_an_assembly_with_an_open_door(demo: Running) -> None:
    await enter(demo)

    status, page = await upload(demo, small__pb=PB)
    _, desk = await demo.get("/desk")
    _, agenda = await demo.get("/api/v1/assembly")

    assert status == 200
    assert "The meeting is loaded." in page
    assert "Get a card" in desk
    assert '"open_door": true' in agenda


async def test_what_the_files_say_and_no_count_does_is_said_on_the_page(demo: Running) -> None:
    await enter(demo)

    status, page = await upload(
        demo, small__pb=PB.replace("vote_type", "budget_per_category;500,400\nvote_type")
    )

    assert status == 200
    assert "Please read these notes" in page
    assert "small.pb, line 5: budget_per_category is" in page


async def test_who_cannot_be_typed_at_the_desk_is_said_on_the_page(demo: Running) -> None:
    await enter(demo)
    files = demo_files() | {"roster__csv": "number,name\n1,Ana\nД,Иван Петров\n甲,王芳\n"}

    status, page = await upload(demo, **files)
    _, desk = await demo.post("/desk", ("typed", "IVAN PETROV"))

    assert status == 200
    assert "Please read these notes" in page
    assert "roster.csv, line 3: this name and number cannot be typed at the desk" in page
    assert "nor in line 4; give numbers with a digit." in page
    assert "Please see the greeter." in desk


async def test_every_mistake_is_listed_and_nothing_is_loaded(demo: Running) -> None:
    await enter(demo)
    files = demo_files()
    files["roster__csv"] = "number,name\n1,Ana\n1,Ben\n"
    files["assembly__toml"] = files["assembly__toml"].replace('rule = "irv"', 'rule = "ivr"')

    status, page = await upload(demo, **files)
    _, agenda = await demo.get("/api/v1/assembly")

    assert status == 422
    assert "roster.csv" in page
    assert "ivr" in page
    assert "Riverside neighbourhood assembly" in agenda


async def test_the_same_files_again_change_nothing(demo: Running) -> None:
    await enter(demo)
    card = await demo.card("101")

    _, page = await upload(demo, **demo_files())

    assert "Nothing changed." in page
    assert demo.kiosk.hall.sitting.box.has_card(card)


async def test_an_open_vote_is_never_replaced(demo: Running) -> None:
    await given_a_quorum(demo)
    await demo.chair("budget", "open")
    await enter(demo)

    status, page = await upload(demo, small__pb=PB)

    assert status == 409
    assert "A vote is open." in page
    assert demo.kiosk.hall.sitting.box.taking("budget")


async def test_a_screen_is_paired_by_the_code_on_the_organisers_page(demo: Running) -> None:
    await enter(demo)
    await demo.post("/organiser/pair", ("place", "desk"))
    code = demo.kiosk.hall.doors.pairing[0]

    wrong, _ = await demo.post("/pair", ("code", "000000" if code != "000000" else "111111"))
    right, _ = await demo.post("/pair", ("code", code))
    again, _ = await demo.post("/pair", ("code", code))

    assert (wrong, right, again) == (403, 200, 403)
    assert len(demo.kiosk.hall.doors.screens) == 1


async def test_a_changed_pin_closes_the_door_to_the_old_one(demo: Running) -> None:
    await enter(demo)

    await demo.post("/organiser/pin", ("who", "chair"), ("pin", "135791"), ("again", "135791"))
    old, _ = await demo.post("/chair/enter", ("pin", PIN))
    new, _ = await demo.post("/chair/enter", ("pin", "135791"))

    assert (old, new) == (403, 200)


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data"]
)
async def test_a_load_without_files_is_a_sentence(demo: Running, kind: str) -> None:
    await enter(demo)
    headers = {"Content-Type": kind}

    async with demo.browser.post(
        f"{demo.url}/organiser/load", data=b"files=none", headers=headers
    ) as answer:
        status, page = answer.status, await answer.text()

    assert status == 422
    assert "Send an assembly.toml with its files, or one .pb file." in page


async def test_a_load_that_breaks_off_is_a_sentence(demo: Running) -> None:
    await enter(demo)
    headers = {"Content-Type": "multipart/form-data; boundary=x"}

    async with demo.browser.post(
        f"{demo.url}/organiser/load", data=b"no part at all", headers=headers
    ) as answer:
        status, page = answer.status, await answer.text()

    assert status == 422
    assert "Send an assembly.toml with its files, or one .pb file." in page


async def test_a_button_pressed_with_a_card_of_the_meeting_before_does_nothing(
    demo: Running,
) -> None:
    code, *_ = await given_a_quorum(demo)
    await demo.chair("young-voters", "open")
    await demo.post("/booth", ("code", code))
    await demo.get("/booth/poll/young-voters")
    await demo.chair("young-voters", "close")
    await enter(demo)
    await upload(demo, small__pb=PB)

    status, _ = await demo.post("/booth/press", ("button", "yes"))

    assert status == 204


SCRIPTS_NOWHERE = "".join(map(chr, range(0x18800, 0x18803)))  # Tangut


async def test_letters_that_no_font_has_are_a_line_of_the_ready_list(demo: Running) -> None:
    if not letters_without_font([SCRIPTS_NOWHERE], most=3):
        pytest.skip("a font for Tangut is installed")
    await enter(demo)
    _, before = await demo.get("/organiser")

    await upload(demo, small__pb=PB.replace("Trees", f"Trees {SCRIPTS_NOWHERE}"))
    _, after = await demo.get("/organiser")

    assert "The printer cannot print these letters:" not in before
    shown = " ".join(SCRIPTS_NOWHERE)
    assert f"The printer cannot print these letters: {shown}" in after
    assert "Install a font that has them, or write without them." in after


async def test_checking_the_files_names_letters_that_no_font_has(tmp_path: Path) -> None:
    if not letters_without_font([SCRIPTS_NOWHERE], most=3):
        pytest.skip("a font for Tangut is installed")
    good, bad = tmp_path / "good.pb", tmp_path / "bad.pb"
    good.write_text(PB, encoding="utf-8")
    bad.write_text(PB.replace("Benches", f"Benches {SCRIPTS_NOWHERE}"), encoding="utf-8")
    check = ("load", "--check", "--data", str(tmp_path / "data"))

    code, output, said = await run(*check, str(bad))
    _, _, nothing = await run(*check, str(good))

    assert (code, "in order" in output) == (0, True)
    shown = " ".join(SCRIPTS_NOWHERE)
    assert f"Note: The printer cannot print these letters: {shown}." in said
    assert "cannot print" not in nothing
