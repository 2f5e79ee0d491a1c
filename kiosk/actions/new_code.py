"""A card's code, from the system's randomness."""

import secrets

from kiosk.domain.cards import ALPHABET, RANDOM_LENGTH, card_code
from kiosk.meeting.hall import Sitting


def new_code() -> str:
    """A card code that nobody can guess."""
    return card_code(tuple(secrets.randbelow(len(ALPHABET)) for _ in range(RANDOM_LENGTH)))


def ready_code(sitting: Sitting) -> str:
    """The same for a new card: one whose work is done already, where there is one."""
    return sitting.ready.pop() if sitting.ready else new_code()
