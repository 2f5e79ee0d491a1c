"""A card's code, from the system's randomness."""

import secrets

from kiosk.domain.cards import ALPHABET, RANDOM_LENGTH, card_code


def new_code() -> str:
    """A card code that nobody can guess."""
    return card_code(tuple(secrets.randbelow(len(ALPHABET)) for _ in range(RANDOM_LENGTH)))
