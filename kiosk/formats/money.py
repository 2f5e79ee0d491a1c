"""Sums of money as people write them, without guessing what a comma means."""

import re
import unicodedata
from fractions import Fraction

from kiosk.domain.sentence import Amount

PLAIN = re.compile(r"(\d{1,15})(?:[.,](\d{1,2}))?", re.ASCII)
GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?", re.ASCII)
THOUSANDS = re.compile(r"\d{1,3}(?:[.,'’]\d{3})+(?:[.,]\d+)?", re.ASCII)
NAMED = re.compile(r"[A-Z]{3} ?(?=\d)|(?<=\d) ?[A-Z]{3}$")


class UnclearMoney(ValueError):
    """The text is no sum, or could be two different ones. Carries what to write instead."""

    def __init__(self, remedy: str) -> None:
        super().__init__(remedy)
        self.remedy = remedy


def read_money(text: str) -> Amount:
    """The exact sum in ``$1200``, ``1200,50 €``, ``EUR 1 200``; raises UnclearMoney.

    ``1,200`` may be twelve hundred or one and a fifth, so it is refused.
    """
    bare = NAMED.sub("", _without_sign(text), count=1)
    if GROUPED.fullmatch(bare):
        bare = bare.replace(" ", "")
    match = PLAIN.fullmatch(bare)
    if match:
        return exact(match[1], match[2] or "")
    if THOUSANDS.fullmatch(bare):
        raise UnclearMoney(_both_readings(bare))
    raise UnclearMoney("Write a number such as 5000 or 5000.50")


def _both_readings(bare: str) -> str:
    """How to write the sum that stands there, or each of the two that it may be."""
    signs = re.findall(r"\D", bare)
    whole, last, rest = bare.rpartition(signs[-1])
    if len(set(signs)) > 1 and last in ".,":  # the last sign differs: it can only be the decimal
        digits = re.sub(r"\D", "", whole)
        return f"Write {digits}.{rest}, without a sign between the thousands"
    digits = re.sub(r"\D", "", bare)
    if len(signs) > 1 or last not in ".,":
        return f"Write {digits}, without a sign between the thousands"
    decimal = f"{whole}.{rest.rstrip('0').ljust(2, '0')}"
    return f"Write {digits}, without a sign between the thousands, or {decimal} if that is meant"


def exact(whole: str, decimals: str) -> Amount:
    """The number that these digits before and after the decimal sign write."""
    sum_of_money = Fraction(int(whole + decimals), 10 ** len(decimals))
    return int(sum_of_money) if sum_of_money.denominator == 1 else sum_of_money


def _without_sign(text: str) -> str:
    kept = "".join(letter for letter in text if unicodedata.category(letter) != "Sc")
    return " ".join(kept.split())
