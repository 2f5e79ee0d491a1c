"""Paper that people can read and phones can scan."""

from io import BytesIO

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode.constants import ERROR_CORRECT_Q

from kiosk.devices import fonts, lettering, qr_dots, raster, runs
from kiosk.devices.fonts import Weight
from kiosk.domain.slip import (
    ACCENTS,
    Big,
    Cut,
    Divider,
    Heading,
    Pair,
    QrCode,
    Slip,
    Words,
    card_slip,
    receipt_slip,
)

ADDRESS = "http://10.42.0.1/card/C7K2R9XTFH4DG7"
CARD = card_slip(
    "Oak Street Neighbourhood Assembly",
    keep=("Keep this until the end", "Guárdela hasta el final"),
    address=ADDRESS,
    label=("Voting card",),
    spoken="C7K2R-9XTFH-4DG7",
    where=("Vote at the green table or on your phone.",),
)
TRACKER = "http://kiosk.example:8080/tracker"
RECEIPT = receipt_slip(
    "Oak Street Neighbourhood Assembly",
    poll="Budget 2027",
    in_the_box=("Your vote is in the box.",),
    tracker="river-lamp-otter-stone",
    address=TRACKER,
    where=("Look for these words after the vote.",),
)


def scanned(picture):
    return [found.text for found in zxingcpp.read_barcodes(picture.convert("L"))]


def drawn(*lines, width=384):
    (picture,) = raster.pictures(Slip(lines), width)
    return picture


def inked(picture):
    """The box around all that is black."""
    return picture.convert("L").point(lambda grey: 255 - grey).getbbox()


@pytest.mark.parametrize("width", [384, 512, 576])
@pytest.mark.parametrize(("slip", "address"), [(CARD, ADDRESS), (RECEIPT, TRACKER)])
def test_the_code_on_paper_scans(slip, address, width):
    (picture,) = raster.pictures(slip, width)

    assert scanned(picture) == [address]
    assert (picture.mode, picture.width) == ("1", width)


