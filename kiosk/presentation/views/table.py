"""Figures as a table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Figures as a table; in each row the first cell is the row's name, the others are figures."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
