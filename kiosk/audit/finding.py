"""What comes of looking at one thing that an archive or a record states."""

from enum import StrEnum


class Finding(StrEnum):
    """In the words that begin a line of ``kiosk verify``."""

    HOLDS = "holds"
    WRONG = "WRONG"
    NOT_CHECKED = "not checked"  # nobody can check it with what is here; it is no fault
    NOTE = "note"  # there is nothing to check
