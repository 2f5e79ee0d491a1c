"""The last line of many sheets: a sum that is no project and no member."""

import re

TOTAL = re.compile(
    r"(grand |sub-?|general |overall )?(total|sum)s?( general| général| geral)?|total(e|es|en)?"
    r"|summe|gesamt(summe)?|insgesamt|zwischensumme|suma( total)?|soma|somme|totaal|razem"
    r"|toplam|итого|всего|合計|总计|σύνολο|المجموع",
    re.IGNORECASE,
)


def is_total(name: str) -> bool:
    """Whether that is a word for the sum of the lines above, and nothing else."""
    return TOTAL.fullmatch(name.strip(" :.*-=")) is not None
