"""A request ends at the handler: what makes a view or an answer takes what it needs by name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.pages.routes import AT_THE_BOOTH, EVERYBODY, OWN_SCREENS, PEOPLE_WITH_A_PIN

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "kiosk" / "pages"
HANDLERS = {
    (route.handler.__module__, route.handler.__name__)
    for route in (*EVERYBODY, *AT_THE_BOOTH, *OWN_SCREENS, *PEOPLE_WITH_A_PIN)
}
"""What ``routes.py`` names."""

MACHINERY = PAGES / "web"
SOURCES = [path for path in sorted(PAGES.rglob("*.py")) if MACHINERY not in path.parents]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def taking_a_request(source: str) -> Iterator[str]:
    """Every function, within others too, that a request is given to."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            every = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            kinds = [ast.unparse(one.annotation) for one in every if one.annotation]
            if any(one.arg == "request" for one in every) or "web.Request" in kinds:
                yield getattr(node, "name", "lambda")


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_only_a_handler_takes_a_request(path: Path) -> None:
    module = module_of(path)
    others = [name for name in taking_a_request(path.read_text()) if (module, name) not in HANDLERS]

    assert others == []


def test_the_guard_finds_what_it_guards_against() -> None:
    assert list(taking_a_request("def f(request): ..."))
    assert list(taking_a_request("async def f(*, asked: web.Request) -> None: ..."))
    assert list(taking_a_request("act(lambda request: 1)"))
    assert not list(taking_a_request("def f(reader: Reader) -> None: ..."))
