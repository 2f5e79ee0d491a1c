"""The slips that a voter gets: the voting card and the receipt, each in two languages."""

from collections.abc import Callable

from kiosk.domain.assembly import Assembly, Poll
from kiosk.domain.cards import spoken
from kiosk.domain.slip import Slip, card_slip, receipt_slip
from kiosk.presentation.phrases import Phrases

SLIP_LANGUAGES = 2  # a slip of 58 mm holds the person's language and the main one


def slip_phrases(
    assembly: Assembly, language: str, phrases_in: Callable[[str], Phrases]
) -> tuple[Phrases, ...]:
    """The texts of a slip, the person's language first and then the assembly's main one."""
    wanted = dict.fromkeys((language, *assembly.languages))
    return tuple(phrases_in(code) for code in list(wanted)[:SLIP_LANGUAGES])


def slip_of_card(
    assembly: Assembly, code: str, phrases: tuple[Phrases, ...], *, address: str
) -> Slip:
    """The slip of a voting card. It names nobody. ``address``: what its QR code says."""
    return card_slip(
        assembly.title.in_language(phrases[0].language),
        keep=_each(phrases, lambda one: one.gettext("Keep this until the end.")),
        address=address,
        label=_each(phrases, lambda one: one.gettext("Voting card")),
        spoken=spoken(code),
        where=_each(
            phrases, lambda one: one.gettext("Vote on your phone or at the voting screen.")
        ),
    )


def slip_of_receipt(
    assembly: Assembly, poll: Poll, tracker: str, phrases: tuple[Phrases, ...], *, address: str
) -> Slip:
    """The slip of a receipt. It shows that a ballot is in the box, not what it says.

    ``address``: where the words are typed; it never holds them, because phones keep addresses.
    """
    language = phrases[0].language
    return receipt_slip(
        assembly.title.in_language(language),
        poll=poll.title.in_language(language),
        in_the_box=_each(phrases, lambda one: one.gettext("Your ballot is in the box.")),
        tracker=tracker,
        address=address,
        where=_each(
            phrases, lambda one: one.gettext("After the vote, look for these words in the box.")
        ),
    )


def _each(phrases: tuple[Phrases, ...], say: Callable[[Phrases], str]) -> tuple[str, ...]:
    """A sentence in each language, once where it is the same."""
    return tuple(dict.fromkeys(say(one) for one in phrases))
