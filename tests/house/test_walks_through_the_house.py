"""The map tells the truth: every file and function that it names is there."""

import ast
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2] / "kiosk"
MAP = (HOUSE / "ARCHITECTURE.md").read_text("utf-8")
WALKS = MAP[MAP.index("## Four walks") :]
STEPS = re.findall(r"`([a-z_/]+\.py)` `([a-z_]+)`", WALKS)
FILES = sorted(set(re.findall(r"`([a-z_/]+\.py)`", MAP)))
FOLDERS = ("", "domain/", "pages/web/", "pages/")
"""Where a file that the map names by its last part alone may lie."""


def functions_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    defined = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, defined)}


@pytest.mark.parametrize(("file", "function"), STEPS)
def test_every_step_of_a_walk_is_there(file: str, function: str) -> None:
    assert function in functions_in(HOUSE / file)


def test_each_walk_has_five_steps() -> None:
    assert re.findall(r"^\d", WALKS, re.MULTILINE) == list("12345") * 4


@pytest.mark.parametrize("file", FILES)
def test_every_file_on_the_map_is_there(file: str) -> None:
    assert any((HOUSE / folder / file).is_file() for folder in FOLDERS)
