"""What the chair sent to have something done to a poll."""

from dataclasses import dataclass

from kiosk.pages.web.forms import Form


@dataclass(frozen=True, slots=True)
class DeedForm:
    """The form, and the place that it came from, which only the patience with wrong tries knows."""

    form: Form
    place: str
