"""A file's name leads nowhere else: each odd one gets a sentence, and nothing outside is read."""

import json
import os
from pathlib import Path

import aiohttp
import pytest
from journey import PIN, Running
from program import run

from kiosk.commands.assembly_files import read_files
from kiosk.domain.errors import BadFile
from kiosk.formats.assembly_folder import read_assembly

POLL = '[[poll]]\ntitle = "P"\n[[poll.question]]\ntitle = "Q"\n'
ROSTER = (
    'title = "Small"\nquorum = 0\nroster = {}\n' + POLL + 'kind = "yes_no"\nrule = "majority"\n'
)
PROJECTS = (
    'title = "Small"\nquorum = 0\n'
    + POLL
    + 'kind = "budget"\nrule = "equal-shares"\nbudget = 10\nprojects = {}\n'
)
ODD = (
    "..",
    ".",
    "..#Sheet",
    "../secret.csv",
    "../secret.csv#Sheet",
    "a/b.csv",
    "a\\b.csv",
    "/etc/passwd",
    "secret.csv/",
    "nul\x00.csv",
    "del\x7f.csv",
    "turn\x1b[31m.csv",
    "x" * 300 + ".csv",
    "é" * 130 + ".csv",
)
OUTSIDE = "Hidden Hana"


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    (tmp_path / "secret.csv").write_text(f"number,name\n1,{OUTSIDE}\n", "utf-8")
    folder = tmp_path / "meeting"
    folder.mkdir()
    return folder


async def said(folder: Path, *more: str) -> str:
    """What ``kiosk load`` says of it when it refuses."""
    data = folder.parent / "data"
    code, output, errors = await run("load", str(folder), "--data", str(data), *more)
    assert code == 1, output
    assert "Traceback" not in errors
    assert OUTSIDE not in output + errors
    return errors


@pytest.mark.parametrize("field", [ROSTER, PROJECTS], ids=["roster", "projects"])
@pytest.mark.parametrize("name", ODD, ids=ascii)
def test_a_name_that_leads_elsewhere_is_said_to_be_none(
    meeting: Path, field: str, name: str
) -> None:
    written = json.dumps(name).replace("\x7f", "\\u007f")
    (meeting / "assembly.toml").write_text(field.format(written), "utf-8")

    kept = read_files(meeting)
    with pytest.raises(BadFile) as refused:
        read_assembly(kept.files, kept.main)

    assert set(kept.files) == {"assembly.toml"}
    (fault,) = [one for one in refused.value.faults if "invisible" not in one.wrong]
    assert "is no name of a file here" in fault.wrong
    assert "Name a file beside this one" in fault.remedy


async def test_a_link_out_of_the_folder_and_a_pipe_are_not_read(meeting: Path) -> None:
    (meeting / "assembly.toml").write_text(ROSTER.format('"roster.csv"'), "utf-8")
    beside = meeting / "roster.csv"
    for make in (
        lambda: beside.symlink_to("../secret.csv"),
        lambda: beside.symlink_to(meeting.parent / "secret.csv"),
        lambda: beside.symlink_to("roster.csv"),
        lambda: beside.symlink_to("nowhere/none.csv"),
        lambda: os.mkfifo(beside),
    ):
        make()
        errors = await said(meeting)
        assert "is no file of its folder. Put the file itself there." in errors or (
            "cannot be read" in errors
        )
        beside.unlink()
    beside.mkdir()
    assert "is no file of its folder" in await said(meeting)


async def test_a_link_within_the_folder_is_a_file_of_it(meeting: Path) -> None:
    (meeting / "assembly.toml").write_text(ROSTER.format('"roster.csv"'), "utf-8")
    (meeting / "members.csv").write_text("number,name\n1,Ana Bell\n", "utf-8")
    (meeting / "roster.csv").symlink_to("members.csv")

    code, output, errors = await run("load", str(meeting), "--data", str(meeting / "d"), "--check")

    assert (code, output) == (0, "Small: in order. 1 people, 1 polls.\n"), errors


async def test_a_name_on_the_command_line_that_is_too_long_is_one_sentence(tmp_path: Path) -> None:
    for name in ("x" * 300, "é" * 200 + ".pb", "x" * 5000 + "/assembly.toml"):
        errors = await said(tmp_path / name)
        assert len(errors.splitlines()) == 1
        assert "cannot be read" in errors


@pytest.mark.parametrize(
    "name",
    ["..", ".", "a/..", "..\\..", "x" * 300 + ".toml", "tab\t.csv"],
    ids=ascii,
)
async def test_a_file_that_is_sent_with_such_a_name_gets_a_sentence(
    demo: Running, name: str
) -> None:
    await demo.post("/organiser/enter", ("pin", PIN))
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("files", b"title = 1", filename="assembly.toml")
    form.add_field("files", b"number,name\n", filename=name)
    before = sorted(demo.data.rglob("*"))
    async with demo.browser.post(f"{demo.url}/organiser/load", data=form) as answer:
        status, page = answer.status, await answer.text()

    assert status == 422
    assert "This is no name of a file" in page
    assert sorted(demo.data.rglob("*")) == before
