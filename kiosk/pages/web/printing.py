"""Slips in the assembly's languages, and what a printer's state means in words."""

from collections.abc import Callable

from aiohttp import web

from kiosk.devices.contract import CoverOpen, NoPaper, Printed, PrinterState, Ready, Unreachable
from kiosk.domain.assembly import Poll
from kiosk.domain.cards import spoken
from kiosk.domain.slip import Slip, card_slip, receipt_slip
from kiosk.pages.web.keys import KIOSK
from kiosk.pages.web.show import assembly_title, phrases_for
from kiosk.presentation.phrases import Phrases

SLIP_LANGUAGES = 2  # a slip of 58 mm holds the person's language and the main one


def state_words(state: PrinterState, phrases: Phrases) -> str:
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


def is_trouble(state: PrinterState) -> bool:
    """Whether somebody must do something."""
    return not isinstance(state, Ready | Printed)


def in_each(request: web.Request, language: str, say: Callable[[Phrases], str]) -> tuple[str, ...]:
    """A sentence in the person's language and the assembly's main one."""
    main = request.app[KIOSK].hall.sitting.assembly.languages
    wanted = dict.fromkeys((language, *main))
    texts = [say(phrases_for(request, code)) for code in list(wanted)[:SLIP_LANGUAGES]]
    return tuple(dict.fromkeys(texts))


def card_of(request: web.Request, code: str, *, language: str) -> Slip:
    """The slip of a voting card. It names nobody."""

    def each(say: Callable[[Phrases], str]) -> tuple[str, ...]:
        return in_each(request, language, say)

    return card_slip(
        assembly_title(request, language),
        keep=each(lambda phrases: phrases.gettext("Keep this until the end.")),
        address=request.app[KIOSK].card_address(code),
        label=each(lambda phrases: phrases.gettext("Voting card")),
        spoken=spoken(code),
        where=each(lambda phrases: phrases.gettext("Vote on your phone or at the voting screen.")),
    )


def receipt_of(request: web.Request, poll: Poll, tracker: str, *, language: str) -> Slip:
    """The slip of a receipt. It shows that a ballot is in the box, not what it says."""

    def each(say: Callable[[Phrases], str]) -> tuple[str, ...]:
        return in_each(request, language, say)

    return receipt_slip(
        assembly_title(request, language),
        poll=poll.title.in_language(language),
        in_the_box=each(lambda phrases: phrases.gettext("Your ballot is in the box.")),
        tracker=tracker,
        address=f"{request.app[KIOSK].address}/tracker",  # without the words: phones keep addresses
        where=each(
            lambda phrases: phrases.gettext("After the vote, look for these words in the box.")
        ),
    )
