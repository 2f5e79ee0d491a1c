"""Which keys belong to which part of an assembly file, and what to do with one elsewhere."""

from collections.abc import Iterator, Mapping
from typing import Any

HEAD = ("title", "place", "date", "languages", "currency", "quorum", "roster", "cards")
ASSEMBLY = frozenset({*HEAD, "trackers", "sealed", "publish-from", "poll"})
POLL = frozenset({"id", "title", "needs", "question"})
WHAT = ("id", "title", "detail", "kind", "kind_settings", "rule", "settings")
CHOICES = ("options", "projects", "lines", "reasons")
LIMITS = ("least", "most", "points", "budget", "within_budget", "unit", "opening", "seats")
QUESTION = frozenset({*WHAT, *CHOICES, *LIMITS})
OPTION = frozenset({"id", "title", "detail", "cost"})
LEVELS = (ASSEMBLY, POLL, QUESTION, OPTION)
ABOVE = "Move it up, below [[poll.question]]"  # out of the question's options or settings
LISTS = ("poll", "question", "options")  # in each part: where the next one lies
TABLES = {
    "poll": "[[poll]]",
    "question": "[[poll.question]]",
    "options": "[[poll.question.options]]",
    "settings": "[poll.question.settings]",
}


def where(key: str, value: object, *, depth: int) -> str:
    """What to do with a key that is unknown at its depth; empty if it is known at none.

    A key behind ``[[poll]]`` belongs to that poll: whoever adds one at the end does not see it.
    """
    depths = [other for other, keys in enumerate(LEVELS) if other != depth and key in keys]
    if not depths:
        return ""
    if key in TABLES and _is_table(value):
        return f"Write {TABLES[key]}"
    right = min(depths, key=lambda other: abs(other - depth))
    return (
        "Move it above the first [[poll]]",
        "Move it below [[poll]], above [[poll.question]]",
        ABOVE if depth > right else "Move it below [[poll.question]]",
        f'Write it in an option: {{ title = "...", {key} = ... }}',
    )[right]


def where_from_settings(key: str) -> str:
    """The same for a key among the settings of a rule that has no such setting."""
    if key in QUESTION:
        return ABOVE
    return where(key, None, depth=2) if key in ASSEMBLY else ""


def misplaced(values: Mapping[str, Any]) -> dict[str, Any]:
    """Every key that stands where it is unknown, and is known elsewhere; with its value."""
    found: dict[str, Any] = {}
    for depth, table in _tables(values, 0):
        for key, value in table.items():
            if key not in LEVELS[depth] and where(key, value, depth=depth):
                found.setdefault(key, value)
        settings = table.get("settings") if depth == 2 else None
        for key, value in settings.items() if isinstance(settings, dict) else ():
            if where_from_settings(key):
                found.setdefault(key, value)
    return found


def _tables(values: Mapping[str, Any], depth: int) -> Iterator[tuple[int, Mapping[str, Any]]]:
    yield depth, values
    if depth < len(LISTS):
        below = values.get(LISTS[depth])
        for each in below if isinstance(below, list) else ():
            if isinstance(each, dict):
                yield from _tables(each, depth + 1)


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)
    )
