"""What a scanner typed: the text as the scanner meant it, and as this machine's layout shows it."""

import re
from collections.abc import Mapping
from contextlib import suppress

from aiohttp import web

from kiosk.domain.cards import read_code
from kiosk.domain.cut_scans import is_piece_of_a_card
from kiosk.domain.errors import NoSuchCard, ScanCutShort
from kiosk.pages.web.access import card_in
from kiosk.pages.web.kiosk import KIOSK

LONGEST = 400  # signs; a card's code stands at the end
MARK = re.compile(
    r"^[^\w\s][A-Za-z]\w(?=.)"
)  # of the kind of code, "]Q3"; other layouts type "+Q3"


def readings(form: Mapping[str, object]) -> tuple[str, ...]:
    """The texts that a scan may mean, the likeliest first. ``scan``: by the places of the keys."""
    texts: list[str] = []
    for name in ("scan", "typed"):
        text = _clean(str(form.get(name, ""))[-LONGEST:])
        texts += [text, MARK.sub("", text)]
    return tuple(dict.fromkeys(filter(None, texts)))


def _clean(text: str) -> str:
    """Without the signs that only machines mean."""
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()


async def scanned_card(request: web.Request, form: Mapping[str, object]) -> str:
    """The card of this meeting that was scanned. ``cut``: keys came shortly before these ones.

    Raises NoSuchCard, ScanCutShort, TooManyTries, TooBusy, CannotSave.
    """
    texts = readings(form)
    for code in _codes(texts):
        with suppress(NoSuchCard):
            return await card_in(request, code)
    address = request.app[KIOSK].card_address("")
    if form.get("cut") or any(is_piece_of_a_card(text, address=address) for text in texts):
        raise ScanCutShort
    raise NoSuchCard


def is_card(texts: tuple[str, ...]) -> bool:
    """Whether it is the code of a voting card, of whichever meeting."""
    return bool(_codes(texts))


def _codes(texts: tuple[str, ...]) -> dict[str, None]:
    codes: dict[str, None] = {}
    for text in texts:
        with suppress(NoSuchCard):
            codes[read_code(text)] = None
    return codes
