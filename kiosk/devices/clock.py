"""The wall clock, and how far it can be believed: a small board forgets the time without power."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kiosk.domain.happening import ClockQuality
from kiosk.domain.slip import nearest_quarter, quarter_text

MADE = datetime(2026, 11, 1, tzinfo=UTC)
"""When this version was made: a clock that is earlier was never set."""

BOOT = Path("/proc/sys/kernel/random/boot_id")

SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
"""systemd makes it when a time server first answers. The kernel could say the same by
``adjtimex``, but the filters around a hardened service end a program that asks."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time here to the quarter hour, as ``2026-11-24 18:30 UTC+1``; empty where none is known."""

    text: str
    quality: ClockQuality


def boot_id() -> str:
    """Names this run of the machine: the monotonic clock is one clock as long as it lasts.

    Empty where the system does not tell.
    """
    try:
        return BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def moment_now() -> Moment:
    """The time now, with the quality of the clock that says so."""
    quarter = nearest_quarter(datetime.now(UTC))  # first: what holds here then holds at the quarter
    return moment_of(quarter.astimezone(), synchronised=SYNCHRONISED.exists())


def moment_of(now: datetime, *, synchronised: bool) -> Moment:
    """What such a clock is worth: one that was never set tells no time at all."""
    if now < MADE:
        return Moment("", ClockQuality.UNSET)
    quality = ClockQuality.SYNCHRONISED if synchronised else ClockQuality.PLAUSIBLE
    return Moment(quarter_text(now), quality)
