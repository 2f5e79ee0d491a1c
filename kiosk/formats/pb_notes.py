"""What a Pabulib file states in META and no count here does: said, so that nobody relies on it."""

import re
from collections.abc import Iterator

from kiosk.domain.sentence import Amount
from kiosk.formats.faults import shown
from kiosk.formats.pb_meta import Meta, amount

LEAST_SCORE = "min_project_score_threshold"
KEPT = {"min_length", "max_length", "max_sum_points", LEAST_SCORE}
"""Conditions that the reader or the count keeps to."""

CONDITION = re.compile(r"(?:min|max)_\w+|\w+_per_\w+|default_score|fully_funded|excluded?_\w+")


def notes_of(meta: Meta, *, budget: Amount) -> tuple[str, ...]:
    """A sentence for each condition of the file that is not kept, with its line."""
    return tuple(_notes(meta, budget))


def _notes(meta: Meta, budget: Amount) -> Iterator[str]:
    for key, (row, value) in meta.pairs.items():
        if not value or key in KEPT or not CONDITION.fullmatch(key) or _says_nothing(value):
            continue
        if key == "max_sum_cost" and amount(value) == budget:
            continue  # a ballot's projects must fit the budget: that is kept
        place = f"{meta.faults.file}, line {row.line}"
        yield f"{place}: {key} is {shown(value)}, and nothing here keeps to it."


def threshold_note(file: str, least: int, *, kept: bool) -> str:
    """What becomes of the file's least score; ``kept``: the count keeps to it."""
    said = f"{file}: {LEAST_SCORE} is {least}"
    if kept:
        return f"{said}, so no project with less can win. The setting threshold = 0 ends that."
    return f"{said}, and this count does not keep to it. The rule greedy can: threshold = {least}."


def threshold_loaded(file: str, least: int) -> str:
    """The same of a meeting, whose rule may still be chosen."""
    return f"{file}: {LEAST_SCORE} is {least}. The rule greedy keeps to it, no other rule does."


def _says_nothing(value: str) -> bool:
    return value.strip().lower() in {"0", "0.0", "0,0", "none", "unlimited", "no", "false"}


def least_score(meta: tuple[tuple[str, str], ...]) -> int:
    """The score that the file asks of each project, rounded up; 0 if it asks for none."""
    least = amount(dict(meta).get(LEAST_SCORE, "")) or 0
    return int(-(-least // 1))
