"""The files of one assembly have one bound together, as unpacked: a little file may hold much."""

import gzip
import zlib
from pathlib import Path

import click
import pytest
from program import run

from kiosk.commands import assembly_files
from kiosk.commands.assembly_files import read_files

HEAD = 'title = "Packed"\nquorum = 0\n'
QUESTION = '[[poll]]\ntitle = "P"\n[[poll.question]]\ntitle = "Q"\nprojects = "{}"\n'
BOUND = 2**20
THIRD = bytes(BOUND // 3)


def meeting(folder: Path, files: dict[str, bytes], *, main: bytes = b"") -> Path:
    """An assembly that names these files, which lie beside it; ``main`` stands below its text."""
    folder.mkdir()
    text = HEAD + "".join(QUESTION.format(name) for name in files)
    (folder / "assembly.toml").write_bytes(text.encode() + main)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def many(number: int, content: bytes, ending: str) -> dict[str, bytes]:
    return {f"projects{place}{ending}": content for place in range(number)}


@pytest.mark.parametrize(
    ("files", "main"),
    [
        (many(4, gzip.compress(THIRD), ".csv.gz"), b""),
        (many(200, gzip.compress(bytes(BOUND // 100)), ".csv.gz"), b""),
        (many(2, gzip.compress(THIRD), ".gz") | many(2, THIRD, ".csv"), b""),
        (many(1, gzip.compress(THIRD) * 4, ".csv.gz"), b""),
        (many(2, gzip.compress(THIRD), ".csv.gz"), b"#" * (BOUND // 3)),
        (many(1, gzip.compress(bytes(50 * BOUND)), ".csv.gz"), b""),
        (many(4, THIRD, ".csv"), b""),
    ],
    ids=["four", "many small", "half packed", "in parts", "with the main file", "one", "unpacked"],
)
def test_files_that_are_too_large_together_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, bytes], main: bytes
) -> None:
    monkeypatch.setattr(assembly_files, "LARGEST", BOUND)
    folder = meeting(tmp_path / "meeting", files, main=main)

    with pytest.raises(click.ClickException, match="all files together are larger than 1 MB"):
        read_files(folder)


def test_files_that_fit_together_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembly_files, "LARGEST", BOUND)
    files = many(2, gzip.compress(THIRD), ".csv.gz")

    kept = read_files(meeting(tmp_path / "meeting", files))

    assert [len(kept.files[name]) for name in files] == [len(THIRD)] * 2


async def test_many_packed_files_are_refused_in_one_sentence_and_nothing_is_loaded(
    tmp_path: Path,
) -> None:
    packed = gzip.compress(bytes(20 * 2**20), 1)
    folder = meeting(tmp_path / "meeting", many(40, packed, ".csv.gz"))

    code, _, errors = await run("load", str(folder), "--data", str(tmp_path / "data"))

    assert code == 1
    assert "projects3.csv.gz: all files together are larger than 64 MB." in errors
    assert not (tmp_path / "data").exists()


async def test_a_packed_file_that_is_damaged_inside_has_a_sentence(tmp_path: Path) -> None:
    whole = gzip.compress(b"number,name\n1,Ann\n" * 500)
    for place, damage in enumerate(
        (
            whole[:10] + b"\xff\xff" + whole[12:],
            whole[:-30],
            whole[:-8] + bytes(8),
            whole[:4],
            b"plain",
            whole[:10] + zlib.compress(b"x"),
        )
    ):
        folder = meeting(tmp_path / str(place), {"projects.csv.gz": damage})
        code, _, errors = await run("load", str(folder), "--data", str(tmp_path / "data"))
        assert code == 1
        assert "projects.csv.gz: cannot be read" in errors, errors
        assert "Traceback" not in errors
