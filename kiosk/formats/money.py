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
        digits = re.sub(r"[.,]\d{1,2}$", "", bare)
        whole = re.sub(r"\D", "", digits)
        raise UnclearMoney(f"Write {whole}, without a sign between the thousands")
    raise UnclearMoney("Write a number such as 5000 or 5000.50")


def exact(whole: str, decimals: str) -> Amount:
    """The number that these digits before and after the decimal sign write."""
    sum_of_money = Fraction(int(whole + decimals), 10 ** len(decimals))
    return int(sum_of_money) if sum_of_money.denominator == 1 else sum_of_money


def _without_sign(text: str) -> str:
    kept = "".join(letter for letter in text if unicodedata.category(letter) != "Sc")
    return " ".join(kept.split())
