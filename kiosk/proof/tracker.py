"""The words by which a voter finds their ballot's commitment again: they tell no choice."""

import string

from kiosk.domain.errors import NoSuchTracker
from kiosk.proof.words import WORDS

WORDS_IN_ALL = 4
WORDS_AHEAD = 2  # of the number, which stands in the middle
COMPARED = 8
"""Words of a digest that are read aloud: 64 bits. Nobody finds another box with the same eight
words after the fact (2 ** 64 tries), and people can still follow. A box that lies could prepare
two that share them (2 ** 32 tries), so the QR code and the signed record carry the whole root."""


def words_for(digest: bytes) -> tuple[str, ...]:
    """One word for each byte."""
    return tuple(WORDS[byte] for byte in digest)


def spoken_digest(digest: str) -> str:
    """The first words of a digest in hexadecimal, to be read aloud."""
    return " ".join(words_for(bytes.fromhex(digest)[:COMPARED]))


def tracker(commitment: bytes) -> str:
    """The words of a commitment: its first four bytes, the fifth as a number between them.

    ``river-lamp-47-stone-cloud``: one of 4.3e11, so two alike in one box are next to impossible.
    """
    words = words_for(commitment[:WORDS_IN_ALL])
    number = f"{commitment[WORDS_IN_ALL] % 100:02}"
    return "-".join((*words[:WORDS_AHEAD], number, *words[WORDS_AHEAD:]))


def read_tracker(typed: str) -> str:
    """The tracker in what somebody typed, however it is spaced; raises NoSuchTracker."""
    letters = "".join(
        letter for letter in typed.lower() if letter in string.ascii_lowercase + string.digits
    )
    parts: list[str] = []
    while letters:
        # No word begins another one, so there is only one way to cut the letters into words.
        part = next((word for word in WORDS if letters.startswith(word)), letters[:2])
        parts.append(part)
        letters = letters[len(part) :]
    words = parts[:WORDS_AHEAD] + parts[WORDS_AHEAD + 1 :]
    if len(words) != WORDS_IN_ALL or not set(words) <= set(WORDS):
        raise NoSuchTracker
    number = parts[WORDS_AHEAD]
    if len(number) != 2 or not number.isdigit():
        raise NoSuchTracker
    return "-".join(parts)
