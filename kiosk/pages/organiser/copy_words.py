"""What the second copy is worth, in sentences for the chair and the organiser."""

from kiosk.actions.background.keep_copy import copy_state
from kiosk.meeting.hall import Hall
from kiosk.pages.views.organiser import ReadyCheck
from kiosk.presentation.phrases import Phrases
from kiosk.store.copy_state import CopyFailed, CopyForeign, CopyMissing


def copy_warnings(hall: Hall, phrases: Phrases) -> tuple[str, ...]:
    """What is wrong with the second copy: one sentence, or none."""
    match copy_state(hall):
        case CopyMissing():
            said = phrases.gettext("The second copy is missing. Put its stick in. Voting goes on.")
        case CopyFailed():
            said = phrases.gettext("The second copy cannot be written. Change its stick.")
        case CopyForeign():
            said = phrases.gettext("The second copy’s stick holds other votes. Use an empty one.")
        case _:
            return ()
    return (said,)


def copy_checks(hall: Hall, phrases: Phrases, *, folder: str) -> tuple[ReadyCheck, ...]:
    """The line of the ready list, where a second copy is wanted. ``folder``: empty: it is not."""
    if not folder:
        return ()
    remedy = "".join(copy_warnings(hall, phrases))
    return (ReadyCheck(words=phrases.gettext("The second copy"), remedy=remedy),)
