"""The code on a voting card: short, sayable, typeable on any keyboard, guarded against slips."""

from kiosk.domain.errors import NoSuchCard

ALPHABET = "234679CDFGHJKNPRTVX"
"""No vowels (no words by accident), no look-alikes (0 O, 1 I L, 5 S, 8 B), and nothing that lies
elsewhere on French or German keyboards (A Q W Z Y M): a scanner that types gets them right."""

RANDOM_LENGTH = 13  # 19 ** 13 is about 2 ** 55: with a slow digest, too many for a stolen box too
LENGTH = RANDOM_LENGTH + 1
OLDER_LENGTH = 10  # of cards that older kiosks made; they are good to the end of their meeting
GROUP = 5


def check_letter(letters: str) -> str:
    """The last letter, which catches every single slip and every swap of two neighbours.

    A weighted sum modulo the prime 19 (as ISBN-10 does modulo 11).
    """
    total = sum((place + 2) * ALPHABET.index(letter) for place, letter in enumerate(letters))
    return ALPHABET[total % len(ALPHABET)]


def card_code(numbers: tuple[int, ...]) -> str:
    """A code from RANDOM_LENGTH random numbers below 19."""
    letters = "".join(ALPHABET[number] for number in numbers)
    return letters + check_letter(letters)


def spoken(code: str) -> str:
    """The code as it is printed and read aloud, in groups: ``C7K2R-9XTFH-4DG7``."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str:
    """The code in what somebody typed, said or scanned; raises NoSuchCard if it cannot be one.

    A scanned address counts: what follows the last slash is read.
    """
    last = typed.strip().split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    code = "".join(letter for letter in last.upper() if letter.isalnum())
    if len(code) not in {LENGTH, OLDER_LENGTH} or any(letter not in ALPHABET for letter in code):
        raise NoSuchCard
    if check_letter(code[:-1]) != code[-1]:
        raise NoSuchCard
    return code
