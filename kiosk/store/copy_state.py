"""What the second copy is worth at this moment: values, because none of them stops a vote."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoCopyWanted:
    """No folder for it is set, or this is a trial."""


@dataclass(frozen=True, slots=True)
class CopyWhole:
    """Everything that was acknowledged lies on both media."""


@dataclass(frozen=True, slots=True)
class CopyMissing:
    """Its folder is not there, or the copy is still being made whole."""


@dataclass(frozen=True, slots=True)
class CopyForeign:
    """Its folder holds what this kiosk does not: it is left as it is. ``why``: for the log."""

    why: str


@dataclass(frozen=True, slots=True)
class CopyFailed:
    """Writing to it failed or took too long. ``why``: for the log."""

    why: str


CopyState = NoCopyWanted | CopyWhole | CopyMissing | CopyForeign | CopyFailed
