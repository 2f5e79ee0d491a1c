"""What was checked in the files is what is kept: they are read once for each load."""

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from click.testing import CliRunner
from journey import PIN, Running
from test_putting_a_meeting_aside import files, send, the_form

from kiosk.actions.loading.read_apart import WORKER
from kiosk.commands.load import COMMAND
from kiosk.shipped import demo_file


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The processes that were started to read files."""
    begun: list[tuple[str, ...]] = []
    really = asyncio.create_subprocess_exec

    async def begin(*words: str, **how: Any) -> asyncio.subprocess.Process:
        if WORKER in words:
            begun.append(words)
        return await really(*words, **how)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", begin)
    return begun


@pytest.mark.parametrize("more", [(), ("--check",), ("--put-aside",)])
def test_the_command_reads_once(
    tmp_path: Path, readings: list[tuple[str, ...]], more: tuple[str, ...]
) -> None:
    told = CliRunner().invoke(COMMAND, [str(demo_file()), "--data", str(tmp_path / "d"), *more])

    assert told.exit_code == 0, told.output
    assert len(readings) == 1


def test_the_command_reads_the_same_files_again_only_where_it_is_called_again(
    tmp_path: Path, readings: list[tuple[str, ...]]
) -> None:
    words = [str(demo_file()), "--data", str(tmp_path / "data")]
    first, second = CliRunner().invoke(COMMAND, words), CliRunner().invoke(COMMAND, words)

    assert "loaded" in first.output
    assert "nothing changed" in second.output
    assert len(readings) == 2


async def test_the_page_reads_once(demo: Running, readings: list[tuple[str, ...]]) -> None:
    status, _ = await send(demo, files("999,Late Comer,Oak\n"))

    assert status == 200
    assert len(readings) == 1


async def test_what_waited_for_a_yes_is_loaded_as_it_was_read(
    demo: Running, readings: list[tuple[str, ...]]
) -> None:
    await demo.card("101")
    _, asked = await send(demo, files("999,Late Comer,Oak\n"))
    status, page = await demo.post("/organiser/load/anyway", ("once", the_form(asked)))

    assert status == 200, page
    assert "The meeting is loaded." in page
    assert len(readings) == 1


async def test_a_file_with_a_fault_is_read_once_and_not_kept(
    demo: Running, readings: list[tuple[str, ...]]
) -> None:
    await demo.post("/organiser/enter", ("pin", PIN))
    form = aiohttp.FormData()
    form.add_field("files", b"title = 1", filename="assembly.toml")
    async with demo.browser.post(f"{demo.url}/organiser/load", data=form) as answer:
        assert answer.status == 422

    assert len(readings) == 1
