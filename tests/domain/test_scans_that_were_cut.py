"""A piece of a card's code or address is known as one; numbers of badges and goods are not."""

import random

import pytest

from kiosk.domain.cards import LENGTH, card_code, spoken
from kiosk.domain.cut_scans import is_piece_of_a_card

ADDRESS = "http://riverside.example:8080/card/"
SHORTEST = 4  # signs of which one is a letter; below, a badge may be meant


def codes() -> list[str]:
    draw = random.Random(7)
    return [card_code(tuple(draw.randrange(19) for _ in range(LENGTH - 1))) for _ in range(40)]


def piece(text: str) -> bool:
    return is_piece_of_a_card(text, address=ADDRESS)


@pytest.mark.parametrize("write", [str, spoken, str.lower], ids=["plain", "spoken", "small"])
def test_a_code_cut_anywhere_is_a_piece(write: object) -> None:
    assert callable(write)
    for code in codes():
        text = write(code)
        for place in range(SHORTEST + 1, len(text)):
            for cut in (text[:place], text[-place:]):
                letters = "".join(sign for sign in cut if sign.isalnum())
                if len(letters) >= SHORTEST and not letters.isdigit() and len(letters) < LENGTH:
                    assert piece(cut), cut


@pytest.mark.parametrize(
    "address", [ADDRESS, "http://10.42.0.1:8080/card/", "https://192.168.1.20/card/"]
)
def test_an_address_cut_anywhere_is_a_piece(address: str) -> None:
    for code in codes()[:5]:
        whole = address + code
        for place in range(1, len(whole)):
            assert piece(whole[:place]), whole[:place]


def test_a_code_with_a_wrong_a_lost_or_a_double_sign_is_a_piece() -> None:
    for code in codes():
        for place in range(LENGTH):
            other = "K" if code[place] != "K" else "V"
            assert piece(code[:place] + other + code[place + 1 :])
            assert piece(code[:place] + code[place + 1 :])
            assert piece(code[: place + 1] + code[place:])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "42",
        "101",
        "467",
        "46792",
        "rubbish",
        "+.-,0+.-,0",
        "4006381333931",
        "ABC-1234",
        "https://example.org/?a=b",
        "https://example.org/",
        "http://10.42.0.1/tracker?words=river-lamp-47-stone-cloud",
        "BEGIN:VCARD N:Li;Ana END:VCARD",
        "1/2",
    ],
)
def test_badges_goods_and_other_addresses_are_no_piece(text: str) -> None:
    assert not piece(text)


def test_a_whole_card_of_another_meeting_is_no_piece() -> None:
    for code in codes():
        assert not piece(code)
        assert not piece(spoken(code))
        assert not piece(ADDRESS + code)
