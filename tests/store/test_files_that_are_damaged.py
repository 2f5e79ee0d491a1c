"""A damaged or missing file is named and left as it is, never replaced by an empty one."""

import contextlib
import sqlite3
from pathlib import Path

import click
import pytest

from kiosk.actions.load_assembly import sitting_of, take_in
from kiosk.actions.open_sitting import open_sitting
from kiosk.commands.assembly_files import read_files
from kiosk.commands.running import said
from kiosk.domain.errors import CannotSave, FileDamaged
from kiosk.kiosk_app import device_key
from kiosk.shipped import demo_file
from kiosk.store import migration
from kiosk.store.box import Box
from kiosk.store.database import open_roll

PAGE = 4096


async def given_a_meeting(data: Path) -> Path:
    """The demonstration's, opened once; its folder."""
    taken = await take_in(data, read_files(demo_file(), ""), device_key(data))
    sitting = await sitting_of(data)
    await sitting.box.add_cards(f"card {number}" for number in range(100))
    await sitting.box.prepare("motion", longest=40)
    await sitting.close()
    return taken.folder


def empty(file: Path) -> None:
    file.write_bytes(b"")


def torn(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def scribbled(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for start in range(PAGE, len(content), 3 * PAGE):
        content[start : start + PAGE] = bytes(range(256)) * (PAGE // 256)
    file.write_bytes(content)


def another_thing(file: Path) -> None:
    file.write_bytes(b"holiday pictures" * 5000)


@pytest.mark.parametrize("harm", [empty, torn, scribbled, another_thing])
@pytest.mark.parametrize("name", ["box.sqlite", "roll.sqlite"])
async def test_a_damaged_file_is_named_and_stays_as_it_is(
    tmp_path: Path, name: str, harm: object
) -> None:
    folder = await given_a_meeting(tmp_path)
    harm(folder / name)  # type: ignore[operator]
    before = (folder / name).read_bytes()

    with pytest.raises(FileDamaged) as refused:
        await open_sitting(folder)

    assert refused.value.file == name
    assert (folder / name).read_bytes() == before
    assert sentence(refused.value, tmp_path).startswith(f"{name} in ")


@pytest.mark.parametrize("name", ["box.sqlite", "roll.sqlite"])
async def test_a_missing_file_is_named_and_not_made_anew(tmp_path: Path, name: str) -> None:
    folder = await given_a_meeting(tmp_path)
    (folder / name).unlink()

    with pytest.raises(FileDamaged, match=name):
        await open_sitting(folder)

    assert not (folder / name).exists()


def sentence(refusal: FileDamaged, data: Path) -> str:
    found = said(refusal, data)
    assert isinstance(found, click.ClickException)
    return found.message


async def given_an_older_box(folder: Path) -> bytes:
    """As the first version made it, with one card; its bytes."""
    script = migration.scripts_of("box")[0]
    with contextlib.closing(sqlite3.connect(folder / "box.sqlite")) as file:
        file.executescript(f"BEGIN; {script}; PRAGMA user_version = 1; COMMIT;")
        file.execute("INSERT INTO card (key, body) VALUES (?, ?)", (b"k" * 16, b"c" * 32))
        file.commit()
    return (folder / "box.sqlite").read_bytes()


async def test_an_older_file_is_backed_up_before_it_is_changed(tmp_path: Path) -> None:
    before = await given_an_older_box(tmp_path)

    box = await Box.open_and_read(tmp_path / "box.sqlite")
    await box.close()

    assert box.cards_number == 1
    backup = tmp_path / "box.sqlite.before-2"
    assert pages(backup) == pages_of(before)
    assert back_ups(tmp_path) == ["box.sqlite.before-2", "box.sqlite.before-3"]


def pages(file: Path) -> list[bytes]:
    return pages_of(file.read_bytes())


def pages_of(content: bytes) -> list[bytes]:
    """All but the counters in the header, which every writing changes."""
    return [content[100:PAGE], *(content[at : at + PAGE] for at in range(PAGE, len(content), PAGE))]


async def test_without_a_back_up_the_older_file_is_not_changed(tmp_path: Path) -> None:
    before = await given_an_older_box(tmp_path)
    (tmp_path / "box.sqlite.before-2").mkdir()  # it cannot be put there

    with pytest.raises(CannotSave):
        await Box.open_and_read(tmp_path / "box.sqlite")

    with contextlib.closing(sqlite3.connect(tmp_path / "box.sqlite")) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (1,)
    assert pages(tmp_path / "box.sqlite") == pages_of(before)


async def test_a_new_file_needs_no_back_up(tmp_path: Path) -> None:
    await (await Box.open_and_read(tmp_path / "box.sqlite")).close()
    await (await open_roll(tmp_path / "roll.sqlite")).close()

    assert back_ups(tmp_path) == []


def back_ups(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.glob("*before*"))
