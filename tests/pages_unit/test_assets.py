"""An asset's address changes exactly when its content does, and scripts find each other by it."""

import re
from pathlib import Path

import pytest

from kiosk.pages.web.assets import Assets

WEB = Path(__file__).resolve().parents[2] / "web"


@pytest.fixture
def web(tmp_path: Path) -> Path:
    (tmp_path / "styles").mkdir()
    (tmp_path / "scripts").mkdir()
    (tmp_path / "styles" / "icons.svg").write_text("<svg/>")
    (tmp_path / "styles" / "base.css").write_text("/* why */\nbody {\n  margin: 0;\n}\n")
    (tmp_path / "scripts" / "main.js").write_text('import { a } from "./part.js";\n')
    (tmp_path / "scripts" / "part.js").write_text("export const a = 1;\n")
    return tmp_path


def test_an_address_changes_with_what_a_script_imports(web: Path) -> None:
    before = Assets(web)
    (web / "scripts" / "part.js").write_text("export const a = 2;\n")
    after = Assets(web)

    assert before.address("scripts/part.js") in before["scripts/main.js"].body.decode()
    assert after.address("scripts/main.js") != before.address("scripts/main.js")
    assert after.address("sheets/phone.css") == before.address("sheets/phone.css")


def test_a_sheet_is_sent_without_its_comments(web: Path) -> None:
    assert Assets(web)["sheets/phone.css"].body == b"body {\nmargin: 0;\n}"


def test_a_script_is_sent_without_its_lines_of_comment(web: Path) -> None:
    (web / "scripts" / "inner.js").write_text(
        '// why\nexport const at = "http://hall"; // stays\n  // inside\nat();\n', "utf-8"
    )

    body = Assets(web)["scripts/inner.js"].body.decode()

    assert body == 'export const at = "http://hall"; // stays\nat();\n'


def test_every_icon_that_a_template_names_is_drawn() -> None:
    drawn = set(re.findall(r'symbol id="([\w-]+)"', (WEB / "styles/icons.svg").read_text("utf-8")))
    named = {
        name
        for template in (WEB / "templates").rglob("*.html")
        for name in re.findall(r'(?:icon|turning)\("([\w-]+)"\)', template.read_text("utf-8"))
    }

    assert named <= drawn


def test_every_behaviour_that_a_template_asks_for_exists() -> None:
    known = set(re.findall(r"^  (\w+): ", (WEB / "scripts/attach.js").read_text("utf-8"), re.M))
    asked = {
        name
        for template in (WEB / "templates").rglob("*.html")
        for names in re.findall(
            r'data-behaviour="((?:\{%.*?%\}|[^"])*)"', template.read_text("utf-8")
        )
        for name in re.sub(r"\{%.*?%\}", " ", names).split()
    }

    assert asked <= known
