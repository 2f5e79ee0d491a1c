"""The outcome of one check of an archive: it holds, it is wrong, or nobody can check it here."""

from enum import StrEnum


class Finding(StrEnum):
    """In the words that begin a line of ``kiosk verify``."""

    HOLDS = "holds"
    WRONG = "WRONG"
    NOT_CHECKED = "not checked"  # nobody can check it with what is here; it is no fault
    NOTE = "note"  # there is nothing to check
