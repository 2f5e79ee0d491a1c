"""A table as an assembly file names it: a file, and perhaps one of its sheets behind ``#``."""

from collections.abc import Container

from kiosk.domain.errors import Fault
from kiosk.formats.faults import shown

LONGEST_NAME = 200  # bytes; file systems take 255, and a file that is written has more behind it
REMEDY = "Name a file beside this one, shorter and without a folder"


def is_plain_name(name: str) -> bool:
    """Whether it names a file of its own folder, on every system and nowhere else."""
    if name in {"", ".", ".."} or any(sign in "/\\\x7f" or sign < " " for sign in name):
        return False
    return len(name.encode(errors="replace")) <= LONGEST_NAME


def not_there(name: str) -> tuple[str, str]:
    """What is wrong with a file that is not beside the others, and what to do."""
    if not is_plain_name(name):
        return f"{shown(name)} is no name of a file here", REMEDY
    return f"There is no file {shown(name)}", "Put it beside this file"


def no_plain_name(name: str) -> Fault:
    """A file that came with a name which no folder takes."""
    return Fault(shown(name), 0, "This is no name of a file", "Give the file a short, plain name")


def file_and_sheet(name: str, files: Container[str]) -> tuple[str, str]:
    """``members.xlsx#Oak Street`` as file and sheet; a file of that whole name goes first."""
    if name in files:
        return name, ""
    file, _, sheet = name.partition("#")
    return file, sheet.strip()
