"""Rows are fetched in the step that asks for them: see ``store/one_row.py`` for why."""

import ast
from pathlib import Path

import pytest

KIOSK = Path(__file__).parents[2] / "kiosk"
LATER = {"fetchone", "fetchmany", "fetchall"}


@pytest.mark.parametrize("ring", ["store", "actions", "meeting", "pages", "audit"])
def test_no_row_is_fetched_in_a_step_of_its_own(ring: str) -> None:
    found = [
        f"{file.name}:{node.lineno}"
        for file in sorted((KIOSK / ring).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Await)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Attribute)
        and node.value.func.attr in LATER
    ]

    assert found == []
