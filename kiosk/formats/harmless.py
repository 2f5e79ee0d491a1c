"""Cells that a spreadsheet would run as a formula, written so that it shows them as text."""

import re

FORMULA = re.compile(r"(^|[;|\t\r\n])(?=\s*[=+\-@＝＋－＠])")
"""Where a spreadsheet would begin to run a cell, whichever sign separates its columns."""
QUOTED = re.compile(r"(^|[;|\t\r\n])'(?=\s*[=+\-@＝＋－＠])")


def harmless(cell: str) -> str:
    """The cell with a quote before what would be run, which makes it a text."""
    return FORMULA.sub(r"\1'", cell)


def as_meant(cell: str) -> str:
    """The cell without the quotes that ``harmless`` put there."""
    return QUOTED.sub(r"\1", cell)
