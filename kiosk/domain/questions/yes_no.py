"""A motion: yes, no or abstain."""

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

YES, NO, ABSTAIN = "yes", "no", "abstain"

OPTIONS = (
    Option(YES, translated({"en": "Yes", "es": "Sí"})),
    Option(NO, translated({"en": "No", "es": "No"})),
    Option(ABSTAIN, translated({"en": "Abstain", "es": "Abstención"})),
)
"""Always these three, in this order, on the screen as on the button box."""


def buttons(question: Question) -> Mapping[Colour, Marks]:
    """The colours mean the same at every meeting."""
    return {Colour.GREEN: ((YES, 1),), Colour.RED: ((NO, 1),), Colour.WHITE: ((ABSTAIN, 1),)}


KIND = Kind(
    name="yes_no",
    title=wording("Yes, no or abstain"),
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
    looks={YES: "yes", NO: "no", ABSTAIN: "abstain"},
)
