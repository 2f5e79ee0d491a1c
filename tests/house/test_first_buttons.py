"""Enter, and "Go" on a phone, press a form's first button: in each form it is the main step."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "web" / "templates"
PAGES = sorted(
    path for path in TEMPLATES.rglob("*.html") if "{% extends" in path.read_text("utf-8")
)
BLOCK = re.compile(r"{% block (\w+) %}((?:(?!{% block).)*?){% endblock %}", re.DOTALL)
MACRO = re.compile(r"{% macro (\w+)\(.*?%}(.*?){% endmacro %}", re.DOTALL)
SILENT = {"button", "hidden", "reset", "submit", "image"}
HIDDEN_STEP = "{{ frame.main_step }}"


def text_of(name: str) -> str:
    (path,) = (one for one in (TEMPLATES / name, TEMPLATES / "central" / name) if one.is_file())
    return path.read_text("utf-8")


def whole(text: str) -> str:
    """A template with all that it extends, includes and calls, in the order of the page."""
    if parent := re.search(r'{% extends "(.*?)" %}', text):
        own: dict[str, str] = dict(BLOCK.findall(text))
        taken = BLOCK.sub(lambda block: own.get(block[1], block[2]), text_of(parent[1]))
        # A block may stand in another one.
        used = "".join(re.findall(r"{% from .*? %}", text)) + taken
        return whole(BLOCK.sub(lambda block: own.get(block[1], block[2]), used))
    macros: dict[str, str] = dict(MACRO.findall(text))
    for name, calls in re.findall(r'{% from "(.*?)" import (.*?) %}', text):
        theirs: dict[str, str] = dict(MACRO.findall(text_of(name)))
        macros |= {call: theirs.get(call, "") for call in calls.split(", ")}
    text = re.sub(r"{% from .*? %}", "", MACRO.sub("", text))
    questions = "".join(
        f'{{% include "questions/{path.name}" %}}'
        for path in sorted((TEMPLATES / "questions").glob("*.html"))
    )
    text = text.replace("{% include view.question.template %}", questions)
    text = re.sub(r"{{ (\w+)\(.*?\) }}", lambda call: macros.get(call[1], ""), text)
    return re.sub(r'{% include "(.*?)" %}', lambda part: whole(text_of(part[1])), text)


@dataclass
class Form:
    """What Enter in one of its fields has to do with."""

    fields: list[str] = field(default_factory=list)
    buttons: list[dict[str, str]] = field(default_factory=list)

    @property
    def enter_does_the_main_step(self) -> bool:
        first, *others = self.buttons
        named = "main" in first.get("class", "").split() or first.get("value") == HIDDEN_STEP
        return named or not others


class Forms(HTMLParser):
    """All forms of a page; what has ``form=`` belongs to the form of that id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: dict[str, Form] = {}
        self.inside = ""
        self.feed(re.sub(r"{%.*?%}|{#.*?#}", "", page.replace("{{ frame.form }}", "ballot")))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = found.get("id") or f"form {self.getpos()}"
            self.forms.setdefault(self.inside, Form())
        form = self.forms.setdefault(found.get("form", self.inside), Form())
        kind = found.get("type", "text" if tag == "input" else "submit")
        if tag in {"select", "textarea"} or (tag == "input" and kind not in SILENT):
            form.fields.append(found.get("name", ""))
        if (tag == "button" and kind == "submit") or (
            tag == "input" and kind in {"submit", "image"}
        ):
            form.buttons.append(found)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = ""


def with_fields(page: str) -> list[Form]:
    forms = Forms(page).forms
    return [form for name, form in forms.items() if name and form.fields]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_the_first_button_of_a_form_is_its_main_step(path: Path) -> None:
    forms = with_fields(whole(path.read_text("utf-8")))

    assert [form for form in forms if not form.buttons] == []
    assert [form for form in forms if not form.enter_does_the_main_step] == []


def test_every_form_with_a_field_is_looked_at() -> None:
    looked_at = {name for path in PAGES for name in fields_of(path)}

    written = {
        field
        for path in TEMPLATES.rglob("*.html")
        for form in Forms(path.read_text("utf-8")).forms.values()
        for field in form.fields
    }
    assert len(looked_at) >= 14
    assert written <= looked_at


def fields_of(path: Path) -> list[str]:
    return [name for form in with_fields(whole(path.read_text("utf-8"))) for name in form.fields]


@pytest.mark.parametrize(
    "page",
    [
        '<form><input name="a"><button>Back</button><button class="button main">On</button></form>',
        '<button form="a">Text</button><form id="a"><input><button class="main">On</button></form>',
        '<form id="a"><button value="stay">Count</button></form>'
        '<input form="a" name="b"><button class="main" form="a">On</button>',
        '<form><select></select><input type="submit"><button class="main"></button></form>',
        '<form><input type="radio"><button class="domain">A</button><button>B</button></form>',
    ],
)
def test_another_first_button_is_noticed(page: str) -> None:
    assert [form.enter_does_the_main_step for form in with_fields(page)] == [False]


def test_a_button_that_sends_nothing_or_another_form_is_no_first_button() -> None:
    page = (
        '<form><input name="a"><button type="button">Erase</button>'
        '<button form="proof">Save</button><button class="button main">Find</button></form>'
    )

    assert [form.enter_does_the_main_step for form in with_fields(page)] == [True]
