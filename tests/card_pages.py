"""The pictures on the pages of a PDF of voting cards, and what scanners read on them."""

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import zxingcpp
from PIL import Image
from PIL.PdfParser import PdfParser


def as_tiff(fax: bytes, *, width: int, height: int) -> bytes:
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


def pages(pdf: bytes) -> Iterator[tuple[Any, Image.Image]]:
    """Pages and their pictures, in the order of the document."""
    parsed = PdfParser(buf=pdf)
    for reference in parsed.pages:
        page = parsed.read_indirect(reference)
        picture = parsed.read_indirect(page[b"Resources"][b"XObject"][b"image"])
        told = picture.dictionary
        tiff = as_tiff(picture.buf, width=told[b"Width"], height=told[b"Height"])
        yield page, Image.open(BytesIO(tiff)).convert("L")


def scanned(picture: Image.Image) -> list[str]:
    """What the codes on a picture say, in any order."""
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def codes_on(pdf: bytes) -> list[str]:
    """What the codes on all pages say."""
    return [code for _, picture in pages(pdf) for code in scanned(picture)]
