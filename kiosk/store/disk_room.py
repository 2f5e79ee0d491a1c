"""How much room is left on the disk, and how much must be before a poll opens."""

import os
from pathlib import Path

from kiosk.domain.errors import CannotSave, NoRoom

RESERVE = 64  # megabytes: a full box of 2,000 cards, its journal and its closing record
MEGABYTE = 2**20


def free_megabytes(folder: Path) -> int:
    """The whole megabytes that the kiosk may still write there. Raises CannotSave."""
    try:
        disk = os.statvfs(folder)
    except OSError as trouble:
        raise CannotSave(f"{folder.name}: {trouble.strerror}") from trouble
    return disk.f_bavail * disk.f_frsize // MEGABYTE


def need_room(folder: Path, *, reserve: int = RESERVE) -> None:
    """Raises NoRoom if fewer than so many megabytes are free, and CannotSave."""
    free = free_megabytes(folder)
    if free < reserve:
        raise NoRoom(free, reserve)
