"""What it costs to guess a card: reckoned from the program's own figures and published speeds.

RTX 4090: 1,667 tries a second at 64 MiB and 3 passes, hashcat pull request 4284 (2025).
RTX 5090: 11,465 tries a second at 16 MiB and 3 passes, john pull request 5382 (2025).
An estimate: such a card fills as much memory in a second whatever the size of one try.
"""

import re
from pathlib import Path

import pytest

from kiosk.domain.cards import ALPHABET, RANDOM_LENGTH
from kiosk.meeting.turnstile import WRONG_AT_ONCE, WRONG_PER_SECOND
from kiosk.proof.card_key import MEMORY, PASSES

PAGES = sorted((Path(__file__).resolve().parents[2] / "web" / "help").glob("*/trust.html"))
CARDS = 2000  # valid at the same time: each guess may hit any of them
FILLED = {"RTX 4090": 1_667 * 64 * 1024 * 3, "RTX 5090": 11_465 * 16 * 1024 * 3}  # KiB a second
EVENING = 12 * 3600  # seconds
HOUR = 3600

codes: int = len(ALPHABET) ** RANDOM_LENGTH


def gpu_hours(gpu: str) -> float:
    """Until the first of the cards is found, on average."""
    guesses = (codes + 1) / (CARDS + 1)
    return guesses / (FILLED[gpu] / (MEMORY * PASSES)) / HOUR


ANSWERS = 20_000  # a second: a bare POST reaches 17,000 on a server, a small board far fewer


def odds_of_an_evening(tries: float = EVENING * ANSWERS) -> float:
    """That one of the cards is hit, however many phones and addresses guess.

    Cards that were seen since the start are told at once, so what bounds a guesser is how many
    answers the kiosk gives.
    """
    return tries * CARDS / codes


@pytest.mark.parametrize("gpu", FILLED)
def test_a_thief_needs_ten_thousand_hours_of_a_graphics_card_for_one_card(gpu: str) -> None:
    assert gpu_hours(gpu) > 2 * 10_000  # twice as much: such cards get faster


def test_an_evening_of_guessing_hits_a_card_with_odds_below_one_in_ten_thousand() -> None:
    assert odds_of_an_evening() < 1e-4


def test_codes_not_seen_before_are_harder_still() -> None:
    assert odds_of_an_evening(WRONG_AT_ONCE + EVENING * WRONG_PER_SECOND) < 1e-6


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_the_page_about_trust_says_what_was_reckoned(page: Path) -> None:
    text = re.sub(r"[.,\s]", "", page.read_text("utf-8"))
    figures = [
        f"{RANDOM_LENGTH}",
        f"{codes:.1e}".split("e+")[0].replace(".", "") + "×10<sup>16</sup>",
        f"{codes / CARDS:.1e}".split("e+")[0].replace(".", "") + "×10<sup>13</sup>",
        f"{MEMORY // 1024}MiB",
        f"{gpu_hours('RTX 4090') // 1_000:.0f}000ho",
        f"{gpu_hours('RTX 5090') // 1_000:.0f}000ho",
        f"{WRONG_PER_SECOND}",
        f"{ANSWERS}",
        f"{1 / odds_of_an_evening() // 1_000:.0f}000",
    ]

    assert [one for one in figures if one not in text] == []


@pytest.mark.parametrize(
    ("random", "memory", "passes"),
    [(9, MEMORY, PASSES), (11, MEMORY, PASSES), (12, MEMORY, PASSES), (13, 64, 1)],
)
def test_fewer_signs_or_less_memory_would_not_be_enough(
    random: int, memory: int, passes: int
) -> None:
    guesses = len(ALPHABET) ** random / CARDS

    assert guesses / (FILLED["RTX 5090"] / (memory * passes)) / HOUR < 10_000
