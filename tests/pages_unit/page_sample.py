"""What an example of a page is, and the people that the examples share."""

from dataclasses import dataclass

from kiosk.presentation.views.presence import Presence


@dataclass(frozen=True, slots=True)
class Sample:
    """A page to look at: its name, its template, the frame's place, and what it shows."""

    name: str
    template: str
    place: str
    view: object


ENOUGH = Presence(present="23", members=60, needed=15, reached=True, guests=4)
TOO_FEW = Presence(present="9", members=60, needed=15, reached=False)
