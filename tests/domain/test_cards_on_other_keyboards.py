"""A card that a scanner types on another country's keyboard is read, digits and address and all."""

import random

import pytest
from other_keyboards import KEYBOARDS, typed_on

from kiosk.domain.cards import (
    ALPHABET,
    LENGTH,
    OLDER_LENGTH,
    SYMBOLS,
    check_letter,
    read_code,
)

ADDRESSES = ("", "http://10.42.0.1:8080/card/", "https://hall-7.example.org/card/")


def codes(number: int, length: int) -> list[str]:
    chance = random.Random(length)
    letters = ("".join(chance.choices(ALPHABET, k=length - 1)) for _ in range(number))
    return [each + check_letter(each) for each in letters]


def in_capitals(text: str) -> str:
    return text.replace("ß", "ẞ").upper()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("length", [LENGTH, OLDER_LENGTH])
@pytest.mark.parametrize("keyboard", KEYBOARDS)
def test_every_card_is_read_on_every_keyboard(keyboard: str, length: int, address: str) -> None:
    for code in codes(1000, length):
        seen = typed_on(keyboard, address + code)

        assert [read_code(seen), read_code(in_capitals(seen))] == [code, code], seen


@pytest.mark.parametrize(
    "seen",
    [
        "httpÖ--10.42.0.1Ö8080-card-CDFGHJKNPRT234",
        "HTTPö--10.42.0.1ö8080-CARD-cdfghjknprt234",
        "httpÑ--10.42.0.1Ñ8080-card-CDFGHJKNPRT234",
        "httpç--10.42.0.1ç8080-card-CDFGHJKNPRT234",
        "httpM!!&à:'é:à:&Mà_à_à_à!cqrd!CDFGHJKNPRTé\"'",
        "httpM==&à:'é:à:&Mà!à!cqrd=CDFGHJKNPRTé\"'",
        'http"--+é.čě.é.+"áéáé-card-CDFGHJKNPRTěšč',
        'http"--+é.čľ.é.+"áéáé-card-CDFGHJKNPRTľšč',
    ],
)
def test_an_address_is_read_as_each_keyboard_turns_it(seen: str) -> None:
    assert read_code(seen) == "CDFGHJKNPRT234"


@pytest.mark.parametrize("keyboard", ["french", "belgian", "czech", "slovak"])
def test_each_digit_of_a_code_has_its_symbol(keyboard: str) -> None:
    digits = "".join(letter for letter in ALPHABET if letter.isdigit())

    readings = [typed_on(keyboard, digits).upper().translate(symbols) for symbols in SYMBOLS]

    assert digits in readings
