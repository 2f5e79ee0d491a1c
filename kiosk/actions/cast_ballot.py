"""A voter casts a ballot: checked, kept and the card spent in one commit; then it is told."""

import asyncio
import secrets

from kiosk.actions.hall import Hall
from kiosk.actions.recent import form_key
from kiosk.domain.ballot import Ballot
from kiosk.domain.casting import valid
from kiosk.domain.errors import AlreadyVoted, CannotSave, NoSuchCard, StillSaving
from kiosk.live import News
from kiosk.proof.ballots import ballot_text
from kiosk.proof.commitment import commitment
from kiosk.proof.tracker import tracker

OPENING_SIZE = 32
PATIENCE = 10.0  # seconds that somebody waits for the disk without a word


async def cast_ballot(hall: Hall, code: str, *, poll_id: str, ballot: Ballot, token: str) -> str:
    """Cast and return the tracker. ``token`` names the form, so that a resend is recognised.

    Raises BallotInvalid (the card stays unspent), NoSuchCard, PollNotOpen, TooBusy, CannotSave,
    StillSaving after PATIENCE, and AlreadyVoted, which carries the tracker if the very same form
    was sent before.
    """
    text = ballot_text(valid(hall.sitting.poll(poll_id), ballot)).encode()
    saving = asyncio.create_task(_save(hall, code, poll_id=poll_id, text=text, token=token))
    hall.saving.add(saving)
    saving.add_done_callback(hall.saving.discard)
    await asyncio.wait({saving}, timeout=PATIENCE)
    if not saving.done():
        saving.add_done_callback(_heard)
        raise StillSaving
    return saving.result()


def _heard(saving: asyncio.Task[str]) -> None:
    if not saving.cancelled():
        saving.exception()  # nobody else asks for it: the form that is sent again has its own


async def _save(hall: Hall, code: str, *, poll_id: str, text: bytes, token: str) -> str:
    sitting = hall.sitting
    opening = secrets.token_bytes(OPENING_SIZE)
    key = form_key(f"{poll_id} {code}", token)
    try:
        await sitting.box.cast(poll_id, code, text=text, opening=opening)
    except AlreadyVoted:
        sitting.drafts.drop(poll_id, code)  # the power may have gone after the cast, before this
        raise AlreadyVoted(hall.casts.answer_to(key) or "") from None
    except CannotSave:
        hall.hub.announce(News.DEVICES)  # the chair's open page says so at once
        raise
    words = tracker(commitment(poll_id, text, opening))
    hall.casts.remember(key, words)
    sitting.drafts.drop(poll_id, code)
    return words


def words_of(hall: Hall, code: str, *, poll_id: str, token: str) -> str:
    """The tracker that the cast of this form got a moment ago; empty where nobody knows."""
    return hall.casts.answer_to(form_key(f"{poll_id} {code}", token)) or ""


def keep_draft(hall: Hall, code: str, *, poll_id: str, ballot: Ballot) -> None:
    """Keep what a voter has chosen so far, until it is cast; nothing counts before."""
    sitting = hall.sitting
    if not sitting.box.has_card(code):
        raise NoSuchCard
    if sitting.box.taking(poll_id) and not sitting.box.has_spent(poll_id, code):
        sitting.drafts.keep(poll_id, code, ballot)
