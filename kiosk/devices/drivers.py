"""The driver that a setting names, and what a setting may say."""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Named(Protocol):
    """Whatever a setting can name."""

    @property
    def examples(self) -> tuple[str, ...]:
        """How the setting may be written."""

    @property
    def shape(self) -> re.Pattern[str]:
        """What the whole setting looks like."""


Driver = TypeVar("Driver", bound=Named)


def named(drivers: Iterable[Driver], written: str) -> Driver | None:
    """The driver that the setting names, if there is one."""
    return next((one for one in drivers if one.shape.fullmatch(written)), None)


def examples(drivers: Sequence[Named]) -> str:
    """What may be written, as a remedy says it: ``gpio or virtual``."""
    *others, last = (one for driver in drivers for one in driver.examples)
    return f"{', '.join(others)} or {last}" if others else last
