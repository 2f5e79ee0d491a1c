"""Every language says everything: each text of the product is translated, whole and in place."""

import io
import re
from collections.abc import Iterator, Sequence, Set
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {
    **{"_": None, "gettext": None, "ngettext": (1, 2)},
    **{"say": None, "say_many": (1, 2), "wording": None},
}
AS_THE_TEMPLATES = {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true"}
SOURCES: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("kiosk", "*.py", "python", {}),
    ("web/templates", "*.html", "jinja2.ext:babel_extract", AS_THE_TEMPLATES),
)
PLACE = re.compile(r"%\(\w+\)s")
WORD = re.compile(r"%\(\w+\)s|[^\W_][\w'’-]*")
SHORT = 3  # words of a button in English; every text as short may stand on one
MOST_ON_A_BUTTON = 5  # words of the same in another language
CATALOGUES = sorted((ROOT / "web" / "locale").glob("*/LC_MESSAGES/kiosk.po"))

Wordings = tuple[str, ...]


@cache
def all_said() -> frozenset[Wordings]:
    """Every text, gathered once for all languages."""
    return frozenset(said())


def said() -> Iterator[Wordings]:
    """Every text of the product: one wording, or the one for one and the one for many."""
    for folder, suffix, method, options in SOURCES:
        for path in sorted((ROOT / folder).rglob(suffix)):
            source = io.BytesIO(path.read_bytes())
            for _, message, *_ in extract(method, source, KEYWORDS, options=options):
                yield wordings(message)


def wordings(message: str | Sequence[str] | None) -> Wordings:
    """The texts of a message, those of a number in their order."""
    return (message,) if isinstance(message, str) else tuple(filter(None, message or ()))


def faults_of(catalogue: Catalog, texts: Set[Wordings]) -> Iterator[str]:
    """What a person who reads this language would stumble over."""
    known = {wordings(entry.id): entry for entry in catalogue if entry.id}
    yield from (f"not translated: {text}" for text in sorted(texts - known.keys()))
    yield from (f"said nowhere: {text}" for text in sorted(known.keys() - texts))
    yield from (f"no longer said: {entry}" for entry in catalogue.obsolete)
    for text, entry in known.items():
        yield from entry_faults(text, entry, forms=catalogue.num_plurals)


def entry_faults(text: Wordings, entry: Message, *, forms: int) -> Iterator[str]:
    """What is wrong with one translation."""
    translated = wordings(entry.string)
    if entry.fuzzy:
        yield f"not sure: {text}"
    if len(translated) != (forms if len(text) > 1 else 1):
        yield f"a form is missing: {text}"
    places = set(PLACE.findall(text[-1]))
    for each in translated:
        if not each.strip():
            yield f"empty: {text}"
        elif set(PLACE.findall(each)) != places:
            yield f"other places: {each}"
        if len(WORD.findall(text[0])) <= SHORT and len(WORD.findall(each)) > MOST_ON_A_BUTTON:
            yield f"too long for a button: {each}"


def read(text: str) -> Catalog:
    return read_po(io.BytesIO(text.encode()), locale="es")


def test_there_is_a_language_beside_english() -> None:
    assert "es" in {path.parent.parent.name for path in CATALOGUES}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_every_text_is_translated(path: Path) -> None:
    with path.open("rb") as lines:
        catalogue = read_po(lines, locale=path.parent.parent.name.replace("-", "_"))

    assert list(faults_of(catalogue, all_said())) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_a_catalogue_changes_only_with_its_words(path: Path) -> None:
    text = path.read_text("utf-8")
    ids = re.findall(r'^msgid "(.*)"$', text, re.MULTILINE)

    assert not re.search(r"^#:|-Date:|Generated-By", text, re.MULTILINE)
    assert ids == sorted(ids)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_a_catalogue_says_how_many_forms_a_number_has(path: Path) -> None:
    """What Babel knows of a language changes between its versions; the file is what we wrote."""
    assert re.search(r'^"Plural-Forms: nplurals=\d; plural=', path.read_text("utf-8"), re.MULTILINE)


BOTH = {("Go",), ("%(num)s day", "%(num)s days")}
GOOD = """
msgid ""
msgstr "Plural-Forms: nplurals=2; plural=(n != 1);"

msgid "Go"
msgstr "Ir"

msgid "%(num)s day"
msgid_plural "%(num)s days"
msgstr[0] "%(num)s día"
msgstr[1] "%(num)s días"
"""


def test_the_guard_lets_a_whole_catalogue_pass() -> None:
    assert list(faults_of(read(GOOD), BOTH)) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ('msgid "Go"\nmsgstr "Ir"', "", "not translated"),
        ('"Ir"', '""', "empty"),
        ('msgid "Go"', '#, fuzzy\nmsgid "Go"', "not sure"),
        ('msgid "Go"', 'msgid "Stay"\nmsgstr "No"\n\nmsgid "Go"', "said nowhere"),
        ('msgid "Go"', '#~ msgid "Old"\n#~ msgstr "Viejo"\n\nmsgid "Go"', "no longer said"),
        ('"%(num)s días"', '"días"', "other places"),
        ('msgstr[1] "%(num)s días"', "", "a form is missing"),
        ('"Ir"', '"Ir ahora mismo a otra página"', "too long for a button"),
    ],
)
def test_the_guard_finds(good: str, bad: str, fault: str) -> None:
    faults = list(faults_of(read(GOOD.replace(good, bad)), BOTH))

    assert any(found.startswith(fault) for found in faults)
