"""A motion: yes, no or abstain."""

from kiosk.domain.assembly import Option
from kiosk.domain.count.contract import Shape
from kiosk.domain.questions.choose_one import check
from kiosk.domain.questions.kind import Kind, read_ticked, write_ticked
from kiosk.domain.text import translated

YES, NO, ABSTAIN = "yes", "no", "abstain"

OPTIONS = (
    Option(YES, translated({"en": "Yes", "es": "Sí"})),
    Option(NO, translated({"en": "No", "es": "No"})),
    Option(ABSTAIN, translated({"en": "Abstain", "es": "Abstención"})),
)
"""Always these three, in this order, on the screen as on the button box."""

KIND = Kind(
    name="yes_no",
    shape=Shape.ONE,
    read=read_ticked,
    fields=write_ticked,
    check=check,
    recognisable=False,
)
