"""Options that people cannot tell apart: the same words stand on two buttons."""

import unicodedata
from collections.abc import Iterable

from kiosk.domain.assembly import Option


def title_key(title: str) -> str:
    """The same for titles that look the same, whatever their capitals and spaces."""
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())


def equal_titles(options: Iterable[Option]) -> tuple[tuple[str, ...], ...]:
    """The ids of the options that share a title, for each title that several have."""
    ids: dict[str, list[str]] = {}
    for option in options:
        ids.setdefault(title_key(option.title.in_language("")), []).append(option.id)
    return tuple(tuple(same) for same in ids.values() if len(same) > 1)
