"""A piece of a card's code or address: what a scanner types when some of its keys are lost."""

import re

from kiosk.domain.cards import ALPHABET, LENGTH, check_letter

FEWEST = 4  # signs; a shorter one may be the number of a badge
TWICE = 2  # signs more than a code has, where keys came twice

CARD_PAGE = re.compile(r"(?:(?:.*/)?CARD|ARD|RD|D)/(?P<code>[^/]*)|/(?P<rest>[^/]+)")
BEGUN = re.compile(r"H?T?T?P?S?(?::|:/|://[\d.:]*(?:/(?:C(?:A(?:RD?)?)?)?)?)|HT?|HTTP?S?")
"""The beginning of an address whose host is a number, as a card of a hall without names has it."""


def is_piece_of_a_card(text: str, *, address: str) -> bool:
    """Whether a scan may be a part of a card, or a whole one with a wrong sign.

    ``address``: of a card of this meeting, without its code. A whole code of another meeting is
    none, nor is a number of a badge or of goods.
    """
    read = text.strip().upper()
    if not read:
        return False
    if BEGUN.fullmatch(read) or (address.upper().startswith(read) and not read.isdigit()):
        return True
    page = CARD_PAGE.fullmatch(read)
    if page:
        code = _letters(page["code"] or page["rest"] or "")
        return set(code) <= set(ALPHABET) and not _is_whole(code)
    code = _letters(read)
    return _ends_in_a_code(code) or _looks_like_a_piece(code)


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _is_whole(code: str) -> bool:
    return len(code) == LENGTH and check_letter(code[:-1]) == code[-1]


def _ends_in_a_code(code: str) -> bool:
    """A whole code behind the rest of a mark or a sign that came twice."""
    end = code[-LENGTH:]
    return len(code) > LENGTH and set(end) <= set(ALPHABET) and _is_whole(end)


def _looks_like_a_piece(code: str) -> bool:
    return (
        FEWEST <= len(code) <= LENGTH + TWICE
        and set(code) <= set(ALPHABET)
        and not code.isdigit()
        and not _is_whole(code)
    )
