"""Files as they are named: plain, apart from each other, and perhaps a sheet behind ``#``."""

import unicodedata
from collections.abc import Container, Iterable

from kiosk.domain.errors import Fault
from kiosk.formats.faults import shown

LONGEST_NAME = 200  # bytes; file systems take 255, and a file that is written has more behind it
REMEDY = "Name a file beside this one, shorter and without a folder"
PACKED = ".gz"


def is_plain_name(name: str) -> bool:
    """Whether it names a file of its own folder, on every system and nowhere else."""
    if all(sign == "." or sign.isspace() for sign in name):
        return False
    if any(sign in "/\\\x7f" or sign < " " for sign in name):
        return False
    return len(name.encode(errors="replace")) <= LONGEST_NAME


def not_there(name: str) -> tuple[str, str]:
    """What is wrong with a file that is not beside the others, and what to do."""
    if not is_plain_name(name):
        return f"{shown(name)} is no name of a file here", REMEDY
    return f"There is no file {shown(name)}", "Put it beside this file"


def is_packed(name: str) -> bool:
    """Whether the name says that another file is packed in it."""
    return name.lower().endswith(PACKED)


def unpacked_name(name: str) -> str:
    """The name of the file that is packed in it; of any other its own."""
    return name[: -len(PACKED)] if is_packed(name) else name


def faults_of_names(names: Iterable[str]) -> tuple[Fault, ...]:
    """What no folder takes, packed or unpacked, and what some folder takes for one file.

    Sticks and other systems know no capitals, or write an accent apart from its letter; there one
    file would silently take the other's place.
    """
    faults: list[Fault] = []
    first: dict[str, str] = {}
    for name in names:
        if not is_plain_name(name) or not is_plain_name(unpacked_name(name)):
            wrong, remedy = "This is no name of a file", "Give the file a short, plain name"
            faults.append(Fault(shown(name), 0, wrong, remedy))
            continue
        told = _told_apart_by(unpacked_name(name))
        if told in first:
            wrong = f"The file {shown(first[told])} has the same name"
            faults.append(Fault(shown(name), 0, wrong, "Keep one of them, or rename it"))
        first.setdefault(told, name)
    return tuple(faults)


def _told_apart_by(name: str) -> str:
    """What is left of a name without capitals, forms of a letter, and what nobody sees."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    seen = (sign for sign in folded if unicodedata.category(sign) != "Cf")
    return " ".join("".join(seen).split()).rstrip(". ")


def file_and_sheet(name: str, files: Container[str]) -> tuple[str, str]:
    """``members.xlsx#Oak Street`` as file and sheet; a file of that whole name goes first."""
    if name in files:
        return name, ""
    file, _, sheet = name.partition("#")
    if file not in files and unpacked_name(file) in files:  # it was packed when it was sent
        file = unpacked_name(file)
    return file, sheet.strip()
