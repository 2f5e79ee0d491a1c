"""An assembly's files from the disk: an assembly.toml with what it names, a folder, or a .pb."""

import gzip
import os
import zlib
from collections.abc import Iterable
from pathlib import Path

import click

from kiosk.formats.assembly_folder import needed
from kiosk.formats.named_sheet import faults_of_names, is_packed, unpacked_name
from kiosk.store.meeting_folder import Kept

LARGEST = 64 * 2**20  # bytes of all files together, as unpacked


def read_files(path: Path, rule: str = "") -> Kept:
    """The files of an assembly; raises ClickException naming the file that cannot be taken."""
    try:
        main = path / "assembly.toml" if path.is_dir() else path
    except OSError as trouble:  # such as a name that is too long
        raise _unreadable(path, trouble) from None
    if main is not path:
        _refuse_outside(main)
    _refuse_names([main.name])
    name = unpacked_name(main.name)
    files = {name: _content(main, LARGEST)}
    room = LARGEST - len(files[name])
    if not name.lower().endswith(".pb"):
        for other in needed(files[name].decode("utf-8", errors="replace")):
            beside = main.parent / Path(other).name
            if os.path.lexists(beside):
                _refuse_outside(beside)
                files[other] = _content(beside, room)
                room -= len(files[other])
        _refuse_names(files)
    return Kept(files, name, rule)


def _refuse_names(names: Iterable[str]) -> None:
    faults = faults_of_names(names)
    if faults:
        raise click.ClickException("\n".join(map(str, faults)))


def _refuse_outside(file: Path) -> None:
    """Files that are named lie in the folder: a link leads anywhere, and a pipe waits."""
    try:
        real = file.resolve()
    except (OSError, RuntimeError):  # links in a circle
        real = file
    if real.parent != file.parent.resolve() or (real.exists() and not real.is_file()):
        raise click.ClickException(f"{file}: is no file of its folder. Put the file itself there.")


def _content(path: Path, room: int) -> bytes:
    try:
        with gzip.open(path) if is_packed(path.name) else path.open("rb") as file:
            content = file.read(room + 1)
    except (OSError, EOFError, zlib.error) as trouble:
        raise _unreadable(path, trouble) from None
    if len(content) > room:
        most = f"{LARGEST // 2**20} MB"
        raise click.ClickException(f"{path}: all files together are larger than {most}.")
    return content


def _unreadable(path: Path, trouble: Exception) -> click.ClickException:
    why = getattr(trouble, "strerror", None) or "it is damaged"
    return click.ClickException(f"{path}: cannot be read ({why}). Check its name.")
