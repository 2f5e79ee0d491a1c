"""Nobody outside a kind's own file asks for it by its name: what depends on it, it carries."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.count.rules import RULES
from kiosk.domain.questions import KINDS

ROOT = Path(__file__).parents[2] / "kiosk"
OWN = ROOT / "domain" / "questions"
ALSO_WORDS = {"budget", "score", *RULES} & set(KINDS)
"""Kinds whose name is also a word of meetings' files or of counts, or names a rule."""
MODULES = sorted(path for path in ROOT.rglob("*.py") if OWN not in path.parents)


def named_kinds(tree: ast.AST) -> Iterator[str]:
    """Kinds that the module asks for by name."""
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(name)) if name in set(KINDS) - ALSO_WORDS:
                yield name
            case ast.Compare() if _speaks_of_kind(node):
                yield from _constants(node)
            case ast.Match(subject=ast.Attribute(attr="kind"), cases=cases):
                for case in cases:
                    yield from _constants(case.pattern)
            case ast.ImportFrom(module=str(module), names=names):
                whole = {f"{module}.{one.name}".rpartition(".")[2] for one in names}
                if module.startswith("kiosk.domain.questions"):
                    yield from (whole | {module.rpartition(".")[2]}) & set(KINDS)
            case _:
                pass


def _speaks_of_kind(node: ast.AST) -> bool:
    return any(isinstance(one, ast.Attribute) and one.attr == "kind" for one in ast.walk(node))


def _constants(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and one.value in KINDS:
            yield str(one.value)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_asks_for_a_kind_by_its_name(path: Path) -> None:
    assert list(named_kinds(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "text",
    [
        'name = "yes_no"',
        'if question.kind == "points": pass',
        'if question.kind in {"approve", "budget"}: pass',
        "from kiosk.domain.questions import budget",
        "from kiosk.domain.questions.rank import KIND",
        'match question.kind:\n    case "points" | "other": pass',
    ],
)
def test_a_module_that_asks_for_a_kind_is_found(text: str) -> None:
    assert list(named_kinds(ast.parse(text)))


@pytest.mark.parametrize("name", sorted(KINDS))
def test_only_the_kinds_own_templates_and_scripts_name_it(name: str) -> None:
    web = ROOT.parent / "web"
    others = [
        path
        for path in (*web.glob("templates/**/*.html"), *web.glob("scripts/*.js"))
        if path.parent.name != "questions" and name not in ALSO_WORDS
    ]
    quoted = (f'"{name}"', f"'{name}'")
    said = [p.name for p in others if p.stem != name and any(q in p.read_text() for q in quoted)]

    assert said == []


@pytest.mark.parametrize("name", sorted(KINDS))
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_organisers_page_of_the_handbook_names_each_kind(name: str, language: str) -> None:
    page = (ROOT.parent / "web" / "help" / language / "organiser.html").read_text("utf-8")

    assert f"<li><code>{name}</code>" in page
