"""The QR codes on pages: what a camera reads in them is the text, however they were made."""

import re

import pytest
import zxingcpp
from markupsafe import Markup
from PIL import Image

from kiosk.actions.new_code import new_code
from kiosk.presentation import qr

STEP = re.compile(r"([Mmh])(\d+)(?: ([\d.]+))?")
DOT = 4  # pixels of a module


def picture(svg: Markup) -> Image.Image:
    """What a screen shows of the code."""
    size = int(re.findall(r'viewBox="0 0 (\d+)', svg)[0])
    image = Image.new("L", (size, size), 255)
    x, y = 0, 0
    for step, along, down in STEP.findall(re.findall(r'stroke="#000" d="([^"]+)"', svg)[0]):
        if step == "M":
            x, y = int(along), int(float(down))
            continue
        for module in range(x, x + int(along)) if step == "h" else ():
            image.putpixel((module, y), 0)
        x += int(along)
    return image.resize((size * DOT, size * DOT))


def read(svg: Markup) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture(svg))]


@pytest.mark.parametrize(
    "start", ["http://10.42.0.1/card/", "https://vote.a-long-name.example.org:8443/card/", ""]
)
def test_a_cards_code_reads_as_its_address(start: str) -> None:
    for _ in range(50):
        text = start + new_code()
        assert read(qr.code_alike(text, letters=14, name="a card")) == [text]


def test_a_text_that_stands_alone_reads_as_itself() -> None:
    assert read(qr.code("http://10.42.0.1/", name="here")) == ["http://10.42.0.1/"]
    assert read(qr.wifi_code("Oak", "a;b", name="Wi-Fi")) == ["WIFI:T:WPA;S:Oak;P:a\\;b;;"]


def test_no_text_of_a_card_is_kept() -> None:
    qr._modules.cache_clear()
    for _ in range(400):
        qr.code_alike(f"http://10.42.0.1/card/{new_code()}", letters=14, name="a card")

    assert qr._modules.cache_info().currsize <= 1 + 14 * 18
