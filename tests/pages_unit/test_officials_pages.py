"""Every officials' page can be drawn from its view, in both languages, and reads as one page."""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from chair_samples import BLOCKED, CHAIR
from officials_samples import FOUND, OFFICIALS
from page_sample import Sample

from kiosk.domain.count.rules import RULES
from kiosk.pages.web.frame import Frame
from kiosk.pages.web.render import Renderer

WEB = Path(__file__).resolve().parents[2] / "web"
HELP = WEB / "help"


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(WEB)


def drawn(renderer: Renderer, sample: Sample, language: str = "en") -> str:
    frame = Frame(title=sample.name, language=language, place=sample.place, assembly="Oak Street")
    return renderer.render(sample.template, sample.view, frame)


def named(name: str) -> Sample:
    return next(sample for sample in OFFICIALS if sample.name == name)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("sample", OFFICIALS, ids=lambda sample: sample.name)
def test_a_page_has_one_heading_and_no_id_twice(
    renderer: Renderer, sample: Sample, language: str
) -> None:
    page = drawn(renderer, sample, language)

    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(re.findall(r"<h1[\s>]", page)) == 1
    assert len(ids) == len(set(ids))


def test_not_on_the_list_and_already_here_read_the_same(renderer: Renderer) -> None:
    page = drawn(renderer, named("desk-greeter"))

    assert "Please see the greeter." in page
    assert not re.search(r"already|not on the list|signed in\b", page)


def test_too_many_matches_show_a_number_and_nobody(renderer: Renderer) -> None:
    page = drawn(renderer, named("desk-many"))

    assert "8 people match: add a letter" in page
    assert not any(person.label in page for person in FOUND)


def test_a_blocked_step_says_why_and_sends_nothing(renderer: Renderer) -> None:
    page = drawn(renderer, named("chair-blocked"))

    step = BLOCKED.steps.open
    assert step is not None
    assert step.blocked in page
    assert f"/chair/poll/{BLOCKED.id}/open" not in page


def test_an_open_poll_shows_no_result(renderer: Renderer) -> None:
    page = drawn(renderer, named("chair-open"))

    assert "Cast 41 of 63" in page
    assert 'class="result"' not in page


def test_a_small_turnout_is_only_a_few(renderer: Renderer) -> None:
    page = drawn(renderer, named("chair-close-refused"))

    assert "Fewer than 5 have voted" in page
    assert "3 of 63" not in page


def test_the_samples_use_every_field_of_the_chairs_page() -> None:
    pages = [sample.view for sample in CHAIR if sample.template == "chair.html"]

    assert is_dataclass(pages[0])
    unused = [
        field.name
        for field in fields(pages[0])
        if all(not getattr(page, field.name) for page in pages)
    ]
    assert unused == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_handbook_explains_every_rule_with_all_its_settings(language: str) -> None:
    page = (HELP / language / "counting.html").read_text("utf-8")
    sections = dict(re.findall(r'<h2 id="([\w-]+)">(.*?)(?=<h2)', page, re.DOTALL))

    assert set(RULES) <= set(sections)
    for name, rule in RULES.items():
        missing = [s.name for s in rule.settings if f"<code>{s.name}" not in sections[name]]
        assert missing == [], name


@pytest.mark.parametrize(
    ("language", "remedy"),
    [("en", "Start the same command again"), ("es", "Empiece otra vez la misma orden")],
)
def test_the_handbook_says_how_to_go_on_after_a_crash(language: str, remedy: str) -> None:
    for name in ("volunteer", "trouble"):
        assert remedy in (HELP / language / f"{name}.html").read_text("utf-8")


def test_the_handbook_is_whole_in_both_languages() -> None:
    english, spanish = (
        {path.name for path in (HELP / language).glob("*.html")} for language in ("en", "es")
    )

    assert english == spanish


@pytest.mark.parametrize("path", sorted(HELP.glob("*/*.html")), ids=lambda path: str(path)[-20:])
def test_links_of_the_handbook_lead_somewhere(path: Path) -> None:
    text = path.read_text("utf-8")

    for target in re.findall(r'href="([^"]+)"', text):
        if target.startswith("#"):
            assert f'id="{target[1:]}"' in text
        else:  # within the handbook: a screen has no other way back
            assert (path.parent / f"{target}.html").is_file()
