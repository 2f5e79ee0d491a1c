"""How far a count is, in sentences that tell nothing of what it finds."""

from aiohttp import web

from kiosk.pages.web.keys import KIOSK
from kiosk.pages.web.show import phrases_for


def how_far(request: web.Request, poll_id: str) -> tuple[str, ...]:
    """The sentences for a count under way; none where none is."""
    hall = request.app[KIOSK].hall
    count = hall.sitting.counts.under_way.get(poll_id)
    if count is None:
        return ()
    phrases = phrases_for(request)
    told = count.progress
    seconds = int(hall.monotonic() - count.since)
    sentences = [
        phrases.gettext("Counting: %(number)s of %(total)s ballots")
        % {"number": phrases.number(told.ballots), "total": phrases.number(told.of)}
    ]
    if told.question and told.questions > 1:
        which = phrases.gettext("Question %(number)s of %(total)s")
        sentences.append(which % {"number": told.question, "total": told.questions})
    if seconds:
        waited = phrases.ngettext(
            "Counting for %(num)s second", "Counting for %(num)s seconds", seconds
        )
        sentences.append(waited % {"num": seconds})
    return tuple(sentences)
