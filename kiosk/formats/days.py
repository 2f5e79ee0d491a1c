"""Days as people and spreadsheets write them, where they can be only one day."""

import datetime
import re

DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T]00:00(?::00)?)?", re.ASCII)
PERIOD = re.compile(r"(?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2]))?", re.ASCII)
REMEDY = "Write year, month and day, such as 2026-03-31"


def read_day(text: str) -> datetime.date | None:
    """The day in ``2026-03-31``; None for anything else, as 03/04 is two days."""
    match = DAY.fullmatch(text)
    try:
        return datetime.date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def read_when(text: str) -> str | None:
    """A year, a month or a day as ISO 8601 writes it; None for anything else."""
    if PERIOD.fullmatch(text):
        return text
    day = read_day(text)
    return day.isoformat() if day else None
