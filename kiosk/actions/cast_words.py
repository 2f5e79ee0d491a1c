"""The words that a cast form got, for a few minutes and for the browser that sent it.

They lie in memory, so that a lost answer or a page loaded again shows them. Their address stays in
the browser's history: whoever opens it later, or elsewhere, reads that the card has voted.
"""

import hashlib
from collections.abc import Collection

from kiosk.meeting.hall import Hall, Shown
from kiosk.meeting.recent_answers import form_key

MINUTES = 5


def remember_words(
    hall: Hall, code: str, *, poll_id: str, token: str, browser: str, words: str
) -> None:
    """Keep the words of a form. ``browser``: what the one that sent it is known by."""
    forget_old_words(hall)
    until = hall.monotonic() + MINUTES * 60
    hall.casts.remember(_form(poll_id, code, token), Shown(words, _digest(browser), until))


def words_of(hall: Hall, code: str, *, poll_id: str, token: str, browsers: Collection[str]) -> str:
    """The words that the cast of this form got; empty where they may not be shown any more.

    ``browsers``: all that the one that asks is known by.
    """
    seen = hall.casts.answer_to(_form(poll_id, code, token))
    if seen is None or hall.monotonic() >= seen.until:
        return ""
    return seen.words if seen.browser in {_digest(one) for one in browsers} else ""


def forget_old_words(hall: Hall) -> None:
    """Let no words lie in memory longer than they are shown."""
    now = hall.monotonic()
    hall.casts.forget_first(lambda seen: now >= seen.until)


def _form(poll_id: str, code: str, token: str) -> str:
    return form_key(f"{poll_id} {code}", token)


def _digest(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()
