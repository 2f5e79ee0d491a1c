"""The page about trust names a test that exists for each line; the handbook is short of words."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "web" / "help").glob("*/trust.html"))
HANDBOOK = sorted((ROOT / "web" / "help").glob("*/*.html"))
FILE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
LINE = re.compile(r"<dd>(.*?)</dd>", re.DOTALL)
NAMED = re.compile(r'<code class="test">([^<]+)</code>')
SENTENCE = re.compile(r"(?<=[.:?!])\s|</?(?:p|li|dd|dt|h\d|th|td|caption)[^>]*>")
MOST_WORDS = 15


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def exists(name: str) -> bool:
    file, _, test = name.partition("::")
    path = ROOT / file
    begins = re.compile(rf"^(async )?def {re.escape(test)}\(", re.MULTILINE)
    return path.is_file() and begins.search(path.read_text("utf-8")) is not None


def test_the_page_is_there_in_every_language() -> None:
    assert [page.parent.name for page in PAGES] == ["en", "es"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_every_line_names_a_test(page: Path) -> None:
    lines = LINE.findall(text_of(page))

    assert len(lines) > 40
    assert [line for line in lines if not NAMED.search(line)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_every_test_that_is_named_exists(page: Path) -> None:
    assert [name for name in NAMED.findall(text_of(page)) if not exists(name)] == []


def test_all_languages_name_the_same_tests_in_the_same_order() -> None:
    first, *others = (NAMED.findall(text_of(page)) for page in PAGES)

    assert all(named == first for named in others)


def test_no_actor_is_without_what_remains() -> None:
    for page in PAGES:
        parts = text_of(page).split("<h2>")[1:]

        assert len(parts) >= 13
        assert [part[:40] for part in parts if part.count('class="notice"') != 1] == []


@pytest.mark.parametrize("page", HANDBOOK, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_no_sentence_of_the_handbook_is_long(page: Path) -> None:
    plain = NAMED.sub("", FILE.sub("", text_of(page)))
    sentences = [re.sub(r"<[^>]+>", "", one).split() for one in SENTENCE.split(plain)]

    assert [" ".join(one) for one in sentences if len(one) > MOST_WORDS] == []


def test_a_name_that_is_none_is_noticed() -> None:
    assert exists("tests/house/test_trust_page.py::test_a_name_that_is_none_is_noticed")
    assert not exists("tests/house/test_trust_page.py::test_a_name_that")
    assert not exists("tests/house/no_file.py::test_a_name_that_is_none_is_noticed")
