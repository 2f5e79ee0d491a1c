"""Templates show and do not think, styles work in both directions, and nothing is inline."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

WEB = Path(__file__).resolve().parents[2] / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
HELP = sorted((WEB / "help").rglob("*.html"))
STYLES = sorted((WEB / "styles").rglob("*.css"))
SCRIPTS = sorted((WEB / "scripts").rglob("*.js"))

THOUGHT = (
    *(nodes.Compare, nodes.And, nodes.Or, nodes.Not, nodes.Test, nodes.Assign, nodes.AssignBlock),
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg),
)
"""Whatever decides, counts or remembers belongs into a view, where it has a type and a test."""

PHYSICAL = re.compile(
    r"(?:^|[;{\s])(?:"
    r"(?:left|right|(?:margin|padding|border)-(?:left|right)[\w-]*|inset-(?:left|right))\s*:"
    r"|border-(?:top|bottom)-(?:left|right)-radius\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
    r")"
)
INLINE = re.compile(
    r"\sstyle\s*=|<style|\son\w+\s*=|javascript:|<script(?![^>]*\ssrc=)|user-scalable|maximum-scale",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//|url\(\s*["']?(?:https?:)?//"""
)


def short(path: Path) -> str:
    return str(path.relative_to(WEB))


def matches(pattern: re.Pattern[str], path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if pattern.search(line):
            yield f"{short(path)}:{number}: {line.strip()}"


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_a_template_does_not_think(path: Path) -> None:
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    vars(environment)["newstyle_gettext"] = (
        True  # the old style turns every {% trans %} into arithmetic
    )
    tree = environment.parse(path.read_text("utf-8"))

    thoughts = [f"line {node.lineno}: {type(node).__name__}" for node in tree.find_all(THOUGHT)]

    assert thoughts == []


@pytest.mark.parametrize("path", [*TEMPLATES, *HELP], ids=short)
def test_a_page_has_nothing_inline_and_lets_people_zoom(path: Path) -> None:
    assert list(matches(INLINE, path)) == []


@pytest.mark.parametrize("path", [*TEMPLATES, *HELP, *STYLES], ids=short)
def test_a_page_fetches_nothing_from_elsewhere(path: Path) -> None:
    assert list(matches(ELSEWHERE, path)) == []


@pytest.mark.parametrize("path", STYLES, ids=short)
def test_a_style_works_from_right_to_left_too(path: Path) -> None:
    assert list(matches(PHYSICAL, path)) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=short)
def test_a_script_begins_by_saying_what_it_is_for(path: Path) -> None:
    assert path.read_text("utf-8").lstrip().startswith(("//", "/*"))


def test_the_guards_find_what_they_guard_against() -> None:
    parse = Environment(autoescape=True).parse

    assert list(parse("{% if a == 1 %}{% endif %}{{ b is defined }}").find_all(THOUGHT))
    assert INLINE.search('<p style="x">')
    assert INLINE.search("<script>1</script>")
    assert not INLINE.search('<script type="module" src="/a.js"></script>')
    assert ELSEWHERE.search('<img src="https://example.org/a.png">')
    assert PHYSICAL.search("  margin-left: 1px;")
    assert PHYSICAL.search("a{left:0}")
    assert not PHYSICAL.search("  margin-inline-start: 1px; /* left */")
