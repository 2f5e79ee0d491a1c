"""What a printer's state means, in words."""

from kiosk.domain.printer_state import (
    CoverOpen,
    NoPaper,
    Printed,
    PrinterState,
    Ready,
    Unreachable,
)
from kiosk.presentation.phrases import Phrases


def printer_words(state: PrinterState, phrases: Phrases) -> str:
    """The printer's state for people."""
    match state:
        case Ready() | Printed():
            return phrases.gettext("The printer is ready.")
        case NoPaper():
            return phrases.gettext("The printer has no paper. Put in a new roll.")
        case CoverOpen():
            return phrases.gettext("The printer is open. Close its cover.")
        case Unreachable():
            return phrases.gettext("The printer does not answer. Check its cable.")
