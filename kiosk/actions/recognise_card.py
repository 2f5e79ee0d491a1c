"""Which card a typed or scanned code is: slips of a finger cost nothing, right codes go first."""

from functools import partial

from kiosk.actions.take_card import take_shown
from kiosk.domain.cards import read_code
from kiosk.domain.errors import NoSuchCard
from kiosk.meeting.hall import Hall


async def recognise_card(hall: Hall, typed: str, *, place: str) -> str:
    """The card of a code as it was typed or stands in an address.

    A card that was made or seen since the start is known at once, and never waits: who guesses
    such cards learns as fast as the kiosk answers, and codes are long enough for that. Any other
    code costs work; it is looked at in turn, and wrong ones from all places together are bounded.
    Raises NoSuchCard, TooManyTries, TooBusy, CannotSave.
    """
    box = hall.sitting.box
    code = typed  # an address on one of our pages has it as we write it
    is_card = typed.isascii() and box.has_card(typed)
    if not is_card:
        code = read_code(typed)  # a slip is caught by the check letter and never counts as a guess
        if not (box.has_card(code) or await take_shown(hall, code)):
            await hall.cards.judge(place, partial(box.recognise, code))
    # What the desk still had in hand is its person's now.
    waits = not is_card or hall.sitting.untaken.of_code(code)
    if waits and not await take_shown(hall, code):
        raise NoSuchCard
    hall.cards.trust(place)
    return code
