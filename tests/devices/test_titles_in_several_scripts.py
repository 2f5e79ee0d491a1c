"""A title may mix scripts: each letter comes from a font that has it, in the order of reading."""

import pytest
from PIL import Image
from PIL.ImageFont import FreeTypeFont

from kiosk.actions.letters_on_paper import letters_not_on_paper
from kiosk.devices import fonts, runs
from kiosk.devices.fonts import Weight, file_with, font_for, letters_without_font, visible
from kiosk.devices.lettering import breadth, draw_row, row_height
from kiosk.domain.assembly import Assembly, Option, Poll, Question
from kiosk.domain.text import Text, plain

pytestmark = pytest.mark.skipif(
    len(fonts.font_files(Weight.REGULAR)) < 10, reason="fonts-noto-core is not installed"
)

MIXED = [
    "大会 · جمعية الحي · Дом для всех 🏠",
    "Oak Street जनता 12 บ้าน",
    "עברית 3 ქართული Дом",
    "한국 বাড়ি (2027) Ελλάδα",
    "ምርጫ — தமிழ் — Wahl",
    "ភាសា «ລາວ» Łódź, Հայ",
]


def whole(text: str, weight: Weight = Weight.REGULAR) -> tuple[runs.Run, ...]:
    return runs.runs(text, font_for(text, size=30, weight=weight))


@pytest.mark.parametrize("weight", list(Weight))
@pytest.mark.parametrize("text", MIXED)
def test_every_letter_that_some_font_has_is_drawn_and_no_box(text: str, weight: Weight) -> None:
    boxes = {
        letter
        for run in whole(text, weight)
        for letter in visible(run.text)
        if not fonts.has_letter(run.font, letter)
    }

    assert boxes == set(letters_without_font([text], most=9))
    assert sorted("".join(run.text for run in whole(text, weight))) == sorted(text)


@pytest.mark.parametrize("text", MIXED)
def test_runs_keep_their_size_and_stand_side_by_side(text: str) -> None:
    font = font_for(text, size=30, weight=Weight.BOLD)
    row = Image.new("L", (breadth(text, font) + 8, 2 * row_height(font)), 255)

    draw_row(row, text, font=font, at=(4, 4), ink=0)

    left, _, right, _ = row.point(lambda grey: 255 - grey).getbbox() or (0, 0, 0, 0)
    assert left > 0
    assert right < row.width
    assert right - left > 0.9 * breadth(text, font)
    assert {round(run.font.size) for run in whole(text) if isinstance(run.font, FreeTypeFont)} == {
        30
    }


def seen(text: str) -> list[str]:
    """The words from left to right, whatever their fonts."""
    return " ".join(run.text.strip() for run in whole(text)).split()


def test_words_from_right_to_left_stand_in_their_order() -> None:
    assert seen("জয় عربي") == ["জয়", "عربي"]
    assert seen("عربي জয়") == ["জয়", "عربي"]
    assert seen("Oak עברית জয় end") == ["Oak", "עברית", "জয়", "end"]
    assert seen("עברית জয় عربي") == ["عربي", "জয়", "עברית"]


def test_a_number_in_words_from_right_to_left_keeps_its_digits_in_order() -> None:
    shown = "".join(run.text for run in whole("עברית 12 জয়"))

    assert "12" in shown
    assert shown.index("12") < shown.index("ע")


@pytest.mark.parametrize("text", ["Oak Street", "Łódź — ¿Sí?", "جمعية الحي", "जनता", "Дом 3"])
def test_a_text_of_one_font_is_set_in_one_piece_as_before(text: str) -> None:
    assert [(run.text, run.direction) for run in whole(text)] == [(text, None)]


def test_marks_stay_with_their_letters() -> None:
    texts = [run.text for run in whole("Дом বাড়ি é บ้าน")]

    assert not any(text[0] in "\u0301\u09be\u09bf\u0e49" for text in texts)


def given_an_assembly(*, title: str = "Oak", option: str = "Yes") -> Assembly:
    question = Question(
        id="q",
        title=plain("Which?"),
        kind="choose_one",
        rule="plurality",
        options=(Option("a", plain(option)),),
    )
    title_text = Text((("en", "Oak"), ("x", title)))
    return Assembly(title=title_text, polls=(Poll("p", plain("Poll"), (question,)),))


ANCIENT = "".join(map(chr, range(0x18800, 0x18830)))  # Tangut, which these packages have not


def test_letters_that_no_font_has_are_named_wherever_they_are_printed() -> None:
    if any(file_with(letter, weight) for letter in ANCIENT for weight in Weight):
        pytest.skip("a font for Tangut is installed")

    assert letters_not_on_paper(given_an_assembly()) == ""
    assert letters_not_on_paper(given_an_assembly(title=ANCIENT[0])) == ANCIENT[0]
    assert letters_not_on_paper(given_an_assembly(option=f"b{ANCIENT[1]}")) == ANCIENT[1]
    assert letters_not_on_paper(given_an_assembly(title=ANCIENT)).endswith(" …")


@pytest.mark.parametrize(
    "text", ["Łódź", "¿Está?", "جمعية", "জয় বাড়ি", "“Oak” – №5 €", "a\u200db\ufe0f"]
)
def test_of_letters_that_can_be_printed_nothing_is_said(text: str) -> None:
    assert letters_without_font([text], most=9) == ()
