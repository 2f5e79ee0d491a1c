"""Who is here, as the officials' pages show it."""

from kiosk.domain.attendance import Attendance
from kiosk.presentation.phrases import Phrases
from kiosk.presentation.views.presence import Presence


def presence_view(here: Attendance, phrases: Phrases, *, open_door: bool) -> Presence:
    """The head of the officials' pages. ``open_door``: whoever comes is a member."""
    return Presence(
        present=phrases.number(here.present),
        members=0 if open_door else here.members,
        needed=here.needed,
        reached=here.reached,
        guests=here.guests,
    )
