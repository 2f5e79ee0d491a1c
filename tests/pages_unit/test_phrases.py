"""People are spoken to in their language, with their numbers, and money as it is written there."""

from fractions import Fraction
from pathlib import Path

import pytest

from kiosk.domain.sentence import Money, Name, Names, say, say_many
from kiosk.presentation.phrases import Catalogues, Phrases, own_name

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Next"
msgstr "Siguiente"

msgid "%(option)s has %(number)s vote."
msgid_plural "%(option)s has %(number)s votes."
msgstr[0] "%(option)s tiene %(number)s voto."
msgstr[1] "%(option)s tiene %(number)s votos."
"""


@pytest.fixture
def catalogues(tmp_path: Path) -> Catalogues:
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "kiosk.po").write_text(CATALOGUE, encoding="utf-8")
    return Catalogues(tmp_path)


def test_a_wording_that_is_not_translated_stays_english(catalogues: Catalogues) -> None:
    spanish = catalogues.phrases("es")

    assert spanish.gettext("Next") == "Siguiente"
    assert spanish.gettext("Back") == "Back"


def test_a_country_speaks_its_language(catalogues: Catalogues) -> None:
    assert catalogues.phrases("es-US").gettext("Next") == "Siguiente"


def test_a_sentence_agrees_with_its_number(catalogues: Catalogues) -> None:
    spanish = catalogues.phrases("es")
    one, many = (
        say_many("%(option)s has %(number)s vote.", "%(option)s has %(number)s votes.", n,
                 option=Name("a")) for n in (1, 2)
    )  # fmt: skip

    assert spanish.say(one, {"a": "Ana"}, str) == "Ana tiene 1 voto."
    assert spanish.say(many, {"a": "Ana"}, str) == "Ana tiene 2 votos."


def english(catalogues: Catalogues) -> Phrases:
    return catalogues.phrases("en")


def test_names_money_and_fractions_are_written_for_people(catalogues: Catalogues) -> None:
    phrases = english(catalogues)
    sentence = say(
        "%(all)s cost %(sum)s; %(share)s of it.",
        all=Names(("a", "b", "c")),
        sum=Money(12500),
        share=Fraction(2, 3),
    )

    said = phrases.say(
        sentence, {"a": "A", "b": "B", "c": "C"}, lambda amount: phrases.money(amount, "USD")
    )

    assert said == "A, B and C cost $12,500; 2/3 of it."


@pytest.mark.parametrize(
    ("language", "currency", "written"),
    [
        ("en", "USD", "$1,234"),
        ("en", "$", "$1,234"),
        ("de", "EUR", "1.234\xa0€"),
        ("en", "", "1,234"),
    ],
)
def test_money_is_written_as_people_write_it(
    catalogues: Catalogues, language: str, currency: str, written: str
) -> None:
    assert catalogues.phrases(language).money(1234, currency) == written


def test_a_part_of_a_unit_is_shown_to_two_places(catalogues: Catalogues) -> None:
    assert english(catalogues).money(Fraction(2, 3), "USD") == "$0.67"


def test_a_language_is_named_in_itself() -> None:
    assert [own_name(code) for code in ("en", "es", "fr")] == ["English", "Español", "Français"]


@pytest.mark.parametrize(
    ("part", "whole", "english", "spanish"),
    [
        (12, 25, "48%", "48\N{NO-BREAK SPACE}%"),
        (1, 2, "50%", "50\N{NO-BREAK SPACE}%"),
        (2, 3, "67%", "67\N{NO-BREAK SPACE}%"),
        (126, 250, "50.4%", "50,4\N{NO-BREAK SPACE}%"),
        (666, 1000, "66.6%", "66,6\N{NO-BREAK SPACE}%"),
        (10001, 20000, "50.1%", "50,1\N{NO-BREAK SPACE}%"),
        (1999, 2000, "99.9%", "99,9\N{NO-BREAK SPACE}%"),
        (1, 9999, "0.1%", "0,1\N{NO-BREAK SPACE}%"),
        (0, 7, "0%", "0\N{NO-BREAK SPACE}%"),
    ],
)
def test_a_share_that_is_not_quite_a_half_is_not_said_to_be_one(
    catalogues: Catalogues, part: int, whole: int, english: str, spanish: str
) -> None:
    assert catalogues.phrases("en").percent(part, whole) == english
    assert catalogues.phrases("es").percent(part, whole) == spanish


MADE_UP = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Cast my vote"
msgstr "{first}"

msgid "Choose up to %(number)s."
msgstr "{second}"
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("100 % sure", "%(number)s"),
        ("<b>Vote", "%(nummer)s"),
        ('Say \\"yes\\"', "%(number)s of %(other)s"),
        ("%s", "%(number)d"),
        ("%(name)s", "All"),
    ],
)
def test_a_translation_that_could_break_a_page_is_left_out(
    tmp_path: Path, first: str, second: str
) -> None:
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    text = MADE_UP.format(first=first, second=second)
    (folder / "kiosk.po").write_text(text, "utf-8")

    phrases = Catalogues(tmp_path).phrases("fr")

    assert phrases.gettext("Cast my vote") == "Cast my vote"
    if second != "%(number)s":
        assert phrases.gettext("Choose up to %(number)s.") == "Choose up to %(number)s."


def test_a_translation_that_fits_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    text = MADE_UP.format(first="100 %% mine", second="Up to %(number)s of them")
    (folder / "kiosk.po").write_text(text, "utf-8")

    phrases = Catalogues(tmp_path).phrases("fr")

    assert phrases.gettext("Cast my vote") == "100 %% mine"
    assert phrases.gettext("Choose up to %(number)s.") == "Up to %(number)s of them"


@pytest.mark.parametrize(
    ("folder", "text"),
    [
        ("notes", CATALOGUE.encode()),
        ("español", CATALOGUE.encode()),
        ("es (copy)", CATALOGUE.encode()),
        ("es old", CATALOGUE.encode()),
        (".es", CATALOGUE.encode()),
        ("fr", CATALOGUE.encode("utf-16")),
        ("fr", CATALOGUE.encode() + b'\nmsgid "Back"\nmsgstr "Arri\xe8re"\n'),
        ("fr", b'msgid "Next"\nmsgid_plural "Next"\nmsgstr[9] "x"\nmsgstr "y'),
        ("fr", CATALOGUE.replace("n != 1", "n ! 1").encode()),
        ("fr", bytes(range(256)) * 9),
    ],
    ids=str,
)
def test_a_folder_that_is_no_language_keeps_no_other_out(
    catalogues: Catalogues, tmp_path: Path, folder: str, text: bytes
) -> None:
    (tmp_path / folder / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / folder / "LC_MESSAGES" / "kiosk.po").write_bytes(text)

    found = Catalogues(tmp_path)

    assert set(found.languages) - {"fr"} == set(catalogues.languages)
    assert found.phrases("es").gettext("Next") == "Siguiente"
    assert found.phrases("fr").ngettext("Next", "Next", 2) in {"Next", "Siguiente"}
