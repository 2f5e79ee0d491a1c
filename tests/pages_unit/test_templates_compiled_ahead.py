"""Templates are compiled when the kiosk starts: nobody's first view keeps the others waiting."""

import pytest
from jinja2 import Environment

from kiosk.pages.web import render
from kiosk.pages.web.render import Renderer
from kiosk.shipped import web_folder


def test_after_the_start_no_page_compiles_its_template(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "_COMPILED", render._Compiled())
    renderer = Renderer(web_folder())
    renderer.compile_all()

    def compile_now(*_: object) -> None:
        raise AssertionError("a template is compiled on the way")

    monkeypatch.setattr(Environment, "compile", compile_now)

    names = [file.name for file in (web_folder() / "templates").glob("*.html")]
    assert len(names) > 20
    for language in ("en", "es"):
        for name in names:
            renderer._template(name, renderer.phrases(language))
