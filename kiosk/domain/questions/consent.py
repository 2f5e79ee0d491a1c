"""A proposal that passes unless somebody blocks it: agree, stand aside or block.

A block may come with one of the reasons that the meeting lists: they are chosen, not written, so
that no hand and no style tells who blocks.
"""

from dataclasses import replace

from kiosk.domain.assembly import Option
from kiosk.domain.questions.big_votes import big_votes
from kiosk.domain.sentence import wording
from kiosk.domain.text import translated

AGREE, STAND_ASIDE, BLOCK = "agree", "stand-aside", "block"

OPTIONS = (
    Option(AGREE, translated({"en": wording("Agree"), "es": "De acuerdo"})),
    Option(STAND_ASIDE, translated({"en": wording("Stand aside"), "es": "Me aparto"})),
    Option(BLOCK, translated({"en": wording("Block"), "es": "Bloqueo"})),
)
"""As on the button box. A meeting that also objects writes its own options as ``choose_one``."""

KIND = replace(
    big_votes(
        "consent",
        wording("Agree, stand aside or block"),
        OPTIONS,
        green=AGREE,
        white=STAND_ASIDE,
        red=BLOCK,
    ),
    reasons_for=BLOCK,
)
