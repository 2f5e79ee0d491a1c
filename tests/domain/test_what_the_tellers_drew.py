"""What the tellers drew has one text: what is read from the paper draws the same lot again."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.count.lot import read_lot


@pytest.mark.parametrize(
    "typed",
    [
        "3 1 6",
        "  3\t1\n6 ",
        "3, 1, 6.",
        "3-1-6",
        "3\u20101\u22126",
        "3\u200b 1\u2060 6\ufe0f",
        "\uff13\u3000\uff11\u00a0\uff16",
        "3 \u3164 1 \u034f6",
    ],
)
def test_texts_that_look_alike_draw_the_same_lot(typed: str) -> None:
    assert read_lot(typed) == "3 1 6"


def test_words_keep_their_letters_and_lose_their_accents() -> None:
    assert read_lot("El Ni\u00f1o azul, 4") == read_lot("El Nin\u0303o azul 4") == "El Nino azul 4"
    assert read_lot("\u200b\u2060 ?") == ""


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_whatever_is_typed_is_plain_on_paper_and_read_the_same_again(typed: str) -> None:
    said = read_lot(typed)

    assert re.fullmatch(r"([0-9A-Za-z]+( [0-9A-Za-z]+)*)?", said)
    assert read_lot(said) == said