@pytest.mark.parametrize(("slip", "address"), [(CARD, ADDRESS), (RECEIPT, TRACKER)])
def test_the_code_scans_from_pale_paper(slip, address):
    (picture,) = raster.pictures(slip, 384)

    pale = picture.convert("L").point(lambda grey: 90 + grey * 130 // 255)

    assert scanned(pale) == [address]


@pytest.mark.parametrize("column", range(90, 300, 15))
def test_the_code_scans_past_a_dead_dot_of_the_head(column):
    (picture,) = raster.pictures(CARD, 384)

    picture.paste(1, (column, 0, column + 1, picture.height))

    assert scanned(picture) == [ADDRESS]


def test_a_module_is_at_least_four_dots_and_the_quiet_zone_four_modules():
    picture = qr_dots.qr_picture(TRACKER, width=384, ink=240)

    left, top, right, _ = inked(picture)
    finder = next(x for x in range(left, right) if picture.getpixel((x, top)))
    module = (finder - left) / 7
    assert module >= 4
    assert left == top == picture.width - right == 4 * module


def test_a_code_is_at_least_28_millimetres_wide():
    picture = qr_dots.qr_picture(ADDRESS, width=384, ink=raster.QR_INK)

    left, _, right, _ = inked(picture)
    assert (right - left) / raster.DOTS_PER_INCH * 25.4 >= 28


def test_a_longer_address_keeps_four_dots_and_gives_up_error_correction_first():
    at_q = len(qr_dots.modules("A" * 800, level=ERROR_CORRECT_Q))

    code = qr_dots.densest_fit("A" * 800, width=384)

    assert len(code) < at_q
    with pytest.raises(qr_dots.QrTooDense):
        qr_dots.densest_fit("a" * 2500, width=384)
    with pytest.raises(qr_dots.QrTooDense):
        qr_dots.densest_fit("a" * 9000, width=384)


@pytest.mark.parametrize("weight", list(Weight))
def test_accents_are_letters_and_not_boxes(weight):
    font = fonts.font_for(ACCENTS, size=raster.BODY, weight=weight)

    for letter in ACCENTS.replace(" ", ""):
        assert fonts.has_letter(font, letter), letter
    assert bytes(font.getmask("ñ")) != bytes(font.getmask("n"))


def test_nothing_of_a_slip_is_kept_once_it_is_drawn():
    raster.pictures(CARD, 384)

    assert lettering.breadth.cache_info().currsize == 0
    assert runs.runs.cache_info().currsize == 0


def test_which_letters_a_font_has_is_asked_of_its_file_once(monkeypatch):
    raster.pictures(CARD, 384)
    asked: list[str] = []
    ink = fonts._ink

    def noted(font, one):
        asked.append(one)
        return ink(font, one)

    monkeypatch.setattr(fonts, "_ink", noted)

    raster.pictures(CARD, 576)

    assert asked == []


def test_other_scripts_find_a_font_of_theirs():
    if len(fonts.font_files(Weight.REGULAR)) < 10:
        pytest.skip("fonts-noto-core is not installed")

    for text in ("بطاقة التصويت", "इसे अंत तक रखें", "Проголосуйте", "የድምጽ ካርድ", "บัตร"):
        font = fonts.font_for(text, size=40, weight=Weight.REGULAR)
        assert all(fonts.has_letter(font, letter) for letter in text if letter.isalpha()), text


def test_without_any_font_the_words_lose_accents_but_show_no_boxes(monkeypatch):
    monkeypatch.setattr(fonts, "FOLDERS", ())
    fonts.font_files.cache_clear()

    try:
        assert fonts.legible("¿Está en la urna?") == "Esta en la urna?"
        assert inked(drawn(Words("¿Está en la urna?")))
    finally:
        fonts.font_files.cache_clear()


def test_body_text_is_14_points_and_headings_are_larger():
    words, heading = inked(drawn(Words("H"))), inked(drawn(Heading("H")))

    capital = 14 * 203 / 72 * 0.71  # a capital is 0.71 of the letter size
    assert words[3] - words[1] >= capital - 1
    assert heading[3] - heading[1] > 1.3 * (words[3] - words[1])


def test_a_rule_reaches_both_edges_and_words_keep_off_them():
    rule, words = inked(drawn(Divider())), inked(drawn(Words("Vote at the green table " * 5)))

    assert (rule[0], rule[2]) == (0, 384)
    assert words[0] >= 3
    assert words[2] <= 381


def test_a_long_word_in_a_heading_is_made_smaller_and_not_broken():
    font = lettering.fitting(
        "Nachbarschaftshilfe", weight=Weight.BOLD, width=372, sizes=(raster.HEADING, 24)
    )

    assert lettering.wrapped("Nachbarschaftshilfe", font=font, width=372) == (
        "Nachbarschaftshilfe",
    )


def test_rows_are_about_equally_long_and_no_word_is_broken():
    font = fonts.font_for("x", size=raster.BODY, weight=Weight.BOLD)

    rows = lettering.balanced("Your vote is in the box.", font=font, width=372)

    assert rows == ("Your vote is", "in the box.")


def test_a_tracker_is_broken_only_after_a_hyphen():
    rows, _ = lettering.spelt("river-lamp-otter-stone", width=372, sizes=raster.SPELT)

    assert rows == ("river-lamp-", "otter-stone")


def test_a_value_that_does_not_fit_beside_its_name_stands_below_it():
    beside = drawn(Pair("Ballots", "0"))
    below = drawn(Pair("Opened by", "The chair of the neighbourhood board"))

    assert below.height > 1.8 * beside.height


def test_each_cut_ends_a_picture():
    lines = (Words("one"), Cut(), Words("two"), Cut())

    assert len(raster.pictures(Slip(lines), 384)) == 2


@given(text=st.text(max_size=60), width=st.sampled_from([384, 576]))
@settings(max_examples=40, deadline=None)
def test_any_words_can_be_printed(text, width):
    lines = (Heading(text), Words(text), Big(text), Pair(text, text))

    (picture,) = raster.pictures(Slip((*lines, Cut())), width)

    assert picture.width == width


def test_a_picture_survives_as_png():
    buffer = BytesIO()
    drawn(QrCode(ADDRESS)).save(buffer, "PNG")

    assert scanned(Image.open(buffer)) == [ADDRESS]
