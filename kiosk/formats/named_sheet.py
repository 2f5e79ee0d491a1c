"""A table as an assembly file names it: a file, and perhaps one of its sheets behind ``#``."""

from collections.abc import Container


def file_and_sheet(name: str, files: Container[str]) -> tuple[str, str]:
    """``members.xlsx#Oak Street`` as file and sheet; a file of that whole name goes first."""
    if name in files:
        return name, ""
    file, _, sheet = name.partition("#")
    return file, sheet.strip()
