"""Every page that a voter sees is whole, light, and chooses nothing for anybody."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from result_samples import scenes
from voter_questions import ENGLISH
from voter_samples import views

from kiosk.pages.web.frame import Frame
from kiosk.pages.web.render import Renderer

WEB = Path(__file__).resolve().parents[2] / "web"
RENDERER = Renderer(WEB)
LIGHT = 15_000  # bytes of a ballot page, as DESIGN asks
FIRST_PAGES = ("phone-welcome", "phone-card", "phone-ballot")
FIRST_VISIT = 50_000  # with its styles, icons and every script

Shown = tuple[str, object, Frame]


def every_page() -> Iterator[tuple[str, Shown]]:
    for place in ("phone", "booth"):
        for name, page in views(place, ENGLISH).items():
            yield f"{place}-{name}", page
    yield from scenes().items()


PAGES = dict(every_page())


def drawn(name: str) -> str:
    return RENDERER.render(*PAGES[name])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_heading_and_no_id_twice(name: str) -> None:
    page = drawn(name)

    ids = re.findall(r'\sid="([^"]+)"', page)
    repeated = {one for one in ids if ids.count(one) > 1} - {"stripes", "dots"}
    assert len(re.findall(r"<h1[\s>]", page)) == 1
    assert repeated == set()


@pytest.mark.parametrize("name", PAGES)
def test_every_field_has_a_label_and_every_label_a_field(name: str) -> None:
    page = drawn(name)

    ids = set(re.findall(r'\sid="([^"]+)"', page))
    labelled = set(re.findall(r'<label[^>]*\sfor="([^"]+)"', page))
    fields = re.findall(r"<(?:input|select)\b[^>]*>", page)
    seen = [field for field in fields if 'type="hidden"' not in field]
    assert labelled <= ids
    assert {re.findall(r'\sid="([^"]+)"', field)[0] for field in seen} <= labelled


@pytest.mark.parametrize("name", [name for name in PAGES if "ballot" in name])
def test_a_ballot_page_is_light_and_sends_its_form_without_scripts(name: str) -> None:
    page = drawn(name)

    assert len(page.encode()) <= LIGHT
    assert '<form class="page" id="ballot" method="post"' in page
    assert re.search(r'<button[^>]*name="step" value="(?:next|review)"', page)
    assert "Not cast yet" in page


@pytest.mark.parametrize("place", ["phone", "booth"])
def test_nothing_is_chosen_before_the_voter_chooses(place: str) -> None:
    page = drawn(f"{place}-ballot_lot_fresh")

    assert "checked" not in page


def visited(page: str) -> set[str]:
    """Everything that a phone fetches for a page: styles, icons, the scripts it asks for."""
    asked = {
        name for names in re.findall(r'data-behaviour="([^"]*)"', page) for name in names.split()
    }
    scripts = {"main", "attach", *asked} | ({"amount"} if "budget" in asked else set())
    return {"sheets/phone.css", "styles/icons.svg", *(f"scripts/{name}.js" for name in scripts)}


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith(FIRST_PAGES)])
def test_a_whole_first_visit_is_light(name: str) -> None:
    page = drawn(name)

    fetched = [len(RENDERER.assets[asset].body) for asset in visited(page)]

    assert len(page.encode()) + sum(fetched) <= FIRST_VISIT


def test_the_end_shows_the_words_and_no_choice() -> None:
    page = drawn("booth-done")

    assert "river lamp stone cloud" in page
    assert "James Wright" not in page
    assert "Bus shelter" not in page


def test_a_skipped_question_is_said_to_be_skipped() -> None:
    page = drawn("phone-review")

    assert "You skipped" in page
    assert 'value="question:board"' in page
    assert page.count('value="cast"') == 1
