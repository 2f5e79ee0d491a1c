"""The lot: an order of the options fixed before the count, used only where a rule is tied."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from kiosk.domain.errors import LotNeeded

BETWEEN = re.compile(r"[^0-9A-Za-z]+")


def read_lot(typed: str) -> str:
    """What the tellers drew, as it is told, signed and printed, however it was typed.

    Plain letters and digits with a blank between: what nobody sees, or what looks like another
    letter, would draw another lot from the same paper. Letters lose their accents.
    """
    parts = unicodedata.normalize("NFKD", typed)
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return BETWEEN.sub(" ", bare).strip()


def drawn_from(seed: str, ids: Iterable[str]) -> tuple[str, ...]:
    """The lot that a public seed draws: ids sorted by SHA-256 of ``seed``, a line feed and the id.

    The tellers' dice make the seed, before anybody knows the count; anyone can draw it again.
    """
    text = " ".join(seed.split())
    return tuple(
        sorted(ids, key=lambda option: hashlib.sha256(f"{text}\n{option}".encode()).digest())
    )


def first_by_lot(tied: Iterable[str], lot: tuple[str, ...]) -> str:
    """The tied option that the lot names first; raises LotNeeded if none was drawn for them."""
    options = tuple(sorted(tied))
    place = {option: index for index, option in enumerate(lot)}
    if any(option not in place for option in options):
        raise LotNeeded(options)
    return min(options, key=place.__getitem__)


def order_by_lot(tied: Iterable[str], lot: tuple[str, ...]) -> tuple[str, ...]:
    """All the tied options as the lot orders them; raises LotNeeded if none was drawn for them."""
    options = tuple(sorted(tied))
    place = {option: index for index, option in enumerate(lot)}
    if any(option not in place for option in options):
        raise LotNeeded(options)
    return tuple(sorted(options, key=place.__getitem__))
