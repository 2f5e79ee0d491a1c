"""A motion: yes, no or abstain."""

from kiosk.domain.assembly import Option
from kiosk.domain.questions.big_votes import big_votes
from kiosk.domain.sentence import wording
from kiosk.domain.text import translated

YES, NO, ABSTAIN = "yes", "no", "abstain"

OPTIONS = (
    Option(YES, translated({"en": wording("Yes"), "es": "Sí"})),
    Option(NO, translated({"en": wording("No"), "es": "No"})),
    Option(ABSTAIN, translated({"en": wording("Abstain"), "es": "Abstención"})),
)
"""Always these three, in this order, on the screen as on the button box."""

KIND = big_votes("yes_no", wording("Yes, no or abstain"), OPTIONS, green=YES, white=ABSTAIN, red=NO)
