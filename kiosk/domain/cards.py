"""The code on a voting card: short, sayable, typeable on any keyboard, guarded against slips."""

import re

from kiosk.domain.errors import NoSuchCard

ALPHABET = "234679CDFGHJKNPRTVX"
"""No vowels (no words by accident), no look-alikes (0 O, 1 I L, 5 S, 8 B), and nothing that lies
elsewhere on French or German keyboards (A Q W Z Y M): a scanner that types gets them right."""

RANDOM_LENGTH = 13  # 19 ** 13 is about 2 ** 55: with a slow digest, too many for a stolen box too
LENGTH = RANDOM_LENGTH + 1
OLDER_LENGTH = 10  # of cards that older kiosks made; they are good to the end of their meeting
GROUP = 5

MARK = re.compile(r"[^\w\s][A-Z]\w")  # what scanners put before a text to say its kind: ]Q3, ]C1
SYMBOLS = tuple(
    str.maketrans(symbols, digits)
    for symbols, digits in (
        ("É\"'-È_Ç", "2346789"),  # French
        ("É\"'§È!Ç", "2346789"),  # Belgian
        ("ĚŠČŘŽÝÁÍ", "23456789"),  # Czech
        ("ĽŠČŤŽÝÁÍ", "23456789"),  # Slovak
    )
)
"""What stands in the place of digits where these are typed with Shift; always in capitals."""


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
    return "-".join([code[start : start + GROUP] for start in range(0, len(code), GROUP)])


def read_code(typed: str) -> str:
    """The code in what somebody typed, said or scanned; raises NoSuchCard if it cannot be one.

    A scanned address counts, whatever signs stand around the code: on another keyboard than the
    scanner's its slashes are hyphens or exclamation marks, and digits may be symbols.
    """
    text = typed.split("?", maxsplit=1)[0].upper()
    readings = (text, *(text.translate(digits) for digits in SYMBOLS))
    for length in (LENGTH, OLDER_LENGTH):  # digits left out for signs must make no older code
        for reading in readings:
            if code := _code_at_the_end(reading, length):
                return code
    raise NoSuchCard


def _code_at_the_end(text: str, length: int) -> str:
    """The last letters, if they are a code and begin a word; a mark such as ``]Q3`` may precede."""
    code, start = "", len(text)
    while start and len(code) < length:
        start -= 1
        if text[start].isalnum():
            code = text[start] + code
    if len(code) != length or any(letter not in ALPHABET for letter in code):
        return ""
    before = text[:start]
    if before[-1:].isalnum() and not MARK.fullmatch(before.lstrip()):
        return ""
    return code if check_letter(code[:-1]) == code[-1] else ""
