"""A proposal that passes unless somebody blocks it: agree, stand aside or block."""

from kiosk.domain.assembly import Option
from kiosk.domain.questions.big_votes import big_votes
from kiosk.domain.sentence import wording
from kiosk.domain.text import translated

AGREE, STAND_ASIDE, BLOCK = "agree", "stand-aside", "block"

OPTIONS = (
    Option(AGREE, translated({"en": "Agree", "es": "De acuerdo"})),
    Option(STAND_ASIDE, translated({"en": "Stand aside", "es": "Me aparto"})),
    Option(BLOCK, translated({"en": "Block", "es": "Bloqueo"})),
)
"""As on the button box. A meeting that also objects writes its own options as ``choose_one``."""

KIND = big_votes(
    "consent",
    wording("Agree, stand aside or block"),
    OPTIONS,
    green=AGREE,
    white=STAND_ASIDE,
    red=BLOCK,
)
