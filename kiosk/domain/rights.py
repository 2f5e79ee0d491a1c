"""The human rights that needs and lines of a budget are tagged with."""

from collections.abc import Mapping

from kiosk.domain.sentence import wording

GENERAL = "general"
"""The tag of a line that serves no right more than others."""

RIGHTS: Mapping[str, str] = {
    "health": wording("Health"),
    "housing": wording("Housing"),
    "dignified-work": wording("Dignified work"),
    "education": wording("Education"),
    "food": wording("Food"),
    "social-security": wording("Social security"),
    "healthy-environment": wording("Healthy environment"),
    "water": wording("Water"),
    "taking-part": wording("Taking part"),
    "safety": wording("Safety"),
    "equality": wording("Equality"),
    "life": wording("Life"),
}
"""Those that are there unless an assembly names its own: the seven of Vermont's law first."""
