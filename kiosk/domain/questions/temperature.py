"""How people feel about something, before anything is decided."""

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

WARM, UNSURE, COLD = "warm", "unsure", "cold"

OPTIONS = (
    Option(WARM, translated({"en": "I like it", "es": "Me gusta"})),
    Option(UNSURE, translated({"en": "Not sure", "es": "No lo sé"})),
    Option(COLD, translated({"en": "I dislike it", "es": "No me gusta"})),
)


def buttons(question: Question) -> Mapping[Colour, Marks]:
    """The colours mean what they mean for a motion."""
    return {Colour.GREEN: ((WARM, 1),), Colour.WHITE: ((UNSURE, 1),), Colour.RED: ((COLD, 1),)}


KIND = Kind(
    name="temperature",
    title=wording("How do people feel? Nothing is decided"),
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
    looks={WARM: "yes", UNSURE: "abstain", COLD: "no"},
)
