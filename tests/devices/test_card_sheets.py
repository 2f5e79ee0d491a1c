"""Sheets of voting cards that an office printer prints and every phone scans."""

import pytest
from card_pages import pages, scanned

from kiosk.devices.card_sheet import CARD, DOTS_PER_INCH, PER_PAGE, card_sheets
from kiosk.devices.qr_dots import QrTooDense

LETTERS = "234679CDFGHJKNPRTVX"
CARDS = [
    (f"http://10.42.0.1/card/C7K2R9XTFH4D{one}{two}", f"C7K2R-9XTFH-4D{one}{two}")
    for one in LETTERS[:5]
    for two in LETTERS[:5]
]


def sheets(cards):
    return card_sheets("Oak Street Assembly", "Keep this until the end.", cards=cards)


def test_every_card_scans_and_the_pages_keep_their_order():
    found = [set(scanned(picture)) for _, picture in pages(sheets(CARDS))]

    addresses = [address for address, _ in CARDS]
    assert found == [
        set(addresses[start : start + PER_PAGE]) for start in range(0, len(addresses), PER_PAGE)
    ]


def test_a_page_is_a4():
    ((page, picture),) = pages(sheets(CARDS[:1]))

    assert [round(side) for side in page[b"MediaBox"]] == [0, 0, 595, 842]
    assert (picture.width, picture.height) == (2480, 3508)


def test_paper_is_white_and_cards_lie_where_the_cut_marks_say():
    ((_, picture),) = pages(sheets(CARDS[:10]))

    assert picture.histogram()[255] > 0.8 * picture.width * picture.height
    edge = round(10 / 25.4 * DOTS_PER_INCH)
    for corner in ((edge, edge), (edge + CARD[0], edge + CARD[1]), (edge, edge + 5 * CARD[1])):
        assert picture.getpixel(corner) == 0


def test_a_card_scans_after_it_is_cut_out():
    ((_, picture),) = pages(sheets(CARDS[:10]))
    edge = round(10 / 25.4 * DOTS_PER_INCH)

    for number, (address, _) in enumerate(CARDS[:10]):
        left, top = edge + number % 2 * CARD[0], edge + number // 2 * CARD[1]
        card = picture.crop((left, top, left + CARD[0], top + CARD[1]))
        assert scanned(card) == [address]


def test_a_long_title_in_any_script_stays_on_its_card():
    pdf = card_sheets(
        "Asamblea de presupuesto por los derechos humanos\nbarrio سلام",
        "Guárdela hasta el final.",
        cards=CARDS[:2],
    )

    ((_, picture),) = pages(pdf)
    assert set(scanned(picture)) == {address for address, _ in CARDS[:2]}


def test_no_cards_are_no_document():
    with pytest.raises(ValueError, match="no cards"):
        sheets([])


def test_an_address_too_long_for_its_code_is_refused():
    with pytest.raises(QrTooDense):
        sheets([("http://" + "a" * 3000, "C7K2R-9XTFH-4DG7")])
