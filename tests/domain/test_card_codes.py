"""The code on a card: said in groups, typed in any way, guarded against slips, of enough bits."""

import math
import random
from pathlib import Path

import pytest

from kiosk.domain.cards import (
    ALPHABET,
    LENGTH,
    OLDER_LENGTH,
    RANDOM_LENGTH,
    card_code,
    check_letter,
    read_code,
    spoken,
)
from kiosk.domain.errors import NoSuchCard

HINT = Path(__file__).resolve().parents[2] / "web/templates/parts/code_field.html"


def some_code(seed: int, length: int = RANDOM_LENGTH) -> str:
    chance = random.Random(seed)
    return card_code(tuple(chance.randrange(len(ALPHABET)) for _ in range(length)))


def test_a_code_has_fifty_five_bits_and_fourteen_signs() -> None:
    assert math.log2(len(ALPHABET) ** RANDOM_LENGTH) > 55
    assert len(some_code(1)) == LENGTH == 14


@pytest.mark.parametrize("length", [LENGTH - 1, OLDER_LENGTH - 1])
def test_every_single_slip_and_every_swap_of_neighbours_is_caught(length: int) -> None:
    for seed in range(20):
        code = some_code(seed, length)
        slips = {code[:n] + letter + code[n + 1 :] for n in range(len(code)) for letter in ALPHABET}
        slips |= {code[:n] + code[n + 1] + code[n] + code[n + 2 :] for n in range(len(code) - 1)}
        for slip in slips - {code}:
            with pytest.raises(NoSuchCard):
                read_code(slip)


def test_a_code_is_read_however_it_is_typed() -> None:
    code = some_code(2)
    said = spoken(code)
    for typed in (
        code,
        said,
        said.lower(),
        f"  {said.replace('-', ' ')}\n",
        ".".join(code),
        f"http://10.42.0.1/card/{code}",
        f"http://10.42.0.1/card/{code}/?language=es",
    ):
        assert read_code(typed) == code


def test_a_code_of_an_older_kiosk_is_read_too() -> None:
    code = some_code(3, OLDER_LENGTH - 1)

    assert read_code(spoken(code).lower()) == code


@pytest.mark.parametrize("length", [1, 8, 9, 11, 12, 13, 15, 20])
def test_no_other_length_is_a_code(length: int) -> None:
    letters = some_code(4, 30)[: length - 1]

    with pytest.raises(NoSuchCard):
        read_code(letters + check_letter(letters))


def test_the_hint_beside_the_field_is_like_a_code() -> None:
    text = HINT.read_text("utf-8")

    assert f"{LENGTH} letters and numbers" in text
    assert spoken(read_code("C7K2R-9XTFH-4DG7")) in text
