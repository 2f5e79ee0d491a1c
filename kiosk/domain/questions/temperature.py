"""How people feel about something, before anything is decided."""

from kiosk.domain.assembly import Option
from kiosk.domain.questions.big_votes import big_votes
from kiosk.domain.sentence import wording
from kiosk.domain.text import translated

WARM, UNSURE, COLD = "warm", "unsure", "cold"

OPTIONS = (
    Option(WARM, translated({"en": wording("I like it"), "es": "Me gusta"})),
    Option(UNSURE, translated({"en": wording("Not sure"), "es": "No lo sé"})),
    Option(COLD, translated({"en": wording("I dislike it"), "es": "No me gusta"})),
)

KIND = big_votes(
    "temperature",
    wording("How do people feel? Nothing is decided"),
    OPTIONS,
    green=WARM,
    white=UNSURE,
    red=COLD,
)
