"""An assembly's files from the disk: an assembly.toml with what it names, a folder, or a .pb."""

import gzip
from pathlib import Path

import click

from kiosk.formats.assembly_folder import needed
from kiosk.store.meeting_folder import Kept

LARGEST = 64 * 2**20
PACKED = ".gz"


def read_files(path: Path, rule: str = "") -> Kept:
    """The files of an assembly; raises ClickException naming the file that cannot be read."""
    main = path / "assembly.toml" if path.is_dir() else path
    name = main.name.removesuffix(PACKED)
    files = {name: _content(main)}
    if not name.lower().endswith(".pb"):
        for other in needed(files[name].decode("utf-8", errors="replace")):
            beside = main.parent / Path(other).name
            if beside.exists():
                files[other] = _content(beside)
    return Kept(files, name, rule)


def _content(path: Path) -> bytes:
    try:
        with gzip.open(path) if path.suffix == PACKED else path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, EOFError) as trouble:
        why = getattr(trouble, "strerror", None) or "it is damaged"
        raise click.ClickException(f"{path}: cannot be read ({why}). Check its name.") from None
    if len(content) > LARGEST:
        raise click.ClickException(f"{path}: is larger than {LARGEST // 2**20} MB.")
    return content
