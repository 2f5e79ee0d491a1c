"""A voter casts a ballot: checked, then kept and the card spent in one commit."""

import asyncio
import secrets
from dataclasses import dataclass

from kiosk.actions.cast_words import remember_words, words_of
from kiosk.domain.ballot import Ballot
from kiosk.domain.casting import valid
from kiosk.domain.errors import AlreadyVoted, CannotSave, NoSuchCard, StillSaving
from kiosk.live import News
from kiosk.meeting.hall import Hall
from kiosk.proof.ballots import ballot_text
from kiosk.proof.commitment import commitment
from kiosk.proof.tracker import tracker

OPENING_SIZE = 32
SAVED_WITHIN = 10.0  # seconds that somebody waits for the disk without a word


@dataclass(frozen=True, slots=True)
class CastForm:
    """A form that casts. ``token`` names it, so that a resend is recognised.

    ``browsers``: what the browser that sends it is known by, the surest first.
    """

    token: str
    browsers: tuple[str, ...] = ("",)


async def cast_ballot(
    hall: Hall, code: str, *, poll_id: str, ballot: Ballot, form: CastForm
) -> str:
    """Cast and return the tracker.

    Raises BallotInvalid (the card stays unspent), NoSuchCard, PollNotOpen, TooBusy, CannotSave,
    StillSaving after SAVED_WITHIN, and AlreadyVoted, which carries the tracker if the same browser
    sent the very same form a few minutes before.
    """
    text = ballot_text(valid(hall.sitting.poll(poll_id), ballot)).encode()
    saving = asyncio.create_task(_save(hall, code, poll_id=poll_id, text=text, form=form))
    hall.saving.add(saving)
    saving.add_done_callback(hall.saving.discard)
    await asyncio.wait({saving}, timeout=SAVED_WITHIN)
    if not saving.done():
        saving.add_done_callback(_heard)
        raise StillSaving
    return saving.result()


def _heard(saving: asyncio.Task[str]) -> None:
    if not saving.cancelled():
        saving.exception()  # nobody else asks for it: the form that is sent again has its own


async def _save(hall: Hall, code: str, *, poll_id: str, text: bytes, form: CastForm) -> str:
    sitting = hall.sitting
    opening = secrets.token_bytes(OPENING_SIZE)
    try:
        await sitting.box.cast(poll_id, code, text=text, opening=opening)
    except AlreadyVoted:
        sitting.drafts.drop(poll_id, code)  # the power may have gone after the cast, before this
        seen = words_of(hall, code, poll_id=poll_id, token=form.token, browsers=form.browsers)
        raise AlreadyVoted(seen) from None
    except CannotSave:
        hall.hub.announce(News.DEVICES)  # the chair's open page says so at once
        raise
    words = tracker(commitment(poll_id, text, opening))
    remember_words(
        hall, code, poll_id=poll_id, token=form.token, browser=form.browsers[0], words=words
    )
    sitting.drafts.drop(poll_id, code)
    return words


def keep_draft(hall: Hall, code: str, *, poll_id: str, ballot: Ballot) -> None:
    """Keep what a voter has chosen so far, until it is cast; nothing counts before."""
    sitting = hall.sitting
    if not sitting.box.has_card(code):
        raise NoSuchCard
    if sitting.box.taking(poll_id) and not sitting.box.has_spent(poll_id, code):
        sitting.drafts.keep(poll_id, code, ballot)
