"""The bytes a printer gets are exactly the picture that was drawn."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.devices.escpos_bytes import Head, Raster, encoded
from kiosk.devices.escpos_picture import GarbledBytes, decoded


def given_a_picture(noise, *, width=384, height=300):
    length = width // 8 * height
    dots = (noise * (length // len(noise) + 1))[:length]
    return Image.frombytes("1", (width, height), dots)


@given(
    noise=st.binary(min_size=1, max_size=300),
    height=st.integers(1, 700),
    width=st.sampled_from([200, 384, 512, 576]),
)
@settings(max_examples=40, deadline=None)
def test_a_picture_comes_back_dot_by_dot(noise, height, width):
    picture = given_a_picture(noise, width=width, height=height)

    (back,) = decoded(encoded((picture,), Head(dots=width)))

    assert back.size == picture.size
    assert back.tobytes() == picture.tobytes()


def test_each_picture_is_cut_off():
    pictures = (given_a_picture(b"\x0f"), given_a_picture(b"\xaa", height=20))

    back = decoded(encoded(pictures, Head()))

    assert [piece.tobytes() for piece in back] == [picture.tobytes() for picture in pictures]


def test_tall_pictures_travel_in_bands_that_small_printers_can_hold():
    picture = given_a_picture(b"\x81", height=500)

    stream = encoded((picture,), Head(rows_at_a_time=240))

    heights = [int.from_bytes(part[3:5], "little") for part in stream.split(b"\x1dv0")[1:]]
    assert heights == [240, 240, 20]
    assert stream.startswith(b"\x1b@")
    assert stream.endswith(b"\x1dV\x00")


def test_old_printers_get_columns_instead_of_rows():
    stream = encoded((given_a_picture(b"\x81"),), Head(raster=Raster.COLUMNS))

    assert b"\x1b*" in stream
    assert b"\x1dv0" not in stream


@pytest.mark.parametrize("width", [376, 392, 512])
def test_a_picture_of_another_width_is_refused_before_it_reaches_paper(width):
    with pytest.raises(ValueError, match="as wide as the print head"):
        encoded((given_a_picture(b"\x81", width=width),), Head(dots=384))


@pytest.mark.parametrize("dots", [0, 190, 385, 4000])
def test_a_head_that_no_printer_has_is_refused(dots):
    with pytest.raises(ValueError, match="dots"):
        Head(dots=dots)


def test_nothing_is_written_to_the_terminal(capsys):
    encoded((given_a_picture(b"\x81"),), Head())

    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "rubbish",
    [
        b"Hello",
        b"\x1b@\x1b!\x10",
        b"\x1dv0\x00\x30\x00\x10",  # the header stops
        b"\x1dv0\x00\x30\x00\x10\x00\x00",  # the dots stop
        b"\x1dv0\x03\x01\x00\x01\x00\x00",  # double size
        b"\x1dV",
    ],
)
def test_bytes_that_no_slip_has_are_not_taken_for_a_picture(rubbish):
    with pytest.raises(GarbledBytes):
        decoded(rubbish)


@given(rubbish=st.binary(max_size=80))
@settings(max_examples=200, deadline=None)
def test_rubbish_is_refused_or_read_and_never_crashes(rubbish):
    try:
        pieces = decoded(b"\x1b@" + rubbish)
    except GarbledBytes:
        return
    assert all(piece.mode == "1" for piece in pieces)
