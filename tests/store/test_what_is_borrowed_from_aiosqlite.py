"""The writer uses names of aiosqlite that nobody promised: an update of it is met here first."""

import inspect
import tomllib
from importlib.metadata import version
from pathlib import Path

import aiosqlite
import pytest
from packaging.requirements import Requirement

from kiosk.store.writer import ITER_CHUNK, Writer

ROOT = Path(__file__).resolve().parents[2]
KNOWN = "0.22"
"""After an update: look at ``kiosk/store/writer.py`` beside the new source, then write it here."""


def test_aiosqlite_0_22_is_the_one_whose_private_names_were_looked_at() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = {one.name: one.specifier for one in map(Requirement, project["dependencies"])}
    admitted = named["aiosqlite"]

    assert version("aiosqlite").startswith(f"{KNOWN}.")
    assert admitted.contains(f"{KNOWN}.1")
    assert not admitted.contains("0.21.0")
    assert not admitted.contains("0.23.0")


def test_a_connection_still_takes_what_the_writer_hands_up() -> None:
    parameters = inspect.signature(aiosqlite.Connection.__init__).parameters

    assert [*parameters][:3] == ["self", "connector", "iter_chunk_size"]
    usual = inspect.signature(aiosqlite.connect).parameters["iter_chunk_size"].default
    assert usual == ITER_CHUNK


async def test_work_still_runs_as_a_whole_on_the_thread_of_its_connection(tmp_path: Path) -> None:
    writer = Writer(tmp_path / "box.sqlite")
    async with writer:
        await writer.execute("CREATE TABLE box (text TEXT)")

        await writer.make_all([("INSERT INTO box VALUES (?)", (("one",), ("two",)))])

        async with writer.execute("SELECT text FROM box ORDER BY text") as found:
            assert [row[0] for row in await found.fetchall()] == ["one", "two"]
        assert writer.committing


async def test_a_connection_that_is_closed_still_takes_no_work(tmp_path: Path) -> None:
    writer = Writer(tmp_path / "box.sqlite")
    async with writer:
        pass

    with pytest.raises(ValueError, match="no active connection"):
        await writer.make_all([])
