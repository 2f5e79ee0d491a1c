"""Sheets of voting cards that an office printer prints and every phone scans."""

import struct
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from PIL.PdfParser import PdfParser

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


def as_tiff(fax, *, width, height):
    """The fax-coded picture of a PDF page as a file that Pillow reads: a TIFF with one strip."""
    fields = [
        (256, 4, width),
        (257, 4, height),
        (258, 3, 1),
        (259, 3, 4),  # group 4
        (262, 3, 1),  # 1 is white, as BlackIs1 with DeviceGray says
        (273, 4, 8),
        (278, 4, height),
        (279, 4, len(fax)),
    ]
    directory = struct.pack("<H", len(fields))
    for tag, kind, value in fields:
        directory += struct.pack("<HHII", tag, kind, 1, value)
    header = b"II*\x00" + struct.pack("<I", 8 + len(fax))
    return header + fax + directory + b"\x00\x00\x00\x00"


def pages(pdf):
    """The page pictures, in the order of the document."""
    parsed = PdfParser(buf=pdf)
    for reference in parsed.pages:
        page = parsed.read_indirect(reference)
        picture = parsed.read_indirect(page[b"Resources"][b"XObject"][b"image"])
        told = picture.dictionary
        tiff = as_tiff(picture.buf, width=told[b"Width"], height=told[b"Height"])
        yield page, Image.open(BytesIO(tiff)).convert("L")


def scanned(picture):
    return {found.text for found in zxingcpp.read_barcodes(picture)}


def test_every_card_scans_and_the_pages_keep_their_order():
    found = [scanned(picture) for _, picture in pages(sheets(CARDS))]

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
        assert scanned(card) == {address}


def test_a_long_title_in_any_script_stays_on_its_card():
    pdf = card_sheets(
        "Asamblea de presupuesto por los derechos humanos\nbarrio سلام",
        "Guárdela hasta el final.",
        cards=CARDS[:2],
    )

    ((_, picture),) = pages(pdf)
    assert scanned(picture) == {address for address, _ in CARDS[:2]}


def test_no_cards_are_no_document():
    with pytest.raises(ValueError, match="no cards"):
        sheets([])


def test_an_address_too_long_for_its_code_is_refused():
    with pytest.raises(QrTooDense):
        sheets([("http://" + "a" * 3000, "C7K2R-9XTFH-4DG7")])
