"""One clock looks at the turnout now and then, so that no vote's moment can be told.

All pages, streams and programs know only what it saw last: none of them looks into the box itself.
"""

import asyncio

from kiosk.actions.cast_words import forget_old_words
from kiosk.domain.lifecycle import State
from kiosk.domain.turnout import EVERY, Seen, in_steps
from kiosk.live import News
from kiosk.meeting.hall import Hall, Sitting


async def tell_turnout(hall: Hall) -> None:
    """Look every few seconds, for ever, and let the chair and the projector look again.

    Words that are shown no more are forgotten at the same moments, none of which is a cast.
    """
    while True:
        look_at_turnout(hall)
        forget_old_words(hall)
        await asyncio.sleep(EVERY)


def look_at_turnout(hall: Hall) -> None:
    """Look into the box once; the news comes whether anybody has voted or not."""
    sitting = hall.sitting
    for poll in sitting.assembly.polls:
        sitting.seen[poll.id] = Seen(
            cast=sitting.box.cast_number(poll.id), begun=sitting.drafts.started(poll.id)
        )
    sitting.seen_trouble = bool(sitting.box.trouble)
    if any(sitting.box.taking(poll.id) for poll in sitting.assembly.polls):
        hall.hub.announce(News.TURNOUT)
        hall.hub.announce(News.SCENE)


def turnout(sitting: Sitting, poll_id: str, state: State) -> int:
    """At least so many have voted; 0 means few. Exact as soon as the result is published."""
    if state is State.PUBLISHED:
        return sitting.box.cast_number(poll_id)
    return in_steps(seen_of(sitting, poll_id).cast)


def seen_of(sitting: Sitting, poll_id: str) -> Seen:
    """What the clock last saw of that poll; nothing at all where it has not looked yet."""
    return sitting.seen.get(poll_id, Seen())
