"""A proposal that passes unless somebody blocks it: agree, stand aside or block."""

from collections.abc import Mapping

from kiosk.domain.assembly import Option, Question
from kiosk.domain.ballot import Marks
from kiosk.domain.colour import Colour
from kiosk.domain.count.contract import Shape
from kiosk.domain.questions.choose_one import check, instruction
from kiosk.domain.questions.form import read_ticked, write_ticked
from kiosk.domain.questions.kind import Kind
from kiosk.domain.questions.limits import longest
from kiosk.domain.sentence import wording
from kiosk.domain.text import translated

AGREE, STAND_ASIDE, BLOCK = "agree", "stand-aside", "block"

OPTIONS = (
    Option(AGREE, translated({"en": "Agree", "es": "De acuerdo"})),
    Option(STAND_ASIDE, translated({"en": "Stand aside", "es": "Me aparto"})),
    Option(BLOCK, translated({"en": "Block", "es": "Bloqueo"})),
)
"""As on the button box. A meeting that also objects writes its own options as ``choose_one``."""


def buttons(question: Question) -> Mapping[Colour, Marks]:
    """Green goes ahead, white lets it go ahead, red stops it."""
    return {
        Colour.GREEN: ((AGREE, 1),),
        Colour.WHITE: ((STAND_ASIDE, 1),),
        Colour.RED: ((BLOCK, 1),),
    }


KIND = Kind(
    name="consent",
    title=wording("Agree, stand aside or block"),
    shape=Shape.ONE,
    read=read_ticked,
    fields=write_ticked,
    check=check,
    longest=lambda question: longest(question, 1, 1),
    instruction=instruction,
    options=OPTIONS,
    buttons=buttons,
    shares=True,
    recognisable=False,
    looks={AGREE: "yes", STAND_ASIDE: "abstain", BLOCK: "no"},
)
