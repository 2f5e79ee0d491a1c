"""The state of a poll in words."""

from kiosk.domain.lifecycle import State
from kiosk.presentation.phrases import Phrases


def state_words(state: State, phrases: Phrases) -> str:
    """What people call the state."""
    match state:
        case State.DRAFT:
            return phrases.gettext("Not open yet")
        case State.OPEN:
            return phrases.gettext("Open now")
        case State.PAUSED:
            return phrases.gettext("Paused")
        case State.CLOSED:
            return phrases.gettext("Closed")
        case State.PUBLISHED:
            return phrases.gettext("Result is out")
