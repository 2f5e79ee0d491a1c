"""The states that a printer can be in: trouble is a value, so that nothing waits for paper."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a device cannot be reached."""

    NOT_THERE = "not-there"  # unplugged, switched off, no such device
    REFUSED = "refused"  # it is there and takes no connection: no permission, or in use
    STALLED = "stalled"  # it stopped taking data, or stopped answering
    FAULT = "fault"  # it reports a fault of its own: the cutter, the head


@dataclass(frozen=True, slots=True)
class Ready:
    """It can print, as far as it tells; a printer that tells nothing counts as ready."""


@dataclass(frozen=True, slots=True)
class Printed:
    """All bytes were taken. Paper has no receipt of its own: only the voter knows for certain."""


@dataclass(frozen=True, slots=True)
class NoPaper:
    """The roll is at its end."""


@dataclass(frozen=True, slots=True)
class CoverOpen:
    """The cover stands open."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nothing can be printed now."""

    reason: Reason


PrinterState = Ready | Printed | NoPaper | CoverOpen | Unreachable


def is_trouble(state: PrinterState) -> bool:
    """Whether somebody must do something."""
    return not isinstance(state, Ready | Printed)
